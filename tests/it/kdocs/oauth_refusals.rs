//! What `OAuth2` refuses, and what is wrong with it.

use std::time::Duration;

use expect_test::expect;

use super::oauth::{ASK, KEYS, REFRESH, code, redeem_text, refresh_text, tokens};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn a_request_of_consent_is_checked_before_anyone_is_led_anywhere() {
    let mock = Mock::new();
    let good = format!("{ASK}user_basic");
    let back = "redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fback";
    let rows = [
        ("no application", good.replace("app_id=SX20260101MOCKED", "")),
        ("an application without a name", good.replace("SX20260101MOCKED", "")),
        ("an unknown application", good.replace("SX20260101MOCKED", "SX20260101NOBODY")),
        ("an application of another service", good.replace("SX20260101MOCKED", "AK20260101WPSAPP")),
        ("no address", good.replace(back, "")),
        ("another host", good.replace("localhost", "example.com")),
        ("https", good.replace("http%3A", "https%3A")),
        ("a host that begins well", good.replace("localhost%3A3000", "localhost.example.com")),
        ("a name before the host", good.replace("localhost%3A3000", "localhost%40example.com")),
        ("a fragment", good.replace("%2Fback", "%2Fback%23a")),
        ("a line end", good.replace("%2Fback", "%2Fback%0D%0ASet-Cookie:a")),
        ("a script", good.replace(back, "redirect_uri=javascript:alert(1)")),
        ("another response type", format!("{good}&response_type=token")),
        ("no scope", good.replace("scope=user_basic", "")),
        ("scopes of nothing", good.replace("scope=user_basic", "scope=,,")),
        ("an unknown scope", good.replace("user_basic", "user_basic,user_phone")),
        ("scopes that spaces separate", good.replace("user_basic", "user_basic%20access_form")),
        ("a user that is unknown", format!("{good}&login_hint=carol")),
        ("a user that is no text", format!("{good}&login_hint=%FF%00")),
        (
            "a bad address before an unknown user",
            format!("{}&login_hint=carol", good.replace("localhost", "a.b")),
        ),
    ];
    let rows = rows.map(|(what, path)| (what, format!("GET {path}&state=s")));
    refusals(&mock, rows, expect![[r#"
        no application: 400 {"code":10001,"hint":"app_id is required","message":"InvalidArgument","msg":"InvalidArgument"}
        an application without a name: 400 {"code":10001,"hint":"app_id is required","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown application: 401 {"code":20002,"hint":"expect the app_id of a known app, actual: SX20260101NOBODY","message":"AppNotExist","msg":"AppNotExist"}
        an application of another service: 401 {"code":20002,"hint":"expect the app_id of a known app, actual: AK20260101WPSAPP","message":"AppNotExist","msg":"AppNotExist"}
        no address: 400 {"code":10001,"hint":"redirect_uri is required","message":"InvalidArgument","msg":"InvalidArgument"}
        another host: 400 {"code":20004,"hint":"http://example.com:3000/back","message":"InvalidRedirectUri","msg":"InvalidRedirectUri"}
        https: 400 {"code":20004,"hint":"https://localhost:3000/back","message":"InvalidRedirectUri","msg":"InvalidRedirectUri"}
        a host that begins well: 400 {"code":20004,"hint":"http://localhost.example.com/back","message":"InvalidRedirectUri","msg":"InvalidRedirectUri"}
        a name before the host: 400 {"code":20004,"hint":"http://localhost@example.com/back","message":"InvalidRedirectUri","msg":"InvalidRedirectUri"}
        a fragment: 400 {"code":20004,"hint":"http://localhost:3000/back#a","message":"InvalidRedirectUri","msg":"InvalidRedirectUri"}
        a line end: 400 {"code":20004,"hint":"http://localhost:3000/back\r\nSet-Cookie:a","message":"InvalidRedirectUri","msg":"InvalidRedirectUri"}
        a script: 400 {"code":20004,"hint":"javascript:alert(1)","message":"InvalidRedirectUri","msg":"InvalidRedirectUri"}
        another response type: 400 {"code":20005,"hint":"token","message":"InvalidResponseType","msg":"InvalidResponseType"}
        no scope: 400 {"code":10001,"hint":"scope is required","message":"InvalidArgument","msg":"InvalidArgument"}
        scopes of nothing: 400 {"code":10001,"hint":"scope is required","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown scope: 400 {"code":20003,"hint":"user_phone","message":"InvalidScope","msg":"InvalidScope"}
        scopes that spaces separate: 400 {"code":20003,"hint":"user_basic access_form","message":"InvalidScope","msg":"InvalidScope"}
        a user that is unknown: 400 {"code":10001,"hint":"login_hint: GET /_mock/info lists the users, and \"carol\" is none of them","message":"InvalidArgument","msg":"InvalidArgument"}
        a user that is no text: 400 {"code":10001,"hint":"login_hint: GET /_mock/info lists the users, and \"�\\0\" is none of them","message":"InvalidArgument","msg":"InvalidArgument"}
        a bad address before an unknown user: 400 {"code":20004,"hint":"http://a.b:3000/back","message":"InvalidRedirectUri","msg":"InvalidRedirectUri"}
    "#]]).await;
}

#[tokio::test]
async fn a_code_is_redeemed_by_its_application_only() {
    let mock = Mock::new();
    let code = code(&mock, &format!("{ASK}user_basic")).await;
    let good = redeem_text(&code);
    let (_, refresh_token) = tokens(&mock, "user_basic").await;
    let other = "app_id=AK20260101MOCKED&app_key=mock-kdocs-prod-key";
    let rows = [
        ("no code", good.replace("code=", "other=")),
        ("an empty code", redeem_text("")),
        ("no application", good.replace("app_id=", "other=")),
        ("no key", good.replace("app_key=", "other=")),
        ("an unknown application", good.replace("SX20260101MOCKED", "SX20260101NOBODY")),
        (
            "an application of another service",
            good.replace(KEYS, "app_id=AK20260101WPSAPP&app_key=mock-wps-secret"),
        ),
        ("a wrong key", good.replace("mock-kdocs-test-key", "guess")),
        ("a key in other letters", good.replace("mock-kdocs-test-key", "MOCK-KDOCS-TEST-KEY")),
        ("the key of another application", good.replace("mock-kdocs-test-key", "mock-kdocs-prod-key")),
        ("a code of another application", good.replace(KEYS, other)),
        ("an unknown code", redeem_text("kvqxrspxjctdojjqdildjhonzwusaquc")),
        ("a code with more behind it", redeem_text(&format!("{code}a"))),
        ("a code that is no text", redeem_text("%00%FF")),
        ("a refresh token for a code", redeem_text(&refresh_token)),
        ("an access token for a code", redeem_text("alice-token")),
    ];
    refusals(&mock, rows, expect![[r#"
        no code: 400 {"code":10001,"hint":"code is required","message":"InvalidArgument","msg":"InvalidArgument"}
        an empty code: 400 {"code":10001,"hint":"code is required","message":"InvalidArgument","msg":"InvalidArgument"}
        no application: 400 {"code":10001,"hint":"app_id is required","message":"InvalidArgument","msg":"InvalidArgument"}
        no key: 400 {"code":10001,"hint":"app_key is required","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown application: 401 {"code":20002,"hint":"expect the app_id of a known app, actual: SX20260101NOBODY","message":"AppNotExist","msg":"AppNotExist"}
        an application of another service: 401 {"code":20002,"hint":"expect the app_id of a known app, actual: AK20260101WPSAPP","message":"AppNotExist","msg":"AppNotExist"}
        a wrong key: 401 {"code":20902,"hint":"app_key is not the key of the app","message":"AppKeyInvalid","msg":"AppKeyInvalid"}
        a key in other letters: 401 {"code":20902,"hint":"app_key is not the key of the app","message":"AppKeyInvalid","msg":"AppKeyInvalid"}
        the key of another application: 401 {"code":20902,"hint":"app_key is not the key of the app","message":"AppKeyInvalid","msg":"AppKeyInvalid"}
        a code of another application: 400 {"code":20001,"hint":"code is invalid or expired","message":"AuthCodeInvalid","msg":"AuthCodeInvalid"}
        an unknown code: 400 {"code":20001,"hint":"code is invalid or expired","message":"AuthCodeInvalid","msg":"AuthCodeInvalid"}
        a code with more behind it: 400 {"code":20001,"hint":"code is invalid or expired","message":"AuthCodeInvalid","msg":"AuthCodeInvalid"}
        a code that is no text: 400 {"code":20001,"hint":"code is invalid or expired","message":"AuthCodeInvalid","msg":"AuthCodeInvalid"}
        a refresh token for a code: 400 {"code":20001,"hint":"code is invalid or expired","message":"AuthCodeInvalid","msg":"AuthCodeInvalid"}
        an access token for a code: 400 {"code":20001,"hint":"code is invalid or expired","message":"AuthCodeInvalid","msg":"AuthCodeInvalid"}
    "#]]).await;
    assert_eq!(mock.send(&good).await.status, 200, "none of them used it up");
    refusals(&mock, [("a second time", good)], expect![[r#"
        a second time: 400 {"code":20001,"hint":"code is invalid or expired","message":"AuthCodeInvalid","msg":"AuthCodeInvalid"}
    "#]]).await;
}

#[tokio::test]
async fn a_code_is_good_for_five_minutes() {
    let mock = Mock::new();
    let (first, second) =
        (code(&mock, &format!("{ASK}user_basic")).await, code(&mock, &format!("{ASK}user_basic")).await);
    mock.advance(Duration::from_secs(299));
    assert_eq!(mock.send(&redeem_text(&first)).await.status, 200);
    mock.advance(Duration::from_secs(1));
    refusals(&mock, [("five minutes later", redeem_text(&second))], expect![[r#"
        five minutes later: 400 {"code":20001,"hint":"code is invalid or expired","message":"AuthCodeInvalid","msg":"AuthCodeInvalid"}
    "#]]).await;
}

#[tokio::test]
async fn a_refresh_is_refused_without_the_key_and_the_token() {
    let mock = Mock::new();
    let (access_token, refresh_token) = tokens(&mock, "user_basic").await;
    let code = code(&mock, &format!("{ASK}user_basic")).await;
    let good = refresh_text(&refresh_token);
    let with = |body: &str| format!("POST {REFRESH}?app_id=SX20260101MOCKED\n\n{body}");
    let foreign = good
        .replace("SX20260101MOCKED", "AK20260101MOCKED")
        .replace("mock-kdocs-test-key", "mock-kdocs-prod-key");
    let rows = [
        ("no body", with("")),
        ("a form", with("app_key=mock-kdocs-test-key&refresh_token=a")),
        ("a list", with("[]")),
        ("half a body", with("{\"app_key\": \"mock-")),
        ("no key", with(r#"{"refresh_token": "a"}"#)),
        ("a key that is a number", with(r#"{"app_key": 7, "refresh_token": "a"}"#)),
        ("no token", with(r#"{"app_key": "mock-kdocs-test-key"}"#)),
        ("a token that is nothing", with(r#"{"app_key": "mock-kdocs-test-key", "refresh_token": null}"#)),
        ("no application", good.replace("?app_id=SX20260101MOCKED", "")),
        ("an unknown application", good.replace("SX20260101MOCKED", "SX20260101NOBODY")),
        ("a wrong key", good.replace("mock-kdocs-test-key", "guess")),
        ("an empty key", good.replace("mock-kdocs-test-key", "")),
        ("a token of another application", foreign),
        ("an unknown token", refresh_text("a")),
        ("an empty token", refresh_text("")),
        ("an access token", refresh_text(&access_token)),
        ("a code", refresh_text(&code)),
    ];
    refusals(&mock, rows, expect![[r#"
        no body: 400 {"code":10001,"hint":"the body: missing field `app_key` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        a form: 400 {"code":10001,"hint":"the body: expected value at line 1 column 1","message":"InvalidArgument","msg":"InvalidArgument"}
        a list: 400 {"code":10001,"hint":"the body: invalid type: sequence, expected an object at line 1 column 0","message":"InvalidArgument","msg":"InvalidArgument"}
        half a body: 400 {"code":10001,"hint":"the body: EOF while parsing a string at line 1 column 18","message":"InvalidArgument","msg":"InvalidArgument"}
        no key: 400 {"code":10001,"hint":"the body: missing field `app_key` at line 1 column 22","message":"InvalidArgument","msg":"InvalidArgument"}
        a key that is a number: 400 {"code":10001,"hint":"the body: invalid type: integer `7`, expected a string at line 1 column 13","message":"InvalidArgument","msg":"InvalidArgument"}
        no token: 400 {"code":10001,"hint":"the body: missing field `refresh_token` at line 1 column 34","message":"InvalidArgument","msg":"InvalidArgument"}
        a token that is nothing: 400 {"code":10001,"hint":"the body: invalid type: null, expected a string at line 1 column 56","message":"InvalidArgument","msg":"InvalidArgument"}
        no application: 400 {"code":10001,"hint":"app_id is required","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown application: 401 {"code":20002,"hint":"expect the app_id of a known app, actual: SX20260101NOBODY","message":"AppNotExist","msg":"AppNotExist"}
        a wrong key: 401 {"code":20902,"hint":"app_key is not the key of the app","message":"AppKeyInvalid","msg":"AppKeyInvalid"}
        an empty key: 401 {"code":20902,"hint":"app_key is not the key of the app","message":"AppKeyInvalid","msg":"AppKeyInvalid"}
        a token of another application: 401 {"code":20901,"hint":"refresh_token is invalid or expired","message":"RefreshTokenInvalid","msg":"RefreshTokenInvalid"}
        an unknown token: 401 {"code":20901,"hint":"refresh_token is invalid or expired","message":"RefreshTokenInvalid","msg":"RefreshTokenInvalid"}
        an empty token: 401 {"code":20901,"hint":"refresh_token is invalid or expired","message":"RefreshTokenInvalid","msg":"RefreshTokenInvalid"}
        an access token: 401 {"code":20901,"hint":"refresh_token is invalid or expired","message":"RefreshTokenInvalid","msg":"RefreshTokenInvalid"}
        a code: 401 {"code":20901,"hint":"refresh_token is invalid or expired","message":"RefreshTokenInvalid","msg":"RefreshTokenInvalid"}
    "#]]).await;
    assert_eq!(mock.send(&good).await.status, 200);
}

#[tokio::test]
async fn oauth_has_no_other_methods() {
    let mock = Mock::new();
    let rows = ["POST /h5/auth", "POST /api/v1/oauth2/access_token", "GET /api/v1/oauth2/refresh_token"];
    refusals(&mock, rows.map(|row| (row, row)), expect![[r#"
        POST /h5/auth: 405 {"code":30911,"hint":"the path exists, the method does not","message":"MethodNotAllowed","msg":"MethodNotAllowed"}
        POST /api/v1/oauth2/access_token: 405 {"code":30911,"hint":"the path exists, the method does not","message":"MethodNotAllowed","msg":"MethodNotAllowed"}
        GET /api/v1/oauth2/refresh_token: 405 {"code":30911,"hint":"the path exists, the method does not","message":"MethodNotAllowed","msg":"MethodNotAllowed"}
    "#]]).await;
}
