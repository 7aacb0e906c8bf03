//! Throttling by resource units.

use std::time::Duration;

use expect_test::expect;
use serde_json::json;

use super::alice;
use crate::support::{Answer, Mock};

/// Ten units a minute; the clock stands at five seconds past.
fn mock() -> Mock {
    Mock::with(|settings| settings.graph_units_per_minute = Some(10))
}

async fn get(mock: &Mock) -> Answer {
    alice(mock, "GET /v1.0/me/drive?$select=name", "").await
}

/// The status and the headers about the limit.
fn limits(answer: &Answer) -> String {
    let header = |name| answer.header(name);
    format!(
        "{} limit={} remaining={} reset={} retry={}",
        answer.status.as_u16(),
        header("ratelimit-limit"),
        header("ratelimit-remaining"),
        header("ratelimit-reset"),
        header("retry-after")
    )
}

#[tokio::test]
async fn units_run_out_and_come_back_with_the_next_minute() {
    let mock = mock();
    let mut all = Vec::new();
    for request in [
        "GET /v1.0/me/drive/root/children",
        "GET /v1.0/me/drive/root/delta",
        "GET /v1.0/me/drive/root/delta?token=latest",
        "POST /v1.0/me/drive/root:/hello.txt:/copy?@microsoft.graph.conflictBehavior=rename",
        "GET /v1.0/me/drive/items/01NOTHING",
        "GET /v1.0/me/drive",
        "POST /v1.0/me/drive/root:/hello.txt:/copy",
        "GET /v1.0/me/drive",
        "GET /v1.0/me/drive",
    ] {
        all.push(format!("{request}: {}", limits(&alice(&mock, request, "").await)));
    }
    expect![[r#"
        [
            "GET /v1.0/me/drive/root/children: 200 limit= remaining= reset= retry=",
            "GET /v1.0/me/drive/root/delta: 200 limit= remaining= reset= retry=",
            "GET /v1.0/me/drive/root/delta?token=latest: 200 limit= remaining= reset= retry=",
            "POST /v1.0/me/drive/root:/hello.txt:/copy?@microsoft.graph.conflictBehavior=rename: 202 limit= remaining= reset= retry=",
            "GET /v1.0/me/drive/items/01NOTHING: 404 limit=10 remaining=2 reset=55 retry=",
            "GET /v1.0/me/drive: 200 limit=10 remaining=1 reset=55 retry=",
            "POST /v1.0/me/drive/root:/hello.txt:/copy: 429 limit=10 remaining=0 reset=55 retry=55",
            "GET /v1.0/me/drive: 200 limit=10 remaining=0 reset=55 retry=",
            "GET /v1.0/me/drive: 429 limit=10 remaining=0 reset=55 retry=55",
        ]
    "#]].assert_debug_eq(&all);
    expect![
        "429 [retry-after: 55] activityLimitReached throttledRequest: The app or user has been throttled."
    ]
    .assert_eq(&get(&mock).await.line());
    assert_eq!(mock.paths("alice").await.iter().filter(|path| path.contains("hello")).count(), 2);
    mock.advance(Duration::from_millis(54_999));
    assert_eq!(limits(&get(&mock).await), "429 limit=10 remaining=0 reset=1 retry=1");
    mock.advance(Duration::from_millis(1));
    assert_eq!(limits(&get(&mock).await), "200 limit= remaining= reset= retry=");
}

#[tokio::test]
async fn each_application_has_its_own() {
    let mock = mock();
    for _ in 0..10 {
        assert_eq!(get(&mock).await.status, 200);
    }
    let ask = async |token: &str| {
        mock.send(&format!("GET /v1.0/me/drive\nAuthorization: Bearer {token}")).await.status.as_u16()
    };
    assert_eq!(ask("bob-token").await, 429, "of the same application");
    assert_eq!(ask("alice-prod-token").await, 200, "of another");
    assert_eq!(ask("10f88d07fa************44791e9ff").await, 200, "of none");
    assert_eq!(ask("nonsense").await, 401, "a call without a caller costs nothing");
    mock.send("POST /_mock/reset").await;
    let settings = mock.send("GET /_mock/settings").await.json();
    assert_eq!(settings["graph_units_per_minute"], json!(null), "it is off by itself");
    assert_eq!(ask("bob-token").await, 200);
}

#[tokio::test]
async fn of_a_batch_only_the_parts_are_throttled() {
    let mock = mock();
    let requests: Vec<_> = (0..12)
        .map(|id| json!({"id": id.to_string(), "method": "GET", "url": "/me/drive?$select=name"}))
        .collect();
    let answer = alice(&mock, "POST /v1.0/$batch", &json!({ "requests": requests }).to_string()).await;
    assert_eq!(limits(&answer), "200 limit= remaining= reset= retry=");
    let body = answer.json();
    let states: Vec<_> =
        body["responses"].as_array().expect("a list").iter().map(|one| &one["status"]).collect();
    assert_eq!(json!(states), json!([200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 429, 429]));
    expect![[r#"
        {
          "body": {
            "error": {
              "code": "activityLimitReached",
              "innerError": {
                "client-request-id": "9670a395-d675-5764-4d85-1475f338a627",
                "code": "throttledRequest",
                "date": "2026-01-02T03:04:05",
                "request-id": "9670a395-d675-5764-4d85-1475f338a627"
              },
              "message": "The app or user has been throttled."
            }
          },
          "headers": {
            "Cache-Control": "private",
            "Content-Type": "application/json",
            "Retry-After": "55",
            "client-request-id": "9670a395-d675-5764-4d85-1475f338a627",
            "ratelimit-limit": "10",
            "ratelimit-remaining": "0",
            "ratelimit-reset": "55",
            "request-id": "9670a395-d675-5764-4d85-1475f338a627",
            "x-ms-ags-diagnostic": "{\"ServerInfo\":{\"DataCenter\":\"mockdrive\",\"Slice\":\"E\",\"Ring\":\"1\",\"ScaleUnit\":\"000\",\"RoleInstance\":\"MOCKDRIVE\"}}"
          },
          "id": "11",
          "status": 429
        }"#]].assert_eq(&serde_json::to_string_pretty(&body["responses"][11]).expect("JSON"));
}

#[tokio::test]
async fn the_setting_is_put_by_the_control_api() {
    let mock = Mock::new();
    assert_eq!(mock.send("PUT /_mock/settings\n\n{\"graph_units_per_minute\": 1}").await.status, 200);
    assert_eq!(limits(&get(&mock).await), "200 limit=1 remaining=0 reset=55 retry=");
    assert_eq!(limits(&get(&mock).await), "429 limit=1 remaining=0 reset=55 retry=55");
    let copy = mock.send("GET /_api/v2.0/monitor/00000000-0000-0000-0000-000000000000").await;
    assert_eq!(copy.status, 404, "what needs no token costs nothing");
    assert_eq!(mock.send("PUT /_mock/settings\n\n{\"graph_units_per_minute\": null}").await.status, 200);
    assert_eq!(get(&mock).await.status, 200);
}
