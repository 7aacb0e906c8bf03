//! Who the user is, and the tokens with which a page edits as the user.

use std::{borrow::Cow, time::Duration};

use expect_test::expect;
use mockdrive::world::Api;

use super::oauth::{text, tokens};
use crate::support::{Answer, Mock, NOW, refusals};

fn basic_text(token: &str) -> String {
    format!("GET /api/v1/openapi/user/basic?access_token={token}")
}

fn make_text(token: &str, body: &str) -> String {
    format!("POST /api/v1/openapi/user/edit_token?access_token={token}\n\n{body}")
}

fn end_text(token: &str, edit_token: &str) -> String {
    format!("DELETE /api/v1/openapi/user/edit_token/{edit_token}?access_token={token}")
}

async fn make(mock: &Mock, token: &str, body: &str) -> Answer {
    mock.send(&make_text(token, body)).await
}

/// Whether an edit token would be taken now.
fn is_good(mock: &Mock, edit_token: &str) -> bool {
    mock.sandbox().read(|world, now| world.grant(edit_token).is_some_and(|grant| grant.is_valid(now)))
}

#[tokio::test]
async fn a_user_has_an_id_and_a_name() {
    let mock = Mock::new();
    let mut all = Vec::new();
    for token in ["kvqxrspxjctdojjqdildjhonzwusaquc", "alice-token", "bob-token", "readonly-token"] {
        all.push(mock.send(&basic_text(token)).await.line());
    }
    expect![[r#"
        200 {"code":0,"data":{"avatar":"","id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWsPTlQMpWiTTFVa9Q8Jg6dE","union_id":"NJyvBE_AAmwDEvivY6LcmcPTlQMpWiTTFVa9Q8Jg6dE"},"nickname":"Alice Example"}}
        200 {"code":0,"data":{"avatar":"","id":{"open_id":"6dBxnuGjvNS2y7w0gfOwssPTlQMpWiTTFVa9Q8Jg6dE","union_id":"NJyvBE_AAmwDEvivY6LcmcPTlQMpWiTTFVa9Q8Jg6dE"},"nickname":"Alice Example"}}
        200 {"code":0,"data":{"avatar":"","id":{"open_id":"6dBxnuGjvNS2y7w0gfOwsiC33ZMsBLBhy7EXVMWfIm0","union_id":"NJyvBE_AAmwDEvivY6LcmSC33ZMsBLBhy7EXVMWfIm0"},"nickname":"Bob Example"}}
        200 {"code":0,"data":{"avatar":"","id":{"open_id":"6dBxnuGjvNS2y7w0gfOwssPTlQMpWiTTFVa9Q8Jg6dE","union_id":"NJyvBE_AAmwDEvivY6LcmcPTlQMpWiTTFVa9Q8Jg6dE"},"nickname":"Alice Example"}}"#]].assert_eq(&all.join("\n"));
    let granted = tokens(&mock, "user_basic").await.0;
    let answer = mock.send(&basic_text(&granted)).await;
    assert_eq!(answer.line(), mock.send(&basic_text("alice-token")).await.line());
}

#[tokio::test]
async fn an_edit_token_is_made_as_the_vendor_prints_it() {
    let mock = Mock::new();
    let printed = r#"{"token":"ExchangeToken-wenlvdhdldmnnanortdmrywrvcpwftrvfetobheumqsamdax"}"#;
    let curl = "Content-Type: application/x-www-form-urlencoded";
    let path = "/api/v1/openapi/user/edit_token?access_token=kvqxrspxjctdojjqdildjhonzwusaquc";
    let answer = mock.send(&format!("POST {path}\n{curl}\n\n{printed}")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "token": "ExchangeToken-ctzcnxtryiskqyerykqavzeheejfepeuvnchaakqlfdoohzt"
          }
        }"#]]
    .assert_eq(&answer.to_string());
    let first = text(&answer, "token");
    assert_eq!(first.len(), "ExchangeToken-wenlvdhdldmnnanortdmrywrvcpwftrvfetobheumqsamdax".len());
    let second = text(&make(&mock, "kvqxrspxjctdojjqdildjhonzwusaquc", "").await, "token");
    assert_ne!(first, second);
    assert!(is_good(&mock, &first) && is_good(&mock, &second), "a new one ends no other");
    mock.advance(Duration::from_secs(599));
    assert!(is_good(&mock, &first));
    mock.advance(Duration::from_secs(1));
    assert!(!is_good(&mock, &first), "ten minutes");
}

