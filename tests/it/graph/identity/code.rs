//! Authorization codes, redeemed with a secret or with a proof key.

use std::time::Duration;

use expect_test::expect;

use super::{BACK, CLIENT, SECRET, code, get, token, verified};
use crate::support::Mock;

/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str =
    "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";

const GRANT: &str = "grant_type=authorization_code";

fn error(answer: &crate::support::Answer) -> String {
    let json = answer.json();
    format!("{} {} {}", answer.status.as_u16(), json["error"], json["error_codes"][0])
}

#[tokio::test]
async fn a_code_gets_tokens_of_the_person_who_agreed() {
    let mock = Mock::new();
    let scope = "openid+profile+offline_access+https%3A%2F%2Fgraph.microsoft.com%2FFiles.ReadWrite";
    let code = code(&mock, scope, &format!("{CHALLENGE}&nonce=n-1")).await;
    let form = format!("{GRANT}&{CLIENT}&{BACK}&code={code}&code_verifier={VERIFIER}");
    let issued = token(&mock, &form).await;
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
            "name": "Alice Example",
            "nbf": 1767323045,
            "oid": "<alice>",
            "preferred_username": "alice@example.com",
            "scp": "Files.ReadWrite openid profile",
            "sub": "<alice>",
            "tid": "<the tenant>",
            "upn": "alice@example.com",
            "uti": "<request 3>",
            "ver": "1.0"
          },
          "expires_in": 3599,
          "ext_expires_in": 3599,
          "id_token": {
            "aud": "<the Graph app>",
            "exp": 1767326644,
            "iat": 1767323045,
            "iss": "http://mock.test/<the tenant>/v2.0",
            "name": "Alice Example",
            "nbf": 1767323045,
            "nonce": "n-1",
            "oid": "<alice>",
            "preferred_username": "alice@example.com",
            "sub": "<alice>",
            "tid": "<the tenant>",
            "uti": "<request 3>",
            "ver": "2.0"
          },
          "refresh_token": "1.AKz5Bn6aAVM8HWQEdTmtF9JBNz2ACGyNjfIV8vtlapSgr",
          "scope": "openid profile https://graph.microsoft.com/Files.ReadWrite",
          "token_type": "Bearer"
        }"#]]
    .assert_eq(&verified(&mock, &issued).await);
    assert_eq!(get(&mock, &issued, "/me/drive/root:/hello.txt").await.status, 200);
    assert_eq!(get(&mock, &issued, "/users/bob/drive/root").await.status, 403);
    assert_eq!(error(&token(&mock, &form).await), "400 \"invalid_grant\" 54005");
}

#[tokio::test]
async fn the_default_scope_grants_everything() {
    let mock = Mock::new();
    let code = code(&mock, "https%3A%2F%2Fgraph.microsoft.com%2F.default", "").await;
    let issued = token(&mock, &format!("{GRANT}&{CLIENT}&{SECRET}&{BACK}&code={code}")).await;
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
            "name": "Alice Example",
            "nbf": 1767323045,
            "oid": "<alice>",
            "preferred_username": "alice@example.com",
            "scp": "Files.ReadWrite.All Group.Read.All Sites.ReadWrite.All User.Read.All",
            "sub": "<alice>",
            "tid": "<the tenant>",
            "upn": "alice@example.com",
            "uti": "<request 3>",
            "ver": "1.0"
          },
          "expires_in": 3599,
          "ext_expires_in": 3599,
          "scope": "https://graph.microsoft.com/.default",
          "token_type": "Bearer"
        }"#]]
    .assert_eq(&verified(&mock, &issued).await);
    assert_eq!(get(&mock, &issued, "/me").await.status, 200);
    assert_eq!(get(&mock, &issued, "/sites/root").await.status, 200);
}

#[tokio::test]
async fn a_code_is_bound_to_what_it_was_made_for() {
    let mock = Mock::new();
    let proved = code(&mock, "Files.Read", CHALLENGE).await;
    let plain = code(&mock, "Files.Read", &format!("&code_challenge={VERIFIER}")).await;
    let secret = code(&mock, "Files.Read", "").await;
    let mut all = Vec::new();
    for form in [
        format!("code={proved}&{BACK}"),
        format!("code={proved}&{BACK}&{SECRET}"),
        format!("code={proved}&{BACK}&code_verifier=wrong"),
        format!("code={proved}&code_verifier={VERIFIER}"),
        format!("code={proved}&redirect_uri=http://localhost/other&code_verifier={VERIFIER}"),
        format!("code={proved}x&{BACK}&code_verifier={VERIFIER}"),
        format!("code={proved}&{BACK}&code_verifier={VERIFIER}&scope=Files.ReadWrite"),
        format!("code={plain}&{BACK}&code_verifier=wrong"),
        format!("code={plain}&{BACK}&code_verifier={VERIFIER}"),
        format!("code={secret}&{BACK}"),
        format!("code={secret}&{BACK}&code_verifier={VERIFIER}"),
        format!("code={secret}&{BACK}&{SECRET}"),
        format!("code={secret}&{BACK}&{SECRET}"),
    ] {
        let answer = token(&mock, &format!("{GRANT}&{CLIENT}&{form}")).await;
        all.push(if answer.status == 200 { "200".into() } else { error(&answer) });
    }
    expect![[r#"
        [
            "400 \"invalid_grant\" 501481",
            "400 \"invalid_grant\" 501481",
            "400 \"invalid_grant\" 501481",
            "400 \"invalid_request\" 900144",
            "400 \"invalid_grant\" 500112",
            "400 \"invalid_grant\" 70000",
            "400 \"invalid_grant\" 65001",
            "400 \"invalid_grant\" 501481",
            "200",
            "401 \"invalid_client\" 7000218",
            "400 \"invalid_grant\" 501481",
            "200",
            "400 \"invalid_grant\" 54005",
        ]
    "#]]
    .assert_debug_eq(&all);
    mock.advance(Duration::from_mins(10));
    let form = format!("{GRANT}&{CLIENT}&code={proved}&{BACK}&code_verifier={VERIFIER}");
    assert_eq!(error(&token(&mock, &form).await), "400 \"invalid_grant\" 70008");
}
