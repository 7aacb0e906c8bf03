//! `OAuth2`: a user lets an application in, and what the application gets for it.

use std::time::Duration;

use expect_test::expect;
use mockdrive::{sandbox::Auth, world::Api};

use super::{copy_as, copy_hello, task};
use crate::support::{Answer, Mock};

/// The authorization page, asked for by the first application of the fixture.
pub const ASK: &str =
    "/h5/auth?app_id=SX20260101MOCKED&redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fback&scope=";
pub const KEYS: &str = "app_id=SX20260101MOCKED&app_key=mock-kdocs-test-key";
pub const REFRESH: &str = "/api/v1/oauth2/refresh_token";

/// The request of a token for a code.
pub fn redeem_text(code: &str) -> String {
    format!("GET /api/v1/oauth2/access_token?code={code}&{KEYS}\nContent-Type: application/json")
}

/// The request of a new token by the first application.
pub fn refresh_text(refresh_token: &str) -> String {
    let body = format!(r#"{{"app_key": "mock-kdocs-test-key", "refresh_token": "{refresh_token}"}}"#);
    format!("POST {REFRESH}?app_id=SX20260101MOCKED\nContent-Type: application/json\n\n{body}")
}

/// The code that a request of the authorization page yields.
pub async fn code(mock: &Mock, path: &str) -> String {
    let answer = mock.send(&format!("GET {path}")).await;
    let location = answer.header("location");
    let code = location.split(['?', '&']).find_map(|pair| pair.strip_prefix("code="));
    code.unwrap_or_else(|| panic!("no code: {answer}")).to_owned()
}

/// A member of the data of an answer.
pub fn text(answer: &Answer, name: &str) -> String {
    answer.json()["data"][name].as_str().unwrap_or_else(|| panic!("no {name}: {answer}")).to_owned()
}

/// The access token and the refresh token for alice's consent to these scopes.
pub async fn tokens(mock: &Mock, scope: &str) -> (String, String) {
    let code = code(mock, &format!("{ASK}{scope}")).await;
    let answer = mock.send(&redeem_text(&code)).await;
    (text(&answer, "access_token"), text(&answer, "refresh_token"))
}

/// Who stands behind a token.
async fn nickname(mock: &Mock, token: &str) -> String {
    text(&mock.send(&format!("GET /api/v1/openapi/user/basic?access_token={token}")).await, "nickname")
}

#[tokio::test]
async fn a_program_is_led_back_at_once() {
    let mock = Mock::new();
    let mut all = Vec::new();
    for request in [
        format!("{ASK}user_basic"),
        format!("{ASK}user_basic,access_personal_files&state=a%20b%26c%23%E9%87%91"),
        format!(
            "{ASK}user_basic&state=&response_type=code&header=true&force_login=true&logout_after_auth=true"
        ),
        format!("{}&state=s", ASK.replace("%2Fback", "%2Fback%3Fa%3D1%26b%3D%2520") + "user_basic"),
        "/h5/auth?appId=SX20260101MOCKED&scope=user_basic&switchAccount=true&redirect_uri=http://127.0.0.1"
            .into(),
    ] {
        all.push(mock.send(&format!("GET {request}\nAccept: */*")).await.line());
    }
    expect![[r#"
        302 [location: http://localhost:3000/back?code=cakomrrxpwmusiamzfgqyvpbtklccter]
        302 [location: http://localhost:3000/back?code=gwtbprcjukkwqwgaickecxzagknzgqhj&state=a%20b%26c%23%E9%87%91]
        302 [location: http://localhost:3000/back?code=ftiuiushrriutjaeokwsqnqvlcyggpak&state=]
        302 [location: http://localhost:3000/back?a=1&b=%20&code=bxnumddwtpplasfxdevcrwjyiflahfqq&state=s]
        302 [location: http://127.0.0.1?code=bamorvbfojbysuhftnzesttyudiiediy]"#]].assert_eq(&all.join("\n"));
}

#[tokio::test]
async fn a_person_with_a_browser_picks_who_they_are() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    let browser = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";
    let page = mock.send(&format!("GET {ASK}user_basic&state=%22%3E%3Cscript%3E\n{browser}")).await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    expect![[r#"
        200 OK
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Sign in to Mock notes</title><style>…</style><body class=""><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>Sign in to Mock notes</h1><p><b>Mock notes</b> asks for:</p><ul><li><code>user_basic</code></li></ul><form method="GET"><input type="hidden" name="app_id" value="SX20260101MOCKED"><input type="hidden" name="redirect_uri" value="http://localhost:3000/back"><input type="hidden" name="scope" value="user_basic"><input type="hidden" name="state" value="&quot;&gt;&lt;script&gt;"><p>Choose who you are:</p><button name="login_hint" value="alice"><b>Alice Example</b><small>alice@example.com</small></button><button name="login_hint" value="bob"><b>Bob Example</b><small>bob@example.com</small></button><button class="no" name="answer" value="decline">Decline</button></form></main>
    "#]].assert_eq(&page.to_string());
    let wrong = mock.send(&format!("GET {ASK}%3Cb%3E\n{browser}")).await;
    assert_eq!(wrong.header("content-type"), "text/html; charset=utf-8");
    expect![[r#"
        400 Bad Request
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>InvalidScope</title><style>…</style><body class=""><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>InvalidScope</h1><p>20003: &lt;b&gt;</p></main>
    "#]].assert_eq(&wrong.to_string());
    let declined = mock.send(&format!("GET {ASK}user_basic&answer=decline\n{browser}")).await;
    assert!(declined.to_string().contains("<h1>You have declined.</h1>"), "{declined}");
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nobody agreed yet");
    // What the button sends.
    let agreed = mock.send(&format!("GET {ASK}user_basic&login_hint=bob\n{browser}")).await;
    expect![[r#"
        302 Found
        location: http://localhost:3000/back?code=cakomrrxpwmusiamzfgqyvpbtklccter
    "#]]
    .assert_eq(&agreed.to_string());
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
        let code = code(&mock, &format!("{ASK}user_basic{hint}")).await;
        let token = text(&mock.send(&redeem_text(&code)).await, "access_token");
        assert_eq!(nickname(&mock, &token).await, expected, "{hint}");
    }
    let entry =
        mock.sandbox().journal.since(0).into_iter().find(|entry| entry.operation == Some("h5.auth.show"));
    assert_eq!(entry.expect("in the journal").caller.as_deref(), Some("alice"));
}

#[tokio::test]
async fn a_code_becomes_a_token_that_does_what_was_agreed_to() {
    let mock = Mock::new();
    let code = code(&mock, &format!("{ASK}clone_personal_files,user_basic")).await;
    let answer = mock.send(&redeem_text(&code)).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "access_token": "fzbzrysbbwhptuaaszkeajbhqptogqgv",
            "app_id": "SX20260101MOCKED",
            "expires_in": 86400,
            "refresh_token": "asorwlmkvswqbobrowmkikjwlcnwbwqk"
          }
        }"#]]
    .assert_eq(&answer.to_string());
    let token = text(&answer, "access_token");
    let is_letters = |text: &str| text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_lowercase());
    assert!(is_letters(&token) && is_letters(&text(&answer, "refresh_token")) && is_letters(&code));
    let copy = copy_as(&mock, &token, &copy_hello()).await;
    assert_eq!(copy.status, 200, "{copy}");
    let seen = "GET /v1.0/me/drive/root:/hello(1).txt?$select=name,size,createdBy\nAuthorization: Bearer alice-token";
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root(name,size,createdBy)/$entity",
          "@odata.etag": "\"{8A50498D-9C86-2A84-7753-8E406DE2BF9C},1\"",
          "createdBy": "<alice's identity>",
          "name": "hello(1).txt",
          "size": 18
        }"#]].assert_eq(&mock.send(seen).await.to_string());
    // The token belongs to the application and serves no other provider.
    let bearer = |token: &str| format!("GET /v1.0/me/drive\nAuthorization: Bearer {token}");
    assert_eq!(mock.send(&bearer(&token)).await.status, 401);
    let narrow = tokens(&mock, "user_basic").await.0;
    let refused = copy_as(&mock, &narrow, &copy_hello()).await;
    expect![[
        r#"403 {"code":20003,"hint":"clone_personal_files","message":"InvalidScope","msg":"InvalidScope"}"#
    ]]
    .assert_eq(&refused.line());
    assert_eq!(task(&mock, &narrow, "a").await.json()["code"], 10902, "no scope is needed for results");
}

#[tokio::test]
async fn a_token_lives_for_a_day_and_is_refreshed_for_ninety() {
    let mock = Mock::new();
    let (token, refresh_token) = tokens(&mock, "user_basic").await;
    mock.advance(Duration::from_secs(86_399));
    assert_eq!(nickname(&mock, &token).await, "Alice Example");
    mock.advance(Duration::from_secs(1));
    let late = mock.send(&format!("GET /api/v1/openapi/user/basic?access_token={token}")).await;
    expect![[r#"401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}"#]].assert_eq(&late.line());
    let refreshed = mock.send(&refresh_text(&refresh_token)).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "access_token": "famfawddmcyyiagwzfhvodjttnrlcnty",
            "app_id": "SX20260101MOCKED",
            "expires_in": 86400,
            "refresh_token": "asorwlmkvswqbobrowmkikjwlcnwbwqk"
          }
        }"#]]
    .assert_eq(&refreshed.to_string());
    assert_eq!(text(&refreshed, "refresh_token"), refresh_token, "it stays the same");
    let first = text(&refreshed, "access_token");
    let second = text(&mock.send(&refresh_text(&refresh_token)).await, "access_token");
    assert_ne!(first, second);
    for token in [&first, &second] {
        assert_eq!(nickname(&mock, token).await, "Alice Example", "an earlier one stays good");
        assert_eq!(copy_as(&mock, token, &copy_hello()).await.json()["code"], 20003, "with the same scopes");
    }
    mock.advance(Duration::from_hours(89 * 24) - Duration::from_secs(1));
    assert_eq!(mock.send(&refresh_text(&refresh_token)).await.status, 200);
    mock.advance(Duration::from_secs(1));
    let ended = mock.send(&refresh_text(&refresh_token)).await;
    expect![[r#"401 {"code":20901,"hint":"refresh_token is invalid or expired","message":"RefreshTokenInvalid","msg":"RefreshTokenInvalid"}"#]].assert_eq(&ended.line());
}

#[tokio::test]
async fn what_is_granted_goes_with_the_world() {
    let mock = Mock::new();
    let path = format!("{ASK}user_basic");
    let code = code(&mock, &path).await;
    mock.fork("other");
    let there = redeem_text(&code).replace("/api/", "/_sandbox/other/api/");
    assert_eq!(mock.send(&there).await.status, 200, "a fork knows the code");
    assert_eq!(mock.send(&there).await.json()["code"], 20001, "and has used it up");
    assert_eq!(mock.send(&redeem_text(&code)).await.status, 200, "which is nothing to the other");
    let (token, refresh_token) = tokens(&mock, "user_basic").await;
    assert_eq!(mock.send("POST /_mock/reset").await.status, 204);
    mock.sandbox().read(|world, _| {
        assert!(world.token(Api::Kdocs, &token).is_none() && world.grant(&refresh_token).is_none());
    });
    let page = mock.send(&format!("GET /_sandbox/other{path}")).await;
    assert!(page.header("location").starts_with("http://localhost:3000/back?code="), "{page}");
}

#[tokio::test]
async fn info_says_where_applications_may_be_led_back_to() {
    let mock = Mock::new();
    let info = mock.send("GET /_mock/info").await.json();
    let apps = info["apps"].as_array().expect("a list");
    let told: Vec<_> = apps.iter().map(|app| format!("{} {}", app["id"], app["redirect_uris"])).collect();
    expect![[r#"
        "SX20260101MOCKED" ["http://localhost[:PORT][/PATH]","http://127.0.0.1[:PORT][/PATH]"]
        "AK20260101MOCKED" ["http://localhost[:PORT][/PATH]","http://127.0.0.1[:PORT][/PATH]"]
        "AK20260101WPSAPP" ["http://localhost[:PORT][/PATH]","http://127.0.0.1[:PORT][/PATH]"]
        "22222222-2222-2222-2222-222222222222" null
        "mock-koodrive-app" null
        "SX20220101ABCDEF" ["http://localhost[:PORT][/PATH]","http://127.0.0.1[:PORT][/PATH]"]
        "SX20220714PWALPQ" ["http://localhost[:PORT][/PATH]","http://127.0.0.1[:PORT][/PATH]"]
        "AK123456" ["http://localhost[:PORT][/PATH]","http://127.0.0.1[:PORT][/PATH]"]"#]]
    .assert_eq(&told.join("\n"));
}

#[tokio::test]
async fn in_lenient_mode_applications_need_no_key() {
    let mock = Mock::with(|settings| settings.auth = Auth::Lenient);
    let path = format!("{ASK}user_basic").replace("SX20260101MOCKED", "nobody");
    let code = code(&mock, &path).await;
    let wrong = redeem_text(&code).replace("mock-kdocs-test-key", "guess");
    assert_eq!(mock.send(&wrong).await.json()["data"]["app_id"], "SX20260101MOCKED");
    let notes: Vec<_> =
        mock.sandbox().journal.since(0).into_iter().flat_map(|entry| entry.notes.clone()).collect();
    expect![[r#"
        [
            "NoApp(\"nobody\"): taken as SX20260101MOCKED",
            "AppKey: taken as SX20260101MOCKED",
        ]
    "#]]
    .assert_debug_eq(&notes);
}
