//! The control API.

mod beneath;
mod changes;
mod clean;
mod clock;
mod diagnosis;
mod events;
mod exported;
mod journal;
mod kept;
mod off;
mod redaction;
mod sandboxes;
mod seed;
mod snapshots;
mod tree;
mod ui;
mod unread;
mod verify;
mod wait;

use std::time::Duration;

use expect_test::expect;

use crate::support::{Mock, refusals};

async fn text(mock: &Mock, request: &str) -> String {
    mock.send(request).await.to_string()
}

#[tokio::test]
async fn it_is_well() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "status": "ok"
        }"#]]
    .assert_eq(&text(&mock, "GET /_mock/health").await);
}

#[tokio::test]
async fn info_names_base_urls_and_credentials() {
    let mock = Mock::new();
    let info = mock.send("GET /_mock/info").await.json();
    let urls: Vec<_> = info["providers"].as_array().expect("four").iter().map(|p| &p["base_urls"]).collect();
    expect![[r#"
        (
            String("mockdrive"),
            String("default"),
            String("11111111-1111-1111-1111-111111111111"),
            [
                Array [
                    String("http://mock.test/v1.0"),
                ],
                Array [
                    String("http://mock.test/api/v1/openapi"),
                ],
                Array [
                    String("http://mock.test/graph"),
                    String("http://mock.test/openapi"),
                    String("http://mock.test"),
                ],
                Array [
                    String("http://mock.test/koodrive/ose/v1"),
                ],
            ],
        )
    "#]]
    .assert_debug_eq(&(&info["name"], &info["sandbox"], &info["graph_tenant"], urls));
    let tokens: Vec<_> =
        info["tokens"].as_array().expect("a list").iter().map(|t| t["token"].as_str()).collect();
    assert!(tokens.contains(&Some("alice-token")) && tokens.contains(&Some("readonly-token")));
}

#[tokio::test]
async fn the_clock_is_set_frozen_and_advanced() {
    let mock = Mock::new();
    let mut all = Vec::new();
    for request in [
        "GET /_mock/clock",
        "PUT /_mock/clock\n\n{\"now\": \"2030-05-06T07:08:09+02:00\"}",
        "POST /_mock/clock/advance\n\n{\"seconds\": 3600}",
        "POST /_mock/clock/advance\n\n{\"seconds\": 0.25}",
        "PUT /_mock/clock\n\n{\"frozen\": true}",
        "PUT /_mock/clock\n\n{\"now\": \"tomorrow\"}",
        "PUT /_mock/clock\n\n{\"nwo\": \"2030-05-06T07:08:09Z\"}",
    ] {
        let answer = mock.send(request).await;
        all.push(format!("{} {}", answer.status.as_u16(), String::from_utf8_lossy(&answer.body)));
    }
    expect![[r#"
        [
            "200 {\"now\":\"2026-01-02T03:04:05Z\",\"frozen\":true}\n",
            "200 {\"now\":\"2030-05-06T05:08:09Z\",\"frozen\":true}\n",
            "200 {\"now\":\"2030-05-06T06:08:09Z\",\"frozen\":true,\"ran\":[]}\n",
            "200 {\"now\":\"2030-05-06T06:08:09.250Z\",\"frozen\":true,\"ran\":[]}\n",
            "200 {\"now\":\"2030-05-06T06:08:09.250Z\",\"frozen\":true}\n",
            "400 {\"title\":\"Bad Request\",\"status\":400,\"detail\":\"`tomorrow` is no RFC 3339 date, such as 2026-01-02T03:04:05Z.\"}\n",
            "400 {\"title\":\"Bad Request\",\"status\":400,\"detail\":\"The body is wrong: `nwo` is not known here; there are `now`, `frozen`.\"}\n",
        ]
    "#]].assert_debug_eq(&all);
    let running = mock.send("PUT /_mock/clock\n\n{\"frozen\": false}").await.json();
    assert_eq!(running["frozen"], false);
}

#[tokio::test]
async fn a_reset_brings_everything_back() {
    let mock = Mock::new();
    let start = mock.send("GET /_mock/tree").await.json();
    mock.send("POST /v1.0/me/drive/root:/hello.txt:/copy?@microsoft.graph.conflictBehavior=rename\nAuthorization: Bearer alice-token").await;
    mock.send("PUT /_mock/settings\n\n{\"auth\": \"lenient\"}").await;
    mock.send("PUT /_mock/clock\n\n{\"now\": \"2030-01-01T00:00:00Z\"}").await;
    assert_ne!(mock.send("GET /_mock/tree").await.json(), start);
    assert_eq!(mock.send("POST /_mock/reset").await.status, 204);
    assert_eq!(mock.send("GET /_mock/tree").await.json(), start);
    assert_eq!(mock.send("GET /_mock/settings").await.json()["auth"], "strict");
    assert_eq!(mock.send("GET /_mock/requests").await.json()["requests"], serde_json::json!([]));
    assert_eq!(mock.send("GET /_mock/tasks").await.json()["tasks"], serde_json::json!([]));
    let clock = mock.send("GET /_mock/clock").await.json();
    assert!(!clock["now"].as_str().expect("a time").starts_with("2030"), "{clock}");
}

#[tokio::test]
async fn settings_are_changed_one_by_one() {
    let mock = Mock::new();
    let before = mock.send("GET /_mock/settings").await;
    expect![[r#"
        200 OK
        {
          "auth": "strict",
          "graph_copy_max_items": 30000,
          "graph_put_max_bytes": 262144000,
          "graph_units_per_minute": null,
          "journal": {
            "bodies": "off",
            "body_bytes": 65536,
            "requests": 1000,
            "total_bytes": 16777216
          },
          "quirks": [],
          "signature_skew_seconds": 900,
          "sync_max_bytes": 1048576,
          "sync_max_items": 5,
          "tasks": "at-once",
          "wps_address_seconds": null,
          "wps_merge_millis": 0,
          "wps_omit_missing": false,
          "wps_part_bytes": 5242880,
          "wps_strict_extensions": true,
          "wps_strict_scene": false
        }"#]]
    .assert_eq(&before.to_string());
    let body = r#"{"tasks": "timed:500+50", "signature_skew_seconds": null}"#;
    let changed = mock.send(&format!("PUT /_mock/settings\n\n{body}")).await;
    assert_eq!(changed.status, 200, "{changed}");
    expect![[r#"
        signature_skew_seconds: 900 -> null
        tasks: "at-once" -> "timed:500+50"
    "#]]
    .assert_eq(&changed.differs_from(&before));
    let rows = [
        r#"{"tasks": "slow"}"#,
        r#"{"tsaks": "manual"}"#,
        r#"{"sync_max_items": -1}"#,
        r#"{"journal": {"requests": 1, "requests": 2}}"#,
        "[]",
    ];
    let request = |body: &str| format!("PUT /_mock/settings\n\n{body}");
    refusals(&mock, rows.map(|body| (body, request(body))), expect![[r#"
        {"tasks": "slow"}: 400 {"detail":"The body is wrong: `tasks`: `slow` is none of `at-once`, `polls:N`, `manual` or `timed:BASE+EACH` in milliseconds, such as `timed:500+50`.","status":400,"title":"Bad Request"}
        {"tsaks": "manual"}: 400 {"detail":"The body is wrong: `tsaks` is not known here; there are `tasks`, `quirks`, `auth`, `journal`, `wps_part_bytes`, `sync_max_bytes`, `sync_max_items`, `wps_merge_millis`, `wps_omit_missing`, `wps_strict_scene`, `graph_put_max_bytes`, `wps_address_seconds`, `graph_copy_max_items`, `wps_strict_extensions`, `signature_skew_seconds`, `graph_units_per_minute`.","status":400,"title":"Bad Request"}
        {"sync_max_items": -1}: 400 {"detail":"The body is wrong: `sync_max_items` is a whole number from 0 on, not -1.","status":400,"title":"Bad Request"}
        {"journal": {"requests": 1, "requests": 2}}: 400 {"detail":"The body is wrong: `requests` stands twice at line 1 column 38.","status":400,"title":"Bad Request"}
        []: 400 {"detail":"The body is wrong: it has to be an object.","status":400,"title":"Bad Request"}
    "#]]).await;
    for body in rows {
        assert_eq!(mock.send(&request(body)).await.header("content-type"), "application/problem+json");
    }
    assert_eq!(
        mock.send("GET /_mock/settings").await.json(),
        changed.json(),
        "what is wrong changes nothing"
    );
}

#[tokio::test]
async fn operations_have_the_pages_of_their_vendors() {
    let info = Mock::new().send("GET /_mock/info").await.json();
    let mut lines = Vec::new();
    for provider in info["providers"].as_array().expect("a list") {
        let operations = provider["operations"].as_array().expect("a list");
        let pages: Vec<_> = operations.iter().filter(|operation| operation["page"].is_string()).collect();
        let first = pages.first().expect("one at least");
        lines.push(format!("{} {} of {}: {}", provider["name"], pages.len(), operations.len(), first));
    }
    expect![[r#"
        "graph" 97 of 125: {"emulated":true,"method":"POST","name":"batch","page":"https://learn.microsoft.com/en-us/graph/json-batching","path":"/v1.0/$batch"}
        "kdocs" 85 of 105: {"emulated":true,"method":"GET","name":"personal.apps.files.list","page":"https://developer.kdocs.cn/server/personal/files-in-appdir.html","path":"/api/v1/openapi/personal/apps/files"}
        "wps" 3 of 142: {"emulated":true,"method":"POST","name":"openapi.oauth2.token","page":"https://bgpt.qhzwfw.gov.cn/developer/document/app/wps365/server/auth/get-access-token/get-tenant-access-token.html","path":"/openapi/oauth2/token"}
        "koodrive" 118 of 144: {"emulated":true,"method":"GET","name":"GetJobList","page":"https://support.huaweicloud.com/api-koodrive/GetJobList.html","path":"/koodrive/ose/v1/jobs"}"#]].assert_eq(&lines.join("\n"));
}

#[tokio::test]
async fn a_task_says_what_became_of_each_of_its_items() {
    let mock = Mock::new();
    let file = |path: &'static str| mock.id("koodrive", "alice", path);
    let (hello, plan, space) =
        (file("/hello.txt").await, file("/Documents/plan.txt").await, "<alice's space>");
    let body = format!(
        r#"{{"taskType": 1, "dstContainerId": "{space}", "taskInfo": {{"srcContainerId": "{space}",
            "newFilePath": "<Photos in KooDrive>", "fileInfo": [{{"fileId": "{hello}"}}, {{"fileId": "Fnobody"}}, {{"fileId": "{plan}"}}]}}}}"#
    );
    let job = "POST /koodrive/ose/v1/jobs\nAuthorization: Bearer alice-token\nX-Mock-Task: manual";
    assert_eq!(mock.send(&format!("{job}\n\n{body}")).await.status, 200);
    let waiting = mock.send("GET /_mock/tasks/1").await;
    mock.send("POST /_mock/tasks/1/finish").await;
    let done = mock.send("GET /_mock/tasks/1").await;
    expect![[r#"
        [{"given":"IAAAxyLpbCQgrc1658017491416308677/FLNnk5VcassIZLNeqKY3W3LMdnwWUQrMh","path":"/hello.txt","state":"waiting"},{"given":"IAAAxyLpbCQgrc1658017491416308677/Fnobody","state":"waiting"},{"given":"IAAAxyLpbCQgrc1658017491416308677/F5LCMgogxKO7s4gvOk3zf9kWc4_ZsDz7K","path":"/Documents/plan.txt","state":"waiting"}]
        [{"given":"IAAAxyLpbCQgrc1658017491416308677/FLNnk5VcassIZLNeqKY3W3LMdnwWUQrMh","made":"/Photos/hello.txt","path":"/hello.txt","state":"done"},{"error":"there is no such item","given":"IAAAxyLpbCQgrc1658017491416308677/Fnobody","state":"failed"},{"given":"IAAAxyLpbCQgrc1658017491416308677/F5LCMgogxKO7s4gvOk3zf9kWc4_ZsDz7K","made":"/Photos/plan.txt","path":"/Documents/plan.txt","state":"done"}]"#]].assert_eq(&format!("{}\n{}", waiting.json()["items"], done.json()["items"]));
    let rows = [("no such task", "GET /_mock/tasks/9"), ("a parameter", "GET /_mock/tasks/1?items=all")];
    refusals(&mock, rows, expect![[r#"
        no such task: 404 {"detail":"There is no task `9`; see GET /_mock/tasks.","status":404,"title":"Not Found"}
        a parameter: 400 {"detail":"Unknown parameter `items`: /_mock/tasks/{id} has none.","status":400,"title":"Bad Request"}
    "#]]).await;
}

#[tokio::test]
async fn tasks_are_listed_finished_and_failed() {
    let mock = Mock::new();
    let copy = "POST /v1.0/me/drive/root:/hello.txt:/copy\nAuthorization: Bearer alice-token\nX-Mock-Task: manual\n\
         Content-Type: application/json";
    mock.send(&format!("{copy}\n\n{{\"name\": \"a\"}}")).await;
    mock.send(&format!("{copy}\n\n{{\"name\": \"b\"}}")).await;
    mock.advance(Duration::from_secs(5));
    mock.send("POST /_mock/tasks/2/fail").await;
    mock.send("POST /_mock/tasks/1/finish").await;
    expect![[r#"
        200 OK
        {
          "tasks": [
            {
              "created": "2026-01-02T03:04:05Z",
              "done": 1,
              "ended": "2026-01-02T03:04:10Z",
              "failed": 0,
              "id": 1,
              "pace": "manual",
              "percent": 100.0,
              "provider": "graph",
              "state": "done",
              "task_id": "a3cc4cd0-3123-4888-4e79-1ef462fa0a43",
              "total": 1
            },
            {
              "created": "2026-01-02T03:04:05Z",
              "done": 0,
              "ended": "2026-01-02T03:04:10Z",
              "failed": 1,
              "id": 2,
              "pace": "manual",
              "percent": 100.0,
              "provider": "graph",
              "state": "done",
              "task_id": "2646b6b7-b3db-3434-d98c-4bc189970d5b",
              "total": 1
            }
          ]
        }"#]]
    .assert_eq(&text(&mock, "GET /_mock/tasks").await);
    let rows = ["POST /_mock/tasks/3/finish", "POST /_mock/tasks/1/fail"];
    refusals(&mock, rows.map(|request| (request, request)), expect![[r#"
        POST /_mock/tasks/3/finish: 404 {"detail":"There is no task `3`; see GET /_mock/tasks.","status":404,"title":"Not Found"}
        POST /_mock/tasks/1/fail: 409 {"detail":"Task `1` has ended; with `X-Mock-Task: manual` it would have waited.","status":409,"title":"Conflict"}
    "#]]).await;
}

#[tokio::test]
async fn quotas_are_shown_and_set() {
    let mock = Mock::new();
    let rows = [
        "{\"app\": \"nobody\", \"operation\": \"x\"}",
        "{\"app\": \"SX20260101MOCKED\", \"operation\": \"x\", \"limit\": 1}",
        "{\"app\": \"SX20260101MOCKED\"}",
        "{\"app\": \"nobody\", \"app\": \"SX20260101MOCKED\"}",
    ];
    let rows = rows.map(|body| (body, format!("PUT /_mock/quotas\n\n{body}")));
    refusals(&mock, rows, expect![[r#"
        {"app": "nobody", "operation": "x"}: 400 {"detail":"Name `limit`, `used` or both.","status":400,"title":"Bad Request"}
        {"app": "SX20260101MOCKED", "operation": "x", "limit": 1}: 400 {"detail":"`x` has no daily quota for this app; see GET /_mock/quotas.","status":400,"title":"Bad Request"}
        {"app": "SX20260101MOCKED"}: 400 {"detail":"The body is wrong: `operation` is missing.","status":400,"title":"Bad Request"}
        {"app": "nobody", "app": "SX20260101MOCKED"}: 400 {"detail":"The body is wrong: `app` stands twice at line 1 column 23.","status":400,"title":"Bad Request"}
    "#]]).await;
    let quotas = mock.send("GET /_mock/quotas").await.json();
    assert_eq!(quotas["resets"], "2026-01-02T16:00:00Z", "midnight at UTC+8");
}

#[tokio::test]
async fn what_it_does_not_know_is_a_problem() {
    let rows = [
        "GET /_mock/nothing",
        "DELETE /_mock/clock",
        "GET /_mock/clock?frozen=true",
        "PUT /_mock/settings?auth=lenient",
        "POST /_mock/reset?sandbox=t1",
        "GET /_mock/requests?sinse=1",
        "GET /_mock/requests?since=1&since=2",
    ];
    refusals(&Mock::new(), rows.map(|request| (request, request)), expect![[r#"
        GET /_mock/nothing: 404 {"detail":"The control API has no path /_mock/nothing; GET /_mock/openapi.json describes those that it has.","status":404,"title":"Not Found"}
        DELETE /_mock/clock: 405 {"detail":"This path has no other methods than GET, HEAD, PUT.","status":405,"title":"Method Not Allowed"}
        GET /_mock/clock?frozen=true: 400 {"detail":"Unknown parameter `frozen`: /_mock/clock has none.","status":400,"title":"Bad Request"}
        PUT /_mock/settings?auth=lenient: 400 {"detail":"Unknown parameter `auth`: /_mock/settings has none.","status":400,"title":"Bad Request"}
        POST /_mock/reset?sandbox=t1: 400 {"detail":"Unknown parameter `sandbox`: /_mock/reset has none.","status":400,"title":"Bad Request"}
        GET /_mock/requests?sinse=1: 400 {"detail":"Unknown parameter `sinse`: /_mock/requests has `since`, `limit`, `wait_ms`, `provider`, `operation`, `method`, `path`, `caller`, `status`, `fault`.","status":400,"title":"Bad Request"}
        GET /_mock/requests?since=1&since=2: 400 {"detail":"`since` is given twice, and once is enough.","status":400,"title":"Bad Request"}
    "#]]).await;
}

#[tokio::test]
async fn what_people_read_ends_its_line() {
    let mock = Mock::new();
    for path in [
        "/_mock/health",
        "/_mock/info",
        "/_mock/tree",
        "/_mock/nothing",
        "/nothing",
        "/_sandbox//x",
        "/devicelogin",
    ] {
        let answer = mock.send(&format!("GET {path}")).await;
        assert!(answer.body.ends_with(b"\n") && !answer.body.ends_with(b"\n\n"), "{path}: {answer}");
    }
}
