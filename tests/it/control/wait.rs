//! Waiting until a sandbox is as a test needs it.

use std::time::Duration;

use axum::http::Request;
use expect_test::expect;
use futures_util::{FutureExt, future::join};

use super::journal::endless;
use crate::{
    graph::subscriptions::subscribe,
    support::{
        Answer, Mock,
        receiver::{Receiver, Reply, beside},
        refusals,
    },
};

async fn wait(mock: &Mock, wanted: &str) -> Answer {
    mock.send(&format!("POST /_mock/wait\n\n{{\"timeout_ms\": 60000, \"for\": {wanted}}}")).await
}

/// What is missing now.
async fn missing(mock: &Mock, wanted: &str) -> String {
    let answer = mock.send(&format!("POST /_mock/wait\n\n{{\"timeout_ms\": 0, \"for\": {wanted}}}")).await;
    if answer.status == 200 {
        "nothing".into()
    } else {
        answer.json()["detail"].as_str().expect("a text").into()
    }
}

const COPY: &str = "POST /v1.0/me/drive/root:/hello.txt:/copy\nAuthorization: Bearer alice-token\n\
                    Content-Type: application/json\n\n{\"name\": \"copy.txt\"}";

#[tokio::test(start_paused = true)]
async fn a_wait_ends_when_the_requests_have_come() {
    let mock = Mock::new();
    let wanted = r#"{"requests": {"match": {"operation": "driveItem.copy", "status": "2xx"}, "min": 2}}"#;
    assert_eq!(missing(&mock, wanted).await, "requests: expected at least 2, found 0");
    let send = async {
        mock.send(COPY).await;
        mock.send("GET /v1.0/me/drive\nAuthorization: Bearer alice-token").await;
        mock.send(&COPY.replace("copy.txt", "other.txt")).await;
    };
    let (answer, ()) = join(wait(&mock, wanted), send).await;
    let found = answer.json();
    let requests = found["requests"].as_array().expect("a list");
    let seen: Vec<_> = requests.iter().map(|request| (&request["n"], &request["operation"])).collect();
    expect![[r#"200 OK 0 [(Number(1), String("driveItem.copy")), (Number(3), String("driveItem.copy"))]"#]]
        .assert_eq(&format!("{} {} {seen:?}", answer.status, found["waited_ms"]));
    let later = wanted.replace("\"min\": 2", "\"since\": 2");
    assert_eq!(wait(&mock, &later).await.json()["requests"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        missing(&mock, &wanted.replace("\"min\": 2", "\"since\": 3")).await,
        "requests: expected at least 1, found 0"
    );
}

#[tokio::test(start_paused = true)]
async fn it_is_quiet_when_nothing_was_under_way_for_so_long() {
    let mock = Mock::new();
    let wanted = r#"{"idle_ms": 200}"#;
    let quiet = async |mock: &Mock| wait(mock, wanted).await.json()["waited_ms"].as_u64();
    assert_eq!(quiet(&mock).await, Some(200), "nobody knows what was forgotten a moment ago");
    mock.send(COPY).await;
    assert_eq!(quiet(&mock).await, Some(200));
    assert_eq!(quiet(&mock).await, Some(0), "it is quiet already");
    mock.send(COPY).await;
    tokio::time::advance(Duration::from_millis(150)).await;
    assert_eq!(missing(&mock, wanted).await, "idle_ms: the last request was under way 150 ms ago, not 200");
    assert_eq!(quiet(&mock).await, Some(50));
    let request = Request::builder().method("PATCH").uri("/v1.0/me/drive/root:/hello.txt");
    let request =
        request.header("authorization", "Bearer alice-token").header("content-type", "application/json");
    let mut sent = Box::pin(mock.call(request.body(endless("{\"name\"")).expect("a request")));
    assert!((&mut sent).now_or_never().is_none(), "its body has not come");
    assert_eq!(missing(&mock, wanted).await, "idle_ms: 1 request is under way");
    drop(sent);
    assert_eq!(quiet(&mock).await, Some(200));
}

#[tokio::test(start_paused = true)]
async fn a_wait_ends_when_all_tasks_have() {
    let mock = Mock::new();
    let wanted = r#"{"tasks": "ended"}"#;
    mock.send("PUT /_mock/settings\n\n{\"tasks\": \"timed:1000+0\"}").await;
    mock.send(COPY).await;
    let manual =
        COPY.replace("copy.txt", "other.txt").replace("Content-Type", "X-Mock-Task: manual\nContent-Type");
    for _ in 0..6 {
        mock.send(&manual).await;
    }
    expect!["tasks: task 1 (timed:1000+0) goes on at 2026-01-02T03:04:06Z, task 2 (manual) does not wait for the clock, task 3 (manual) does not wait for the clock, task 4 (manual) does not wait for the clock, task 5 (manual) does not wait for the clock, and 2 more; the clock stands at 2026-01-02T03:04:05Z"].assert_eq(&missing(&mock, wanted).await);
    let end = async {
        mock.send("POST /_mock/clock/advance\n\n{\"seconds\": 1}").await;
        for task in 2..8 {
            mock.send(&format!("POST /_mock/tasks/{task}/fail")).await;
        }
    };
    let (answer, ()) = join(wait(&mock, wanted), end).await;
    expect![[r#"
        200 OK
        {
          "waited_ms": 0
        }"#]]
    .assert_eq(&answer.to_string());
}

#[tokio::test]
async fn a_wait_ends_when_all_notifications_were_accepted() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver: Receiver| {
        subscribe(&mock, &mut receiver).await;
        receiver.reply(Reply::With(500, "text/plain", String::new()));
        mock.send(COPY).await;
        receiver.next().await;
        mock.send("GET /_mock/notifications").await;
        let wanted = r#"{"notifications": "delivered"}"#;
        expect!["notifications: 0 under way, 1 waiting, the first until 2026-01-02T03:04:15Z"]
            .assert_eq(&missing(&mock, wanted).await);
        let advance = mock.send("POST /_mock/clock/advance\n\n{\"seconds\": 10}");
        let (answer, _) = join(wait(&mock, wanted), advance).await;
        assert_eq!(answer.status, 200, "{answer}");
        assert_eq!(receiver.left().len(), 1, "it was delivered before the wait was over");
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_wait_ends_when_an_item_is_there_or_gone() {
    let mock = Mock::new();
    let there = r#"{"item": {"drive": "alice", "path": "/copy.txt"}}"#;
    let gone = r#"{"item": {"drive": "Alice's drive", "path": "/hello.txt", "exists": false}}"#;
    expect![[r#"
        item: there is no `/copy.txt` in the drive `alice`
        item: there is `/hello.txt` in the drive `Alice's drive`"#]]
    .assert_eq(&format!("{}\n{}", missing(&mock, there).await, missing(&mock, gone).await));
    let (answer, _) = join(wait(&mock, there), mock.send(COPY)).await;
    expect![[r#"
        200 OK
        {
          "item": {
            "ids": {
              "graph": "01A3AKUJUNJFIIVBU4QQVHOU4OIBW6FP44",
              "kdocs_file_token": "t0LIiotN9cTw2pD7E7dQx7C",
              "kdocs_open_id": "6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8",
              "kdocs_union_id": "NJyvBE_AAmwDEvivY6LcmcFMjuqr_2yYAwpgAO3zcs8",
              "koodrive": "F5F68I0qs6E45rYWMNO5ak4AdIuKU-Y71",
              "wps": "4DOCw9y2ZcN61e1frLjQv56NVqzPzzrHj"
            },
            "path": "/copy.txt",
            "size": 18,
            "type": "file"
          },
          "waited_ms": 0
        }"#]]
    .assert_eq(&answer.to_string());
    let delete = mock.send("DELETE /v1.0/me/drive/root:/hello.txt\nAuthorization: Bearer alice-token");
    let (answer, _) = join(wait(&mock, gone), delete).await;
    assert_eq!(answer.status, 200, "{answer}");
    let (answer, _) = join(
        wait(&mock, r#"{"item": {"drive": "alice", "path": "/hello.txt"}}"#),
        mock.send("POST /_mock/reset"),
    )
    .await;
    assert_eq!(answer.status, 200, "a reset brings it back: {answer}");
}

#[tokio::test(start_paused = true)]
async fn all_members_hold_at_once_or_the_wait_says_what_is_missing() {
    let mock = Mock::new();
    let wanted = r#"{"requests": {"min": 1}, "item": {"drive": "alice", "path": "/none"}, "tasks": "ended"}"#;
    mock.send(COPY).await;
    let answer = mock.send(&format!("POST /_mock/wait\n\n{{\"timeout_ms\": 300, \"for\": {wanted}}}")).await;
    assert_eq!(answer.header("content-type"), "application/problem+json");
    expect![[r#"
        409 Conflict
        {
          "detail": "item: there is no `/none` in the drive `alice`",
          "missing": [
            {
              "for": "item",
              "text": "there is no `/none` in the drive `alice`"
            }
          ],
          "status": 409,
          "title": "Waited in vain"
        }"#]]
    .assert_eq(&answer.to_string());
}

#[tokio::test]
async fn a_wait_for_what_can_never_be_is_refused() {
    let rows = [
        "{}",
        r#"{"for": {}}"#,
        r#"{"for": {"task": "ended"}}"#,
        r#"{"for": {"tasks": "done"}}"#,
        r#"{"for": {"idle_ms": 60001}}"#,
        r#"{"timeout_ms": 60001, "for": {"idle_ms": 1}}"#,
        r#"{"for": {"requests": {"match": {"operation": "driveItem.cpoy"}}}}"#,
        r#"{"for": {"requests": {"match": {"body": {"/name": "a"}}}}}"#,
        r#"{"for": {"requests": {"min": 1001}}}"#,
        r#"{"for": {"item": {"drive": "alcie", "path": "/x"}}}"#,
        r#"{"for": {"item": {"drive": "team", "path": "/x", "exist": true}}}"#,
    ];
    let rows = rows.map(|body| (body, format!("POST /_mock/wait\n\n{body}")));
    refusals(&Mock::new(), rows, expect![[r#"
        {}: 400 {"detail":"The body is wrong: `for` is missing.","status":400,"title":"Bad Request"}
        {"for": {}}: 400 {"detail":"The body is wrong: `for` names nothing: there are `requests`, `idle_ms`, `tasks`, `notifications`, `item`.","status":400,"title":"Bad Request"}
        {"for": {"task": "ended"}}: 400 {"detail":"The body is wrong: `for.task` is not known here; there are `tasks`, `item`, `idle_ms`, `requests`, `notifications`.","status":400,"title":"Bad Request"}
        {"for": {"tasks": "done"}}: 400 {"detail":"The body is wrong: `for.tasks` is one of `ended`, not `done`.","status":400,"title":"Bad Request"}
        {"for": {"idle_ms": 60001}}: 400 {"detail":"The body is wrong: `for.idle_ms` is at most 60000, not 60001.","status":400,"title":"Bad Request"}
        {"timeout_ms": 60001, "for": {"idle_ms": 1}}: 400 {"detail":"The body is wrong: `timeout_ms` is at most 60000, not 60001.","status":400,"title":"Bad Request"}
        {"for": {"requests": {"match": {"operation": "driveItem.cpoy"}}}}: 400 {"detail":"The body is wrong: `for.requests.match.operation` names an operation that no API has, `driveItem.cpoy`; the nearest are `driveItem.copy`, `driveItem.put`, `driveItem.get`, and GET /_mock/info lists all.","status":400,"title":"Bad Request"}
        {"for": {"requests": {"match": {"body": {"/name": "a"}}}}}: 400 {"detail":"The body is wrong: `for.requests.match.body` looks into bodies, and none is kept: set `journal.bodies` to `json` or `all`.","status":400,"title":"Bad Request"}
        {"for": {"requests": {"min": 1001}}}: 400 {"detail":"The body is wrong: `for.requests.min` is from 1 to 1000, as many as the journal keeps, and not 1001.","status":400,"title":"Bad Request"}
        {"for": {"item": {"drive": "alcie", "path": "/x"}}}: 404 {"detail":"There is no drive `alcie`, but `Alice's drive`, `Bob's drive`, `App drive`, `Team drive`, by their names or owners.","status":404,"title":"Not Found"}
        {"for": {"item": {"drive": "team", "path": "/x", "exist": true}}}: 400 {"detail":"The body is wrong: `for.item.exist` is not known here; there are `exists`, `drive`, `path`.","status":400,"title":"Bad Request"}
    "#]]).await;
}
