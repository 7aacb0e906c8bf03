//! A person lets an application in, and what the application gets for it.

use std::time::Duration;

use axum::http::StatusCode;
use expect_test::expect;

use super::{
    sign::Draft,
    token::{decoded, form, member},
};
use crate::support::{Answer, Mock};

/// The page of consent, asked for by the first application of the fixture.
pub const ASK: &str = "/oauth2/auth?client_id=AK20260101WPSAPP&response_type=code\
                       &redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fback&scope=";
pub const APP: &str = "client_id=AK20260101WPSAPP&client_secret=mock-wps-secret";

/// The code that a request of the page of consent yields.
pub async fn code(mock: &Mock, path: &str) -> String {
    let answer = mock.send(&format!("GET {path}")).await;
    let location = answer.header("location");
    let code = location.split(['?', '&']).find_map(|pair| pair.strip_prefix("code="));
    code.unwrap_or_else(|| panic!("no code: {answer}")).to_owned()
}

/// The form that redeems a code.
pub fn redeem(code: &str) -> String {
    format!(
        "grant_type=authorization_code&code={code}&redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fback&{APP}"
    )
}

pub fn refresh(token: &str) -> String {
    format!("grant_type=refresh_token&refresh_token={token}&{APP}")
}

/// The tokens for a person's consent to these scopes.
pub async fn tokens(mock: &Mock, scope: &str) -> Answer {
    form(mock, "/oauth2/token", &redeem(&code(mock, &format!("{ASK}{scope}")).await)).await
}

/// Who stands behind a token.
pub async fn whose(mock: &Mock, token: &str) -> Answer {
    mock.send(&format!("GET /v7/users/current\nAuthorization: Bearer {token}")).await
}

