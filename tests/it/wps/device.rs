//! The device flow.

use std::time::Duration;

use axum::http::StatusCode;
use expect_test::expect;

use super::{
    consent::{APP, whose},
    token::{decoded, form, form_text, member},
};
use crate::support::{Answer, Mock, refusals};

const START: &str = "/oauth2/device_authorization";

async fn start(mock: &Mock) -> (String, String) {
    let answer = form(mock, START, "client_id=AK20260101WPSAPP&scope=kso.user_base.read").await;
    (member(&answer, "device_code"), member(&answer, "user_code"))
}

fn poll_text(device_code: &str) -> String {
    let grant = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code";
    form_text("/oauth2/token", &format!("{grant}&device_code={device_code}&{APP}"))
}

async fn poll(mock: &Mock, device_code: &str) -> Answer {
    mock.send(&poll_text(device_code)).await
}

#[tokio::test]
async fn a_device_is_let_in_by_a_person() {
    let mock = Mock::new();
    let answer = form(&mock, START, "client_id=AK20260101WPSAPP&scope=kso.user_base.read").await;
    expect![[r#"
        200 OK
        {
          "device_code": "DFRQQJ0wWRE4w4I1L57nTl",
          "expires_in": 900,
          "interval": 5,
          "user_code": "EUQYMP5J",
          "verification_uri": "http://mock.test/oauth2/device",
          "verification_uri_complete": "http://mock.test/oauth2/device?user_code=EUQYMP5J"
        }"#]]
    .assert_eq(&answer.to_string());
    let (device_code, user_code) = (member(&answer, "device_code"), member(&answer, "user_code"));
    expect![[r#"400 {"code":40000999,"debug":{"desc":"nobody has agreed yet"},"error":"authorization_pending","error_description":"nobody has agreed yet","msg":"ClientError: authorization_pending"}"#]].assert_eq(&poll(&mock, &device_code).await.line());
    let page = mock.send(&format!("GET /oauth2/device?user_code={user_code}")).await.to_string();
    expect![[r#"
        <body class=""><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>Enter the code that your device shows</h1><p><b>Mock desk</b> asks for:</p><ul><li><code>kso.user_base.read</code></li></ul><form method="POST"><label>Code<input name="user_code" value="EUQYMP5J" autocomplete="off" required></label><p>Choose who you are:</p><button name="user" value="alice"><b>Alice Example</b><small>alice@example.com</small></button><button name="user" value="bob"><b>Bob Example</b><small>bob@example.com</small></button><button class="no" name="answer" value="decline">Decline</button></form></main>
    "#]].assert_eq(page.split_once("</style>").expect("a page").1);
    let entered = format!("user_code={}&user=bob", user_code.to_lowercase());
    let decided = form(&mock, "/oauth2/device", &entered).await.to_string();
    expect![[r#"
        <body class=""><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>You have signed in on your device.</h1><p>You can close this window.</p></main>
    "#]]
    .assert_eq(decided.split_once("</style>").expect("a page").1);
    let issued = poll(&mock, &device_code).await;
    expect![[r#"
        200 OK
        {
          "access_token": "<{"alg":"ES256","typ":"JWT"} {"exp":1767330245,"comp_id":"571568323","client_id":"AK20260101WPSAPP","tk_type":"user","scope":"kso.user_base.read","company_id":571568323,"client_principal_id":"5603743423","sub":"7299326139","user_id":7299326139} 64 bytes>",
          "expires_in": 7200,
          "refresh_expires_in": 31536000,
          "refresh_token": "kso_rt_KlIAAVdJOpv3m37DhHqApg",
          "token_type": "bearer"
        }"#]].assert_eq(&decoded(&issued));
    assert_eq!(member(&whose(&mock, &member(&issued, "access_token")).await, "user_name"), "Bob Example");
    expect![[r#"401 {"code":40100009,"debug":{"desc":"device_code is unknown"},"error":"invalid_grant","error_description":"device_code is unknown","msg":"InvalidGrant: invalid_grant"}"#]].assert_eq(&poll(&mock, &device_code).await.line());
}

#[tokio::test]
async fn the_three_addresses_and_a_secret_are_taken() {
    let mock = Mock::new();
    for path in [START, "/oauth2/device/code", "/oauth2/device_authorize"] {
        assert_eq!(form(&mock, path, APP).await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn devices_are_refused_in_the_words_of_the_standard() {
    let mock = Mock::new();
    let rows = [
        ("no client_id", "scope=kso.file.read"),
        ("an unknown client_id", "client_id=AK0"),
        ("a wrong secret", "client_id=AK20260101WPSAPP&client_secret=wrong"),
        ("an unknown scope", "client_id=AK20260101WPSAPP&scope=kso.everything"),
        ("a scope of applications", "client_id=AK20260101WPSAPP&scope=kso.contact.readwrite"),
    ];
    let rows = rows.map(|(what, form)| (what, form_text(START, form)));
    refusals(&mock, rows, expect![[r#"
        no client_id: 400 {"code":40000001,"debug":{"desc":"client_id is missing"},"error":"invalid_request","error_description":"client_id is missing","msg":"InvalidRequest: invalid_request"}
        an unknown client_id: 401 {"code":40100008,"debug":{"desc":"client_id not exists"},"error":"invalid_client","error_description":"client_id not exists","msg":"InvalidClient: invalid_client"}
        a wrong secret: 401 {"code":40100008,"debug":{"desc":"client_secret is wrong"},"error":"invalid_client","error_description":"client_secret is wrong","msg":"InvalidClient: invalid_client"}
        an unknown scope: 400 {"code":40000005,"debug":{"desc":"scope kso.everything is unknown"},"error":"invalid_scope","error_description":"scope kso.everything is unknown","msg":"InvalidScope: invalid_scope"}
        a scope of applications: 400 {"code":40000005,"debug":{"desc":"The requested scope 'kso.contact.readwrite' is not allowed."},"error":"invalid_scope","error_description":"The requested scope 'kso.contact.readwrite' is not allowed.","msg":"InvalidScope: invalid_scope"}
    "#]]).await;
    let (device_code, user_code) = start(&mock).await;
    let entered = |form: &str| form_text("/oauth2/device", form);
    let rows = [
        ("an unknown device", poll_text("x")),
        ("nobody has agreed", poll_text(&device_code)),
        ("a stranger's", poll_text(&device_code).replace(APP, "client_id=AK123456&client_secret=sk098765")),
        ("no device_code", poll_text("")),
        ("no user_code", entered("user=bob")),
        ("an unknown user_code", entered("user_code=AAAA&user=bob")),
        ("no user", entered(&format!("user_code={user_code}"))),
        ("an unknown user", entered(&format!("user_code={user_code}&user=carol"))),
    ];
    refusals(&mock, rows, expect![[r#"
        an unknown device: 401 {"code":40100009,"debug":{"desc":"device_code is unknown"},"error":"invalid_grant","error_description":"device_code is unknown","msg":"InvalidGrant: invalid_grant"}
        nobody has agreed: 400 {"code":40000999,"debug":{"desc":"nobody has agreed yet"},"error":"authorization_pending","error_description":"nobody has agreed yet","msg":"ClientError: authorization_pending"}
        a stranger's: 401 {"code":40100009,"debug":{"desc":"device_code is unknown"},"error":"invalid_grant","error_description":"device_code is unknown","msg":"InvalidGrant: invalid_grant"}
        no device_code: 400 {"code":40000001,"debug":{"desc":"device_code is missing"},"error":"invalid_request","error_description":"device_code is missing","msg":"InvalidRequest: invalid_request"}
        no user_code: 400 {"code":40000001,"debug":{"desc":"user_code is missing"},"error":"invalid_request","error_description":"user_code is missing","msg":"InvalidRequest: invalid_request"}
        an unknown user_code: 401 {"code":40100009,"debug":{"desc":"no device waits for this user_code"},"error":"invalid_grant","error_description":"no device waits for this user_code","msg":"InvalidGrant: invalid_grant"}
        no user: 400 {"code":40000001,"debug":{"desc":"user is missing"},"error":"invalid_request","error_description":"user is missing","msg":"InvalidRequest: invalid_request"}
        an unknown user: 400 {"code":40000001,"debug":{"desc":"user carol is unknown"},"error":"invalid_request","error_description":"user carol is unknown","msg":"InvalidRequest: invalid_request"}
    "#]]).await;
    let elsewhere = form_text("/devicelogin", &format!("user_code={user_code}&user=bob"));
    refusals(&mock, [("on the page of another service", elsewhere)], expect![[r#"
        on the page of another service: 400 {"correlation_id":"<request 2>","error":"bad_verification_code","error_codes":[70018],"error_description":"AADSTS70018: Invalid verification code: the device code is unknown.","timestamp":"2026-01-02 03:04:05Z","trace_id":"<request 2>"}
    "#]]).await;
    let decided = form(&mock, "/oauth2/device", &format!("user_code={user_code}&answer=decline")).await;
    assert_eq!(decided.status, StatusCode::OK);
    let rows = [
        ("declined", poll_text(&device_code)),
        ("decided already", entered(&format!("user_code={user_code}&user=bob"))),
    ];
    refusals(&mock, rows, expect![[r#"
        declined: 403 {"code":40300003,"debug":{"desc":"the user has declined"},"error":"access_denied","error_description":"the user has declined","msg":"AccessDenied: access_denied"}
        decided already: 401 {"code":40100009,"debug":{"desc":"no device waits for this user_code"},"error":"invalid_grant","error_description":"no device waits for this user_code","msg":"InvalidGrant: invalid_grant"}
    "#]]).await;
    let (device_code, user_code) = start(&mock).await;
    mock.advance(Duration::from_mins(15));
    let rows = [
        ("too late to poll", poll_text(&device_code)),
        ("too late to agree", entered(&format!("user_code={user_code}&user=bob"))),
    ];
    refusals(&mock, rows, expect![[r#"
        too late to poll: 401 {"code":40100009,"debug":{"desc":"device_code has expired"},"error":"expired_token","error_description":"device_code has expired","msg":"InvalidGrant: expired_token"}
        too late to agree: 401 {"code":40100009,"debug":{"desc":"user_code has expired"},"error":"expired_token","error_description":"user_code has expired","msg":"InvalidGrant: expired_token"}
    "#]]).await;
    let browser = entered("user_code=AAAA&user=bob").replace("\n\n", "\nAccept: text/html\n\n");
    let page = mock.send(&browser).await.to_string();
    expect![[r#"
        <body class=""><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>InvalidGrant: invalid_grant</h1><p>40100009: no device waits for this user_code</p></main>
    "#]]
    .assert_eq(page.split_once("</style>").expect("a page").1);
}
