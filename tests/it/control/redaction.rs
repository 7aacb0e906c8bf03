//! Credentials in the journal: dummies are shown, all others are hidden.

use std::fmt::Write as _;

use axum::body::Body;
use expect_test::expect;
use serde_json::Value;

use crate::support::Mock;

/// Sends requests with bodies kept, and returns what the journal shows of them: the path, what is worth it of the
/// headers, and the body.
async fn shown(mock: &Mock, requests: &[String]) -> String {
    mock.send("PUT /_mock/settings\n\n{\"journal\": {\"bodies\": \"all\"}}").await;
    mock.send("DELETE /_mock/requests").await;
    for request in requests {
        mock.send(request).await;
    }
    let list = mock.send("GET /_mock/requests").await.json();
    let mut text = String::new();
    for request in list["requests"].as_array().expect("a list") {
        write!(text, "{}", request["path"].as_str().expect("a path")).expect("a string takes everything");
        for header in request["request"]["headers"].as_array().expect("a list") {
            let (name, value) = (header[0].as_str().expect("a name"), header[1].as_str().expect("a value"));
            if !["host", "content-type"].contains(&name) {
                write!(text, " [{name}: {value}]").expect("a string takes everything");
            }
        }
        if let Value::String(body) = &request["request"]["body"] {
            write!(text, " {}", body.replace("\r\n", "⏎")).expect("a string takes everything");
        }
        text.push('\n');
    }
    text
}