#[tokio::test]
async fn a_program_is_led_back_at_once() {
    let mock = Mock::new();
    let mut all = Vec::new();
    for request in [
        format!("{ASK}kso.user_base.read"),
        format!("{ASK}kso.user_base.read,kso.file.read&state=a%20b%26c%23%E9%87%91"),
        format!("{ASK}kso.user_base.read%20kso.file.read&state="),
        format!("{}&state=s", ASK.replace("%2Fback", "%2Fback%3Fa%3D1") + "kso.file.read"),
    ] {
        all.push(mock.send(&format!("GET {request}\nAccept: */*")).await.line());
    }
    expect![[r#"
        302 [location: http://localhost:3000/back?code=KmIAAsNlq30HIqX9I8hCff]
        302 [location: http://localhost:3000/back?code=C8uCD2wIsNbGogHpMJ2R9I&state=a%20b%26c%23%E9%87%91]
        302 [location: http://localhost:3000/back?code=3ZGWVVxxqGfFrIsxwjViPs&state=]
        302 [location: http://localhost:3000/back?a=1&code=3v1tWBv5VZR7I8FFDLgqGl&state=s]"#]]
    .assert_eq(&all.join("\n"));
}

#[tokio::test]
async fn a_person_with_a_browser_picks_who_they_are() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    let browser = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";
    let page = mock.send(&format!("GET {ASK}kso.file.read&state=%22%3E%3Cscript%3E\n{browser}")).await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let text = page.to_string();
    expect![[r#"
        <body class=""><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>Sign in to Mock desk</h1><p><b>Mock desk</b> asks for:</p><ul><li><code>kso.file.read</code></li></ul><form method="GET"><input type="hidden" name="client_id" value="AK20260101WPSAPP"><input type="hidden" name="response_type" value="code"><input type="hidden" name="redirect_uri" value="http://localhost:3000/back"><input type="hidden" name="scope" value="kso.file.read"><input type="hidden" name="state" value="&quot;&gt;&lt;script&gt;"><p>Choose who you are:</p><button name="login_hint" value="alice"><b>Alice Example</b><small>alice@example.com</small></button><button name="login_hint" value="bob"><b>Bob Example</b><small>bob@example.com</small></button><button class="no" name="answer" value="decline">Decline</button></form></main>
    "#]].assert_eq(text.split_once("</style>").expect("a page").1);
    let wrong = mock.send(&format!("GET {ASK}%3Cb%3E\n{browser}")).await;
    let text = wrong.to_string();
    expect![[r#"
        <body class=""><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>InvalidScope: invalid_scope</h1><p>40000005: scope &lt;b&gt; is unknown</p></main>
    "#]]
    .assert_eq(text.split_once("</style>").expect("a page").1);
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nobody agreed yet");
    let declined = mock.send(&format!("GET {ASK}kso.file.read&answer=decline\n{browser}")).await;
    assert!(declined.to_string().contains("<h1>You have declined.</h1>"), "{declined}");
    let agreed = mock.send(&format!("GET {ASK}kso.file.read&login_hint=bob\n{browser}")).await;
    assert_eq!(agreed.status, StatusCode::FOUND);
}

#[tokio::test]
async fn who_agrees_can_be_named() {
    let mock = Mock::new();
    for (hint, expected) in [
        ("", "Alice Example"),
        ("&login_hint=", "Alice Example"),
        ("&login_hint=bob", "Bob Example"),
        ("&login_hint=BOB@example.com", "Bob Example"),
    ] {
        let code = code(&mock, &format!("{ASK}kso.user_base.read{hint}")).await;
        let token = member(&form(&mock, "/oauth2/token", &redeem(&code)).await, "access_token");
        assert_eq!(member(&whose(&mock, &token).await, "user_name"), expected, "{hint}");
    }
    let journal = mock.sandbox().journal.since(0);
    let entry = journal.iter().find(|entry| entry.operation == Some("oauth2.auth.show"));
    assert_eq!(entry.expect("in the journal").caller.as_deref(), Some("alice"));
}

#[tokio::test]
async fn a_code_becomes_a_token_of_the_person_in_each_style() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "access_token": "<{"alg":"ES256","typ":"JWT"} {"exp":1767330245,"comp_id":"571568323","client_id":"AK20260101WPSAPP","tk_type":"user","scope":"kso.user_base.read,kso.file.read","company_id":571568323,"client_principal_id":"5603743423","sub":"1690375745","user_id":1690375745} 64 bytes>",
          "expires_in": 7200,
          "refresh_expires_in": 31536000,
          "refresh_token": "kso_rt_KlIAAVdJOpv3m37DhHqApg",
          "token_type": "bearer"
        }"#]].assert_eq(&decoded(&tokens(&mock, "kso.user_base.read,kso.file.read").await));
    let private = code(&mock, &format!("{ASK}kso.file.read")).await;
    expect![[r#"
        200 OK
        {
          "access_token": "<{"alg":"HS256","typ":"JWT"} {"exp":1767409445,"comp_id":"571568323","client_id":"AK20260101WPSAPP","tk_type":"user","scope":"kso.file.read","company_id":571568323,"client_principal_id":"5603743423","sub":"1690375745","user_id":1690375745} 32 bytes>",
          "expires_in": 86400,
          "refresh_expires_in": 31536000,
          "refresh_token": "kso_rt_8qoNWf4XkXvJyZqxILlZIW",
          "token_type": "Bearer"
        }"#]].assert_eq(&decoded(&form(&mock, "/openapi/oauth2/token", &redeem(&private)).await));
    let ask =
        ASK.replace("/oauth2/auth", "/o/oauth/v1/authorize") + "kso.file.write,kso.drive.as_user.manage";
    let old = redeem(&code(&mock, &ask).await).replace(&format!("&{APP}"), "&scope=kso.file.write");
    let answer = Draft::grant(&old).send(&mock).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "access_token": "<{"alg":"HS256","typ":"JWT"} {"exp":1767409445,"comp_id":"571568323","client_id":"AK20260101WPSAPP","tk_type":"user","scope":"kso.file.write","company_id":571568323,"client_principal_id":"5603743423","sub":"1690375745","user_id":1690375745} 32 bytes>",
            "expires_in": 86400,
            "refresh_expires_in": 31536000,
            "refresh_token": "kso_rt_3Xj0Ucv4nr4A82q2AxAxPr",
            "token_type": "Bearer"
          },
          "detail": "",
          "msg": "success"
        }"#]].assert_eq(&decoded(&answer));
    let refreshed = format!("grant_type=refresh_token&refresh_token={}", member(&answer, "refresh_token"));
    let answer = Draft::grant(&refreshed).send(&mock).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "access_token": "<{"alg":"HS256","typ":"JWT"} {"exp":1767409445,"comp_id":"571568323","client_id":"AK20260101WPSAPP","tk_type":"user","scope":"kso.file.write,kso.drive.as_user.manage","company_id":571568323,"client_principal_id":"5603743423","sub":"1690375745","user_id":1690375745} 32 bytes>",
            "expires_in": 86400,
            "refresh_expires_in": 31536000,
            "refresh_token": "kso_rt_JalHi4SQyOO3RkWUEERs86",
            "token_type": "Bearer"
          },
          "detail": "",
          "msg": "success"
        }"#]].assert_eq(&decoded(&answer));
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let read = Draft::files(&[&hello]).by(&member(&answer, "access_token")).send(&mock).await;
    assert_eq!(read.status, StatusCode::OK, "{read}");
}

#[tokio::test]
async fn a_refresh_rotates_and_keeps_the_first_end() {
    let mock = Mock::new();
    let first = tokens(&mock, "kso.user_base.read,kso.file.read").await;
    let (token, once) = (member(&first, "access_token"), member(&first, "refresh_token"));
    assert_eq!(first.json()["refresh_expires_in"], 31_536_000);
    mock.advance(Duration::from_secs(7199));
    assert_eq!(whose(&mock, &token).await.status, StatusCode::OK);
    mock.advance(Duration::from_secs(1));
    assert_eq!(whose(&mock, &token).await.json()["code"], 40_100_011);
    let second = form(&mock, "/oauth2/token", &refresh(&once)).await;
    expect![[r#"
        200 OK
        {
          "access_token": "<{"alg":"ES256","typ":"JWT"} {"exp":1767337445,"comp_id":"571568323","client_id":"AK20260101WPSAPP","tk_type":"user","scope":"kso.user_base.read,kso.file.read","company_id":571568323,"client_principal_id":"5603743423","sub":"1690375745","user_id":1690375745} 64 bytes>",
          "expires_in": 7200,
          "refresh_expires_in": 31528800,
          "refresh_token": "kso_rt_7ivYk9i2eZI5PgchBqCYms",
          "token_type": "bearer"
        }"#]].assert_eq(&decoded(&second));
    assert_eq!(whose(&mock, &member(&second, "access_token")).await.status, StatusCode::OK);
    let again = form(&mock, "/oauth2/token", &refresh(&once)).await;
    expect![[r#"401 {"code":40100009,"debug":{"desc":"refresh_token is unknown"},"error":"invalid_grant","error_description":"refresh_token is unknown","msg":"InvalidGrant: invalid_grant"}"#]].assert_eq(&again.line());
    // A narrower token leaves the consent as it is.
    let twice = member(&second, "refresh_token");
    let narrow = form(&mock, "/oauth2/token", &(refresh(&twice) + "&scope=kso.file.read")).await;
    assert_eq!(whose(&mock, &member(&narrow, "access_token")).await.status, StatusCode::FORBIDDEN);
    let last = member(&narrow, "refresh_token");
    mock.advance(Duration::from_secs(31_536_000 - 7200 - 1));
    let whole = form(&mock, "/oauth2/token", &refresh(&last)).await;
    assert_eq!(whole.json()["refresh_expires_in"], 1);
    assert_eq!(whose(&mock, &member(&whole, "access_token")).await.status, StatusCode::OK);
    mock.advance(Duration::from_secs(1));
    let late = form(&mock, "/oauth2/token", &refresh(&member(&whole, "refresh_token"))).await;
    expect![[r#"401 {"code":40100009,"debug":{"desc":"refresh_token has expired"},"error":"invalid_grant","error_description":"refresh_token has expired","msg":"InvalidGrant: invalid_grant"}"#]].assert_eq(&late.line());
}

#[tokio::test]
async fn an_application_may_ask_for_fewer_scopes() {
    let mock = Mock::new();
    let grant = format!(
        "grant_type=client_credentials&{APP}&scope=kso.file.read,kso.file.read%20kso.drive.readwrite"
    );
    for path in ["/oauth2/token", "/openapi/oauth2/token"] {
        let text = decoded(&form(&mock, path, &grant).await);
        assert!(text.contains(r#""scope":"kso.file.read,kso.drive.readwrite","#), "{text}");
    }
}

#[tokio::test]
async fn lenient_mode_takes_an_unknown_application_for_the_first_one_and_notes_it() {
    let mock = Mock::with(|settings| settings.auth = mockdrive::sandbox::Auth::Lenient);
    let code = code(&mock, &format!("{ASK}kso.user_base.read").replace("AK20260101WPSAPP", "AK0")).await;
    let wrong = redeem(&code).replace("mock-wps-secret", "wrong");
    let token = member(&form(&mock, "/oauth2/token", &wrong).await, "access_token");
    assert_eq!(member(&whose(&mock, &token).await, "user_name"), "Alice Example");
    let notes: Vec<_> = mock.sandbox().journal.since(0).iter().map(|entry| entry.notes.join("; ")).collect();
    expect![[r#"
        client_id not exists: taken as AK20260101WPSAPP
        client_secret is wrong: taken as AK20260101WPSAPP
    "#]]
    .assert_eq(&notes.join("\n"));
}
