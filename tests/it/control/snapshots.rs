//! Moments to which a test returns.

use std::time::Duration;

use expect_test::expect;

use super::text;
use crate::support::{Mock, refusals};

async fn take(mock: &Mock, name: &str) {
    let taken = mock.send(&format!("POST /_mock/snapshots\n\n{{\"name\": \"{name}\"}}")).await;
    assert_eq!(taken.status, 201, "{taken}");
}

async fn restore(mock: &Mock, name: &str) {
    assert_eq!(mock.send(&format!("POST /_mock/snapshots/{name}/restore")).await.status, 204);
}

const COPY: &str = "POST /v1.0/me/drive/root:/hello.txt:/copy\nAuthorization: Bearer alice-token\n\
                    X-Mock-Task: manual\nContent-Type: application/json\n\n{\"name\": \"copy.txt\"}";

/// All that a snapshot has, as a test sees it.
async fn state(mock: &Mock) -> [String; 5] {
    let mut all = [const { String::new() }; 5];
    let paths = ["tree", "tasks", "clock", "settings", "quotas"];
    for (text, path) in all.iter_mut().zip(paths) {
        *text = mock.send(&format!("GET /_mock/{path}")).await.to_string();
    }
    all
}

#[tokio::test]
async fn a_restore_brings_world_clock_settings_and_quotas_back() {
    let mock = Mock::new();
    mock.send(COPY).await;
    mock.send("PUT /_mock/settings\n\n{\"tasks\": \"polls:2\"}").await;
    let quota = "{\"app\": \"SX20260101MOCKED\", \"operation\": \"personal.tasks.files.copy\"";
    mock.send(&format!("PUT /_mock/quotas\n\n{quota}, \"used\": 3, \"limit\": 9}}")).await;
    let before = state(&mock).await;
    take(&mock, "here").await;
    mock.send("POST /_mock/tasks/1/finish").await;
    mock.send("PUT /_mock/settings\n\n{\"tasks\": \"manual\", \"auth\": \"lenient\"}").await;
    mock.send(&format!("PUT /_mock/quotas\n\n{quota}, \"used\": 4, \"limit\": 5}}")).await;
    mock.advance(Duration::from_hours(1));
    let between = state(&mock).await;
    assert!(before.iter().zip(&between).all(|(before, between)| before != between), "all has changed");
    restore(&mock, "here").await;
    assert_eq!(state(&mock).await, before);
    // As often as a test likes, and whatever became of the world since.
    mock.send("POST /_mock/tasks/1/fail").await;
    restore(&mock, "here").await;
    assert_eq!(state(&mock).await, before);
}

#[tokio::test]
async fn a_restore_leaves_journal_and_faults_as_they_are() {
    let mock = Mock::new();
    take(&mock, "empty").await;
    mock.send("POST /_mock/faults\n\n{\"match\": {\"operation\": \"driveItem.copy\"}, \"effect\": {\"status\": 503}}")
        .await;
    mock.send(COPY).await;
    let before = (text(&mock, "GET /_mock/requests").await, text(&mock, "GET /_mock/faults").await);
    assert!(before.0.contains("driveItem.copy") && before.1.contains("\"hits\": 1"), "{before:?}");
    restore(&mock, "empty").await;
    assert_eq!((text(&mock, "GET /_mock/requests").await, text(&mock, "GET /_mock/faults").await), before);
}