#[tokio::test]
async fn credentials_in_headers_are_hidden_unless_they_are_dummies() {
    let headers = [
        "Authorization: Bearer alice-token",
        "Authorization: Bearer eyJ0-real",
        "Authorization: bearer eyJ0-real",
        "Authorization: AT+alice-token",
        "Authorization: AT+real",
        "Authorization: alice-token",
        "Authorization: eyJ0-real",
        "Authorization: Bearer",
        "Authorization: WPS-2:SX20260101MOCKED:0123456789abcdef",
        "Authorization: WPS-2:0123456789abcdef",
        "Authorization: HMAC-SHA256 AppId=app,SignedHeaders=host;x-date,Signature=0123456789abcdef",
        "Authorization: Basic dXNlcjpyZWFs",
        "Authorization: Digest username=x, response=y",
        "Proxy-Authorization: Basic dDE6eA==",
        "Wps-Docs-Authorization: WPS-4 AK1:0123456789abcdef",
        "X-Kso-Authorization: KSO-1 AK1:0123456789abcdef",
        "Cookie: wps_sid=alice-token; csrf=real; x",
        "Referer: http://app.test/back?code=real&state=s#access_token=real",
        "X-Access-Token: real",
        "X-Other: real",
    ];
    let requests = headers.map(|header| format!("GET /nowhere\n{header}"));
    expect![[r#"
        /nowhere [authorization: Bearer alice-token]
        /nowhere [authorization: Bearer redacted:7b6175a5]
        /nowhere [authorization: bearer redacted:7b6175a5]
        /nowhere [authorization: AT+alice-token]
        /nowhere [authorization: AT+redacted:aa33996d]
        /nowhere [authorization: alice-token]
        /nowhere [authorization: redacted:7b6175a5]
        /nowhere [authorization: Bearer]
        /nowhere [authorization: WPS-2:SX20260101MOCKED:redacted:9f9f5111]
        /nowhere [authorization: WPS-2:redacted:9f9f5111]
        /nowhere [authorization: HMAC-SHA256 AppId=app,SignedHeaders=host;x-date,Signature=redacted:9f9f5111]
        /nowhere [authorization: Basic redacted:3877d7ca]
        /nowhere [authorization: Digest redacted:a11adeaa]
        /nowhere [proxy-authorization: Basic redacted:30d043f4]
        /nowhere [wps-docs-authorization: WPS-4 AK1:redacted:9f9f5111]
        /nowhere [x-kso-authorization: KSO-1 AK1:redacted:9f9f5111]
        /nowhere [cookie: wps_sid=alice-token; csrf=redacted:aa33996d;redacted:830a815d]
        /nowhere [referer: http://app.test/back?code=redacted:aa33996d&state=s#access_token=redacted:aa33996d]
        /nowhere [x-access-token: redacted:aa33996d]
        /nowhere [x-other: real]
    "#]]
    .assert_eq(&shown(&Mock::new(), &requests).await);
}

#[tokio::test]
async fn credentials_in_queries_and_forms_are_hidden_unless_they_are_dummies() {
    let mut requests = Vec::new();
    for pairs in [
        "access_token=alice-token&x=1",
        "access%5Ftoken=real&x=real",
        "x=1&refresh_token=real&client_secret=real&client_assertion=real&password=real&code=real",
        "app_id=SX20260101MOCKED&app_key=real",
        "code=&access_token&accessToken=a+b&password=a%20b",
    ] {
        requests.push(format!("GET /nowhere?{pairs}"));
        requests.push(format!(
            "POST /nowhere\nContent-Type: application/x-www-form-urlencoded; charset=utf-8\n\n{pairs}"
        ));
    }
    expect![[r#"
        /nowhere?access_token=alice-token&x=1
        /nowhere access_token=alice-token&x=1
        /nowhere?access%5Ftoken=redacted:aa33996d&x=real
        /nowhere access%5Ftoken=redacted:aa33996d&x=real
        /nowhere?x=1&refresh_token=redacted:aa33996d&client_secret=redacted:aa33996d&client_assertion=redacted:aa33996d&password=redacted:aa33996d&code=redacted:aa33996d
        /nowhere x=1&refresh_token=redacted:aa33996d&client_secret=redacted:aa33996d&client_assertion=redacted:aa33996d&password=redacted:aa33996d&code=redacted:aa33996d
        /nowhere?app_id=SX20260101MOCKED&app_key=redacted:aa33996d
        /nowhere app_id=SX20260101MOCKED&app_key=redacted:aa33996d
        /nowhere?code=&access_token&accessToken=redacted:c8687a08&password=redacted:c8687a08
        /nowhere code=&access_token&accessToken=redacted:c8687a08&password=redacted:c8687a08
    "#]].assert_eq(&shown(&Mock::new(), &requests).await);
}

#[tokio::test]
async fn credentials_in_json_are_hidden_and_the_text_stays_as_it_is() {
    let bodies = [
        r#"{"access_token": "alice-token", "refreshToken":"real", "n": [1, {"password" : "a\"b", "x": "real"}]}"#,
        r#"{"accessToken": "Bearer real", "access_token": "Bearer alice-token", "access\u005ftoken": "real"}"#,
        r#"{"requests": [{"headers": {"Authorization": "Bearer real"}, "url": "/me"}]}"#,
        r#"{"password": 1234, "client_secret": null, "code": {"code": "real"}, "app_key": true}"#,
        r#"{"name": "access_token", "value": "x", "password": "cut o"#,
        r#"{"password""#,
        r#""password""#,
        "{\"password\":\t\"real\"\n}",
        "no JSON: password",
    ];
    let requests = bodies.map(|body| format!("POST /nowhere\nContent-Type: application/json\n\n{body}"));
    expect![[r#"
        /nowhere {"access_token": "alice-token", "refreshToken":"redacted:aa33996d", "n": [1, {"password" : "redacted:39a01277", "x": "real"}]}
        /nowhere {"accessToken": "redacted:4a10c24d", "access_token": "Bearer alice-token", "access\u005ftoken": "redacted:aa33996d"}
        /nowhere {"requests": [{"headers": {"Authorization": "Bearer redacted:aa33996d"}, "url": "/me"}]}
        /nowhere {"password": "redacted:03ac6742", "client_secret": null, "code": {"code": "redacted:aa33996d"}, "app_key": true}
        /nowhere {"name": "access_token", "value": "x", "password": "redacted:d687d6b6"
        /nowhere {"password"
        /nowhere "password"
        /nowhere {"password":	"redacted:aa33996d"
        }
        /nowhere no JSON: password
    "#]].assert_eq(&shown(&Mock::new(), &requests).await);
}

#[tokio::test]
async fn credentials_in_forms_with_files_are_hidden() {
    let form = "--x\r\nContent-Disposition: form-data; name=\"access_token\"\r\n\r\nreal\r\n--x\r\n\
        Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nreal\r\n\
        --x\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n";
    let requests = [format!("POST /nowhere\nContent-Type: multipart/form-data; boundary=x\n\n{form}")];
    expect![[r#"
        /nowhere --x⏎Content-Disposition: form-data; name="access_token"⏎⏎redacted:aa33996d⏎--x⏎Content-Disposition: form-data; name="file"; filename="a.txt"⏎Content-Type: text/plain⏎⏎real⏎--x⏎Content-Disposition: form-data; name="password"⏎⏎
    "#]].assert_eq(&shown(&Mock::new(), &requests).await);
}

#[tokio::test]
async fn what_the_sandbox_issued_is_shown_and_codes_of_errors_are() {
    let mock = Mock::new();
    mock.send("PUT /_mock/settings\n\n{\"journal\": {\"bodies\": \"json\"}}").await;
    let info = mock.send("GET /_mock/info").await.json();
    let apps = info["apps"].as_array().expect("a list").iter();
    let app = apps.clone().find(|app| app["api"] == "graph").expect("one");
    let form = |secret: &str| {
        format!(
            "client_id={}&client_secret={secret}&grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default",
            app["id"].as_str().expect("an id")
        )
    };
    let request = |secret: &str| {
        let path = format!("/{}/oauth2/v2.0/token", info["graph_tenant"].as_str().expect("one"));
        format!("POST {path}\nContent-Type: application/x-www-form-urlencoded\n\n{}", form(secret))
    };
    let secret = app["secret"].as_str().expect("a secret");
    let issued = mock.send(&request(secret)).await.json();
    mock.send("GET /v1.0/me/drive/root:/x\nAuthorization: Bearer alice-token").await;
    mock.send(&request("real")).await;
    let list = mock.send("GET /_mock/requests").await.json();
    let body = |n: usize, side: &str| list["requests"][n][side]["body"].as_str().expect("a body").to_owned();
    let shown: Value = serde_json::from_str(&body(0, "response")).expect("JSON");
    assert_eq!((body(0, "request"), shown), (form(secret), issued));
    assert!(body(1, "response").contains(r#""code":"itemNotFound""#), "{}", body(1, "response"));
    assert_eq!(body(2, "request"), form("redacted:aa33996d"), "equal ones look equal");
}

#[tokio::test]
async fn notes_and_reasons_hide_what_addresses_hold() {
    let mock = Mock::new();
    let url = "/me?access_token=real";
    let batch = format!(r#"{{"requests": [{{"id": "1", "method": "GET", "url": "{url}"}}]}}"#);
    let mut request =
        Mock::request("POST /v1.0/$batch\nAuthorization: Bearer alice-token\nContent-Type: application/json");
    *request.body_mut() = Body::from(batch);
    mock.call(request).await;
    let notes = mock.send("GET /_mock/requests/1").await.json()["notes"].to_string();
    expect![[r#"["1: GET /v1.0/me?access_token=redacted:aa33996d 200"]"#]].assert_eq(&notes);
}
