//! Time that a test lets pass.

use std::{convert::Infallible, time::Duration};

use expect_test::expect;
use mockdrive::world::{Api, Token};

use super::text;
use crate::{
    graph::{alice, subscriptions::subscribe},
    support::{
        Mock,
        receiver::{Receiver, Reply, beside, tries},
        refusals,
    },
};

async fn advance(mock: &Mock, body: &str) -> String {
    let answer = mock.send(&format!("POST /_mock/clock/advance\n\n{body}")).await;
    format!("{} {}", answer.status.as_u16(), String::from_utf8_lossy(&answer.body).trim_end())
}

async fn copy(mock: &Mock, name: &str) {
    let copied =
        alice(mock, "POST /v1.0/me/drive/root:/hello.txt:/copy", &format!("{{\"name\": \"{name}\"}}")).await;
    assert_eq!(copied.status, 202, "{copied}");
}

#[tokio::test]
async fn time_goes_on_to_what_falls_due_next() {
    let mock = Mock::new();
    mock.send("PUT /_mock/settings\n\n{\"tasks\": \"timed:2000+500\"}").await;
    copy(&mock, "a.txt").await;
    advance(&mock, "{\"seconds\": 1}").await;
    copy(&mock, "b.txt").await;
    alice(&mock, "POST /v1.0/me/drive/root:/ranges.bin:/createUploadSession", "{}").await;
    let mut all = Vec::new();
    for body in [
        r#"{"to_next": "task"}"#,
        r#"{"to_next": "any"}"#,
        r#"{"to_next": "task"}"#,
        r#"{"to_next": "upload"}"#,
        r#"{"to_next": "any"}"#,
    ] {
        all.push(format!("{body}: {}", advance(&mock, body).await));
    }
    expect![[r#"
        {"to_next": "task"}: 200 {"now":"2026-01-02T03:04:07.500Z","frozen":true,"ran":[{"task":1}]}
        {"to_next": "any"}: 200 {"now":"2026-01-02T03:04:08.500Z","frozen":true,"ran":[{"task":2}]}
        {"to_next": "task"}: 409 {"title":"Conflict","status":409,"detail":"Nothing falls due: no task waits for the clock: see GET /_mock/tasks for those that wait for something else."}
        {"to_next": "upload"}: 200 {"now":"2026-01-09T03:04:06Z","frozen":true,"ran":[{"upload":1}]}
        {"to_next": "any"}: 409 {"title":"Conflict","status":409,"detail":"Nothing falls due: no task, token, upload session or notification waits for the clock."}"#]].assert_eq(&all.join("\n"));
}

#[tokio::test]
async fn all_that_falls_due_on_the_way_is_told_in_its_order() {
    let mock = Mock::new();
    mock.send("PUT /_mock/settings\n\n{\"tasks\": \"timed:3000+0\"}").await;
    copy(&mock, "a.txt").await;
    mock.send("PUT /_mock/settings\n\n{\"tasks\": \"timed:1000+1000\"}").await;
    copy(&mock, "b.txt").await;
    let ran = advance(&mock, "{\"to\": \"2026-01-02T03:04:08.5Z\"}").await;
    expect![[r#"200 {"now":"2026-01-02T03:04:08.500Z","frozen":true,"ran":[{"task":2},{"task":1}]}"#]]
        .assert_eq(&ran);
    let is_copy = |path: &&String| matches!(path.as_str(), "/a.txt" | "/b.txt");
    assert_eq!(mock.paths("alice").await.iter().filter(is_copy).count(), 2);
}

#[tokio::test]
async fn an_access_token_ends_where_the_clock_is_taken_to_its_end() {
    let mock = Mock::new();
    let Ok(()) = mock.sandbox().write(|world, now| {
        let token = Token::clone(world.token(Api::Graph, "alice-token").expect("seeded"));
        let life = Some(Duration::from_secs(90));
        world.issue(Token { value: "short".into(), issued: now, life, ..token });
        Ok::<_, Infallible>(())
    });
    let read = "GET /v1.0/me/drive\nAuthorization: Bearer short";
    assert_eq!(mock.send(read).await.status, 200);
    expect![[r#"200 {"now":"2026-01-02T03:05:35Z","frozen":true,"ran":[{"token":"short"}]}"#]]
        .assert_eq(&advance(&mock, "{\"to_next\": \"token\"}").await);
    assert_eq!(mock.send(read).await.status, 401);
}

#[tokio::test]
async fn a_notification_is_tried_again_where_the_clock_is_taken_to_it() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver: Receiver| {
        subscribe(&mock, &mut receiver).await;
        receiver.reply(Reply::With(500, "text/plain", String::new()));
        copy(&mock, "a.txt").await;
        receiver.next().await;
        expect![[r#"200 {"now":"2026-01-02T03:04:15Z","frozen":true,"ran":[{"subscription":"20c4a5c7-7e13-6021-4cff-38148f713207"}]}"#]].assert_eq(&advance(&mock, "{\"to_next\": \"notification\"}").await);
        receiver.next().await;
        expect![[r#"
            "2026-01-02T03:04:05Z" try 1: 500, again "2026-01-02T03:04:15Z"
            "2026-01-02T03:04:15Z" try 2: 202, again null"#]].assert_eq(&tries(&mock, 2).await.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn time_does_not_go_where_nothing_is_due_nor_back() {
    let mock = Mock::new();
    let before = text(&mock, "GET /_mock/clock").await;
    let rows = [
        r#"{"to_next": "task"}"#,
        r#"{"to_next": "token"}"#,
        r#"{"to_next": "upload"}"#,
        r#"{"to_next": "notification"}"#,
        r#"{"to_next": "any"}"#,
        r#"{"to_next": "tokens"}"#,
        r#"{"to": "2026-01-02T03:04:04Z"}"#,
        r#"{"to": "tomorrow"}"#,
        r#"{"to": "2026-01-02T03:04:06Z", "seconds": 1}"#,
        "{}",
        r#"{"seconds": -1}"#,
        r#"{"seconds": 1e300}"#,
    ];
    let rows = rows.map(|body| (body, format!("POST /_mock/clock/advance\n\n{body}")));
    refusals(&mock, rows, expect![[r#"
        {"to_next": "task"}: 409 {"detail":"Nothing falls due: no task waits for the clock: see GET /_mock/tasks for those that wait for something else.","status":409,"title":"Conflict"}
        {"to_next": "token"}: 409 {"detail":"Nothing falls due: no access token ends.","status":409,"title":"Conflict"}
        {"to_next": "upload"}: 409 {"detail":"Nothing falls due: no upload session is open.","status":409,"title":"Conflict"}
        {"to_next": "notification"}: 409 {"detail":"Nothing falls due: no notification is to be tried again.","status":409,"title":"Conflict"}
        {"to_next": "any"}: 409 {"detail":"Nothing falls due: no task, token, upload session or notification waits for the clock.","status":409,"title":"Conflict"}
        {"to_next": "tokens"}: 400 {"detail":"The body is wrong: `to_next` is one of `token`, `task`, `any`, `upload`, `notification`, not `tokens`.","status":400,"title":"Bad Request"}
        {"to": "2026-01-02T03:04:04Z"}: 409 {"detail":"It is 2026-01-02T03:04:05Z already; PUT /_mock/clock sets the clock back.","status":409,"title":"Conflict"}
        {"to": "tomorrow"}: 400 {"detail":"`tomorrow` is no RFC 3339 date, such as 2026-01-02T03:04:05Z.","status":400,"title":"Bad Request"}
        {"to": "2026-01-02T03:04:06Z", "seconds": 1}: 400 {"detail":"The body has one of `seconds`, `to` and `to_next`.","status":400,"title":"Bad Request"}
        {}: 400 {"detail":"The body has one of `seconds`, `to` and `to_next`.","status":400,"title":"Bad Request"}
        {"seconds": -1}: 400 {"detail":"`seconds` is a number from 0 on, and not beyond all reason.","status":400,"title":"Bad Request"}
        {"seconds": 1e300}: 400 {"detail":"`seconds` is a number from 0 on, and not beyond all reason.","status":400,"title":"Bad Request"}
    "#]]).await;
    assert_eq!(text(&mock, "GET /_mock/clock").await, before);
}