#[tokio::test]
async fn snapshots_are_listed_replaced_deleted_and_kept_by_a_reset() {
    let mock = Mock::new();
    take(&mock, "b").await;
    take(&mock, "a").await;
    mock.advance(Duration::from_secs(1));
    let replaced = mock.send("POST /_mock/snapshots\n\n{\"name\": \"b\", \"replace\": true}").await;
    assert_eq!(replaced.status, 201, "{replaced}");
    mock.send("POST /_mock/reset").await;
    expect![[r#"
        200 OK
        {
          "snapshots": [
            {
              "frozen": true,
              "name": "a",
              "now": "2026-01-02T03:04:05Z"
            },
            {
              "frozen": true,
              "name": "b",
              "now": "2026-01-02T03:04:06Z"
            }
          ]
        }"#]]
    .assert_eq(&text(&mock, "GET /_mock/snapshots").await);
    assert_eq!(mock.send("DELETE /_mock/snapshots/a").await.status, 204);
    let rows = [
        ("POST /_mock/snapshots", r#"{"name": "b"}"#),
        ("POST /_mock/snapshots", r#"{"name": ""}"#),
        ("POST /_mock/snapshots", r#"{"name": "start"}"#),
        ("POST /_mock/snapshots", r#"{"name": "a/b", "replace": true}"#),
        ("POST /_mock/snapshots", r#"{"name": "c", "replaces": true}"#),
        ("POST /_mock/snapshots", ""),
        ("POST /_mock/snapshots/a/restore", ""),
        ("DELETE /_mock/snapshots/a", ""),
        ("POST /_mock/sandboxes", r#"{"name": "t1", "snapshot": "a"}"#),
        ("POST /_mock/sandboxes", r#"{"name": "t1", "snapshot": "b", "from": "t2"}"#),
        ("POST /_mock/sandboxes", r#"{"name": "default", "snapshot": "b"}"#),
        ("POST /_sandbox/other/_mock/snapshots/b/restore", ""),
    ];
    let rows = rows.map(|(line, body)| (format!("{line} {body}"), format!("{line}\n\n{body}")));
    refusals(&mock, rows, expect![[r#"
        POST /_mock/snapshots {"name": "b"}: 409 {"detail":"there is a snapshot `b` already: with `\"replace\": true` this one takes its place.","status":409,"title":"Conflict"}
        POST /_mock/snapshots {"name": ""}: 400 {"detail":"`` is no snapshot name: it takes 1 to 64 letters, digits, dots, hyphens and underscores, not of dots alone, and not `start`, which stands for the start of the sandbox.","status":400,"title":"Bad Request"}
        POST /_mock/snapshots {"name": "start"}: 400 {"detail":"`start` is no snapshot name: it takes 1 to 64 letters, digits, dots, hyphens and underscores, not of dots alone, and not `start`, which stands for the start of the sandbox.","status":400,"title":"Bad Request"}
        POST /_mock/snapshots {"name": "a/b", "replace": true}: 400 {"detail":"`a/b` is no snapshot name: it takes 1 to 64 letters, digits, dots, hyphens and underscores, not of dots alone, and not `start`, which stands for the start of the sandbox.","status":400,"title":"Bad Request"}
        POST /_mock/snapshots {"name": "c", "replaces": true}: 400 {"detail":"The body is wrong: `replaces` is not known here; there are `replace`, `name`.","status":400,"title":"Bad Request"}
        POST /_mock/snapshots: 400 {"detail":"The body is wrong: `name` is missing.","status":400,"title":"Bad Request"}
        POST /_mock/snapshots/a/restore: 404 {"detail":"there is no snapshot `a`; there are `b`.","status":404,"title":"Not Found"}
        DELETE /_mock/snapshots/a: 404 {"detail":"there is no snapshot `a`; there are `b`.","status":404,"title":"Not Found"}
        POST /_mock/sandboxes {"name": "t1", "snapshot": "a"}: 404 {"detail":"there is no snapshot `a`; there are `b`.","status":404,"title":"Not Found"}
        POST /_mock/sandboxes {"name": "t1", "snapshot": "b", "from": "t2"}: 404 {"detail":"there is no sandbox `t2`; GET /_mock/sandboxes lists those there are.","status":404,"title":"Not Found"}
        POST /_mock/sandboxes {"name": "default", "snapshot": "b"}: 409 {"detail":"there is a sandbox `default` already: take another name.","status":409,"title":"Conflict"}
        POST /_sandbox/other/_mock/snapshots/b/restore: 404 {"detail":"there is no snapshot `b`, nor any other.","status":404,"title":"Not Found"}
    "#]]).await;
}

#[tokio::test]
async fn there_are_at_most_256_snapshots() {
    let mock = Mock::new();
    for number in 0..256 {
        take(&mock, &number.to_string()).await;
    }
    let more = "POST /_mock/snapshots\n\n{\"name\": \"256\"}";
    refusals(&mock, [("one more", more)], expect![[r#"
        one more: 409 {"detail":"256 snapshots are the most: delete one with DELETE /_mock/snapshots/{name}.","status":409,"title":"Conflict"}
    "#]]).await;
    let replaced = mock.send("POST /_mock/snapshots\n\n{\"name\": \"7\", \"replace\": true}").await;
    assert_eq!(replaced.status, 201, "one that takes the place of another: {replaced}");
}

#[tokio::test]
async fn a_sandbox_begins_with_a_snapshot_and_returns_to_it() {
    let mock = Mock::new();
    mock.send(COPY).await;
    let quota = "{\"app\": \"SX20260101MOCKED\", \"operation\": \"personal.tasks.files.copy\", \"used\": 3}";
    mock.send(&format!("PUT /_mock/quotas\n\n{quota}")).await;
    let before = state(&mock).await;
    take(&mock, "copying").await;
    mock.send("POST /_mock/tasks/1/finish").await;
    let made = mock.send("POST /_mock/sandboxes\n\n{\"name\": \"t1\", \"snapshot\": \"copying\"}").await;
    expect![[r#"
        201 Created
        {
          "frozen": true,
          "name": "t1",
          "now": "2026-01-02T03:04:05Z",
          "prefix": "/_sandbox/t1"
        }"#]]
    .assert_eq(&made.to_string());
    let state_there = async || {
        let mut all = Vec::new();
        for path in ["tree", "tasks", "clock", "settings", "quotas"] {
            all.push(mock.send(&format!("GET /_sandbox/t1/_mock/{path}")).await.to_string());
        }
        all
    };
    assert_eq!(state_there().await, before);
    mock.send("POST /_sandbox/t1/_mock/tasks/1/finish").await;
    mock.send("POST /_sandbox/t1/_mock/reset").await;
    assert_eq!(state_there().await, before);
    assert_eq!(
        mock.send("GET /_sandbox/t1/_mock/snapshots").await.json(),
        serde_json::json!({"snapshots": []}),
        "a sandbox has snapshots of its own"
    );
}