#[tokio::test]
async fn an_edit_token_ends_with_the_one_that_follows_or_by_hand() {
    let mock = Mock::new();
    let first = text(&make(&mock, "alice-token", "{}").await, "token");
    let bobs = text(&make(&mock, "bob-token", "{}").await, "token");
    let body = |token: &str| format!(r#"{{"token": "{token}"}}"#);
    let second = text(&make(&mock, "alice-token", &body(&first)).await, "token");
    assert!(!is_good(&mock, &first) && is_good(&mock, &second));
    let third = text(&make(&mock, "alice-token", &body(&bobs)).await, "token");
    let fourth = text(&make(&mock, "alice-prod-token", &body(&third)).await, "token");
    let fifth = text(&make(&mock, "alice-token", r#"{"token": null}"#).await, "token");
    for token in [&second, &third, &fourth, &fifth, &bobs] {
        assert!(is_good(&mock, token), "another's is passed over");
    }
    let answer = mock.send(&end_text("alice-token", &second)).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {}
        }"#]]
    .assert_eq(&answer.to_string());
    assert!(!is_good(&mock, &second));
    let (_, refresh_token) = tokens(&mock, "user_basic").await;
    let rows = [
        ("an ended one", end_text("alice-token", &second)),
        ("an unknown one", end_text("alice-token", "ExchangeToken-a")),
        ("no text", end_text("alice-token", "%FF")),
        ("bob's", end_text("alice-token", &bobs)),
        ("one of another application", end_text("alice-token", &fourth)),
        ("a refresh token", end_text("alice-token", &refresh_token)),
    ];
    refusals(&mock, rows, expect![[r#"
        an ended one: 400 {"code":10001,"hint":"token: the user has no edit token ExchangeToken-dsarfoqpqqmtxxfkjepnqfhhfaqfgfbfzysxtcizzregeiaj","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown one: 400 {"code":10001,"hint":"token: the user has no edit token ExchangeToken-a","message":"InvalidArgument","msg":"InvalidArgument"}
        no text: 400 {"code":10001,"hint":"token: the user has no edit token ","message":"InvalidArgument","msg":"InvalidArgument"}
        bob's: 400 {"code":10001,"hint":"token: the user has no edit token ExchangeToken-bptceprnqrlpzdedjxiyeaxavivoezeaoznykqrjrufhmlyn","message":"InvalidArgument","msg":"InvalidArgument"}
        one of another application: 400 {"code":10001,"hint":"token: the user has no edit token ExchangeToken-dzxohbfxlymldrbiutrthiburqaofuhjrthwqhtgohbcpgxp","message":"InvalidArgument","msg":"InvalidArgument"}
        a refresh token: 400 {"code":10001,"hint":"token: the user has no edit token dhmifnonpiiyuyhelfysxevzwjpgdpqc","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
    mock.advance(Duration::from_mins(10));
    refusals(&mock, [("an expired one", end_text("alice-token", &third))], expect![[r#"
        an expired one: 400 {"code":10001,"hint":"token: the user has no edit token ExchangeToken-ezdlmfvpkskbkudcqpjictuwxftyapbqrbxvqilkxwgofhvs","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
}

#[tokio::test]
async fn a_token_of_a_user_with_the_scope_is_needed() {
    let mock = Mock::new();
    let narrow = tokens(&mock, "access_personal_files").await.0;
    let edit_token = text(&make(&mock, "alice-token", "").await, "token");
    let mut rows = Vec::new();
    for (who, token) in [("nobody", ""), ("a stranger", "wrong"), ("without the scope", &*narrow)] {
        rows.push((who, basic_text(token)));
        rows.push((who, make_text(token, "{}")));
        rows.push((who, end_text(token, &edit_token)));
    }
    rows.push(("in a header", "GET /api/v1/openapi/user/basic\nAuthorization: Bearer alice-token".into()));
    rows.push(("for reading only", make_text("readonly-token", "{}")));
    rows.push(("for reading only", end_text("readonly-token", &edit_token)));
    refusals(&mock, rows, expect![[r#"
        nobody: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        nobody: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        nobody: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a stranger: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a stranger: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a stranger: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        without the scope: 403 {"code":20003,"hint":"user_basic","message":"InvalidScope","msg":"InvalidScope"}
        without the scope: 403 {"code":20003,"hint":"user_basic","message":"InvalidScope","msg":"InvalidScope"}
        without the scope: 403 {"code":20003,"hint":"user_basic","message":"InvalidScope","msg":"InvalidScope"}
        in a header: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        for reading only: 403 {"code":20003,"hint":"user_basic","message":"InvalidScope","msg":"InvalidScope"}
        for reading only: 403 {"code":20003,"hint":"user_basic","message":"InvalidScope","msg":"InvalidScope"}
    "#]]).await;
    assert!(is_good(&mock, &edit_token));
}

#[tokio::test]
async fn bodies_that_are_no_edit_token_are_refused() {
    let mock = Mock::new();
    let bodies = ["[]", "null", "token=a", "{", r#"{"token": 7}"#, r#"{"token": ["a"]}"#, "\u{0}"];
    let rows = bodies.map(|body| (body, make_text("alice-token", body)));
    refusals(&mock, rows, expect![[r#"
        []: 400 {"code":10001,"hint":"the body: invalid type: sequence, expected an object at line 1 column 0","message":"InvalidArgument","msg":"InvalidArgument"}
        null: 400 {"code":10001,"hint":"the body: invalid type: null, expected an object at line 1 column 4","message":"InvalidArgument","msg":"InvalidArgument"}
        token=a: 400 {"code":10001,"hint":"the body: expected ident at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        {: 400 {"code":10001,"hint":"the body: EOF while parsing an object at line 1 column 1","message":"InvalidArgument","msg":"InvalidArgument"}
        {"token": 7}: 400 {"code":10001,"hint":"the body: invalid type: integer `7`, expected a string at line 1 column 11","message":"InvalidArgument","msg":"InvalidArgument"}
        {"token": ["a"]}: 400 {"code":10001,"hint":"the body: invalid type: sequence, expected a string at line 1 column 10","message":"InvalidArgument","msg":"InvalidArgument"}
        \0: 400 {"code":10001,"hint":"the body: expected value at line 1 column 1","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
}

#[tokio::test]
async fn users_are_limited_as_reads_and_edit_tokens_as_writes() {
    let mock = Mock::new();
    let app =
        mock.sandbox().read(|world, _| world.app_keyed(Api::Kdocs, "SX20260101MOCKED").expect("there").id);
    let edit_token = text(&make(&mock, "alice-token", "").await, "token");
    for (operation, used) in
        [("user.basic.get", 10_000), ("user.edit_token.create", 500), ("user.edit_token.delete", 500)]
    {
        mock.sandbox().usage.set_used(app, Cow::Borrowed(operation), NOW.day(8), used);
    }
    let rows = [
        ("a read", basic_text("alice-token")),
        ("an edit token", make_text("alice-token", "")),
        ("its end", end_text("alice-token", &edit_token)),
    ];
    refusals(&mock, rows, expect![[r#"
        a read: 429 {"code":30002,"hint":"the quota of 10000 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
        an edit token: 429 {"code":30002,"hint":"the quota of 500 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
        its end: 429 {"code":30002,"hint":"the quota of 500 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
    "#]]).await;
    assert_eq!(mock.send(&basic_text("alice-prod-token")).await.status, 200, "another application");
}
