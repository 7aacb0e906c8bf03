//! The device flow.

use std::time::Duration;

use expect_test::expect;

use super::{CLIENT, TENANT, get, post, text, token, verified};
use crate::support::{Answer, Mock};

async fn start(mock: &Mock) -> Answer {
    let form = format!("{CLIENT}&scope=openid+Files.Read+offline_access");
    post(mock, &format!("{TENANT}/oauth2/v2.0/devicecode"), &form).await
}

async fn poll(mock: &Mock, device_code: &str) -> Answer {
    let grant = "grant_type=urn:ietf:params:oauth:grant-type:device_code";
    token(mock, &format!("{grant}&{CLIENT}&device_code={device_code}")).await
}

#[tokio::test]
async fn a_device_gets_a_token_when_its_person_agrees() {
    let mock = Mock::new();
    let started = start(&mock).await;
    expect![[r#"
        200 OK
        {
          "device_code": "D7KTLwWpBihUBsoSt4N4xNQCDuAgYh8wXn7CIruKzM9CH",
          "expires_in": 900,
          "interval": 5,
          "message": "To sign in, use a web browser to open the page http://mock.test/devicelogin and enter the code MTECRQ5AS to authenticate.",
          "user_code": "MTECRQ5AS",
          "verification_uri": "http://mock.test/devicelogin"
        }"#]].assert_eq(&started.to_string());
    let (device_code, user_code) = (text(&started, "device_code"), text(&started, "user_code"));
    let pending = poll(&mock, &device_code).await;
    expect![[r#"400 {"correlation_id":"<request 3>","error":"authorization_pending","error_codes":[70016],"error_description":"AADSTS70016: OAuth 2.0 device flow error. Authorization is pending. Continue polling.","timestamp":"2026-01-02 03:04:05Z","trace_id":"<request 3>"}"#]].assert_eq(&pending.line());
    let page = mock.send(&format!("GET /devicelogin?user_code={user_code}")).await;
    expect![[r#"
        200 OK
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Enter the code that your device shows</title><style>…</style><body class=""><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>Enter the code that your device shows</h1><p><b>Mock explorer</b> asks for:</p><ul><li><code>openid</code></li><li><code>Files.Read</code></li><li><code>offline_access</code></li></ul><form method="POST"><label>Code<input name="user_code" value="MTECRQ5AS" autocomplete="off" required></label><p>Choose who you are:</p><button name="user" value="alice"><b>Alice Example</b><small>alice@example.com</small></button><button name="user" value="bob"><b>Bob Example</b><small>bob@example.com</small></button><button class="no" name="answer" value="decline">Decline</button></form></main>
    "#]].assert_eq(&page.to_string());
    let answered =
        post(&mock, "/devicelogin", &format!("user_code={}&user=bob", user_code.to_lowercase())).await;
    assert!(answered.to_string().contains("You have signed in on your device."), "{answered}");
    let issued = poll(&mock, &device_code).await;
    expect![[r#"
        200 OK
        {
          "access_token": {
            "app_displayname": "<the Graph app>",
            "appid": "<the Graph app>",
            "aud": "https://graph.microsoft.com",
            "exp": 1767326644,
            "iat": 1767323045,
            "idtyp": "user",
            "iss": "http://mock.test/<the tenant>/v2.0",
            "name": "Bob Example",
            "nbf": 1767323045,
            "oid": "<bob>",
            "preferred_username": "bob@example.com",
            "scp": "Files.Read openid",
            "sub": "<bob>",
            "tid": "<the tenant>",
            "upn": "bob@example.com",
            "uti": "<request 7>",
            "ver": "1.0"
          },
          "expires_in": 3599,
          "ext_expires_in": 3599,
          "id_token": {
            "aud": "<the Graph app>",
            "exp": 1767326644,
            "iat": 1767323045,
            "iss": "http://mock.test/<the tenant>/v2.0",
            "name": "Bob Example",
            "nbf": 1767323045,
            "oid": "<bob>",
            "preferred_username": "bob@example.com",
            "sub": "<bob>",
            "tid": "<the tenant>",
            "uti": "<request 7>",
            "ver": "2.0"
          },
          "refresh_token": "1.AKz5Bn6aAVM8HWQEdTmtF9JBNz2ACGyNjfIV8vtlapSgr",
          "scope": "openid Files.Read",
          "token_type": "Bearer"
        }"#]]
    .assert_eq(&verified(&mock, &issued).await);
    assert_eq!(get(&mock, &issued, "/me/drive/root:/todo.txt").await.status, 200);
    assert_eq!(text(&poll(&mock, &device_code).await, "error"), "bad_verification_code", "once");
}

#[tokio::test]
async fn a_device_that_gets_no_token_learns_why() {
    let mock = Mock::new();
    let (declined, expired) = (start(&mock).await, start(&mock).await);
    assert_ne!(text(&declined, "user_code"), text(&expired, "user_code"));
    let answered =
        post(&mock, "/devicelogin", &format!("user_code={}&answer=decline", text(&declined, "user_code")))
            .await;
    assert_eq!(answered.status, 200);
    assert_eq!(text(&poll(&mock, &text(&declined, "device_code")).await, "error"), "authorization_declined");
    assert_eq!(text(&poll(&mock, "unknown").await, "error"), "bad_verification_code");
    mock.advance(Duration::from_mins(15));
    assert_eq!(text(&poll(&mock, &text(&expired, "device_code")).await, "error"), "expired_token");
    let late = format!("user_code={}&user=bob", text(&expired, "user_code"));
    let mut all = Vec::new();
    for form in [late.as_str(), "user_code=NOBODYS&user=bob", "user_code=NOBODYS&user=carol", "user=bob", ""]
    {
        let answer = post(&mock, "/devicelogin", form).await;
        all.push(format!("{} {}", answer.status.as_u16(), text(&answer, "error")));
    }
    expect![[r#"
        [
            "400 expired_token",
            "400 bad_verification_code",
            "400 invalid_grant",
            "400 invalid_request",
            "400 invalid_request",
        ]
    "#]]
    .assert_debug_eq(&all);
    let path = format!("{TENANT}/oauth2/v2.0/devicecode");
    for (form, error) in [
        (String::new(), "invalid_request"),
        (CLIENT.into(), "invalid_request"),
        ("client_id=nobody&scope=openid".into(), "unauthorized_client"),
        (format!("{CLIENT}&scope=%22"), "invalid_scope"),
    ] {
        assert_eq!(text(&post(&mock, &path, &form).await, "error"), error, "{form}");
    }
}
