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
    let mut all = String::new();
    for token in ["kvqxrspxjctdojjqdildjhonzwusaquc", "alice-token", "bob-token", "readonly-token"] {
        all += &format!("{}\n", mock.send(&basic_text(token)).await.line());
    }
    expect![[r#""#]].assert_eq(&all);
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
    expect![[r#""#]].assert_eq(&answer.to_string());
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
    let granted = mock.sandbox().snapshot().grant(&second).cloned();
    let answer = mock.send(&end_text("alice-token", &second)).await;
    expect![[r#""#]].assert_eq(&answer.to_string());
    assert!(granted.is_some() && !is_good(&mock, &second));
    let (_, refresh_token) = tokens(&mock, "user_basic").await;
    let rows = [
        ("an ended one", end_text("alice-token", &second)),
        ("an unknown one", end_text("alice-token", "ExchangeToken-a")),
        ("no text", end_text("alice-token", "%FF")),
        ("bob's", end_text("alice-token", &bobs)),
        ("one of another application", end_text("alice-token", &fourth)),
        ("a refresh token", end_text("alice-token", &refresh_token)),
    ];
    refusals(&mock, rows, expect![[r#""#]]).await;
    mock.advance(Duration::from_mins(10));
    refusals(&mock, [("an expired one", end_text("alice-token", &third))], expect![[r#""#]]).await;
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
    refusals(&mock, rows, expect![[r#""#]]).await;
    assert!(is_good(&mock, &edit_token));
}

#[tokio::test]
async fn bodies_that_are_no_edit_token_are_refused() {
    let mock = Mock::new();
    let bodies = ["[]", "null", "token=a", "{", r#"{"token": 7}"#, r#"{"token": ["a"]}"#, "\u{0}"];
    let rows = bodies.map(|body| (body, make_text("alice-token", body)));
    refusals(&mock, rows, expect![[r#""#]]).await;
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
    refusals(&mock, rows, expect![[r#""#]]).await;
    assert_eq!(mock.send(&basic_text("alice-prod-token")).await.status, 200, "another application");
}
