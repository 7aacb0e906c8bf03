//! Bad input, and routes that are not there.

use std::sync::Arc;

use axum::{body::Body, http::Request};
use expect_test::expect;
use mockdrive::{server, world::Api};
use serde_json::{Value, json};

use super::{body, code, file, get, merge, post, space};
use crate::support::Mock;

const JOBS: &str = "/koodrive/ose/v1/jobs";

#[tokio::test]
async fn every_field_of_a_task_is_checked_and_a_refusal_changes_nothing() {
    let mock = Mock::new();
    let hello = file(&mock, "/hello.txt").await;
    let good = body(&mock, 2, 201, &[&hello], json!({})).await;
    let before = mock.sandbox().snapshot();
    let entries = |count: usize| vec![json!({ "fileId": hello }); count];
    for bad in [
        json!({ "taskType": null }),
        json!({ "taskType": "1" }),
        json!({ "taskType": 1.5 }),
        json!({ "taskType": 0 }),
        json!({ "taskType": 8 }),
        json!({ "taskType": 1 }),
        json!({ "actionType": 301 }),
        json!({ "actionType": "201" }),
        json!({ "taskInfo": null }),
        json!({ "taskInfo": { "srcContainerId": null } }),
        json!({ "taskInfo": { "srcContainerId": "" } }),
        json!({ "taskInfo": { "srcContainerId": 7 } }),
        json!({ "taskInfo": { "newFilePath": 7 } }),
        json!({ "taskInfo": { "uncompressFilePaths": "a" } }),
        json!({ "taskInfo": { "fileInfo": null } }),
        json!({ "taskInfo": { "fileInfo": {} } }),
        json!({ "taskInfo": { "fileInfo": [] } }),
        json!({ "taskInfo": { "fileInfo": [hello] } }),
        json!({ "taskInfo": { "fileInfo": [{}] } }),
        json!({ "taskInfo": { "fileInfo": [{ "fileId": "" }] } }),
        json!({ "taskInfo": { "fileInfo": [{ "fileId": hello, "filePath": 1 }] } }),
        json!({ "taskInfo": { "fileInfo": entries(1001) } }),
        json!({ "dstContainerId": null }),
        json!({ "dstContainerId": "" }),
        json!({ "password": 1 }),
    ] {
        let mut body = good.clone();
        merge(&mut body, bad.clone());
        let answer = post(&mock, JOBS, &body).await;
        assert_eq!(answer.json(), json!({ "code": 13_000_102, "msg": "Verify parameters failed." }), "{bad}");
    }
    for raw in ["", "{", "null", "[]", "\u{0}", "{\"taskType\":1,\"taskType\":1}"] {
        let answer = mock.send(&format!("POST {JOBS}\nAuthorization: alice-token\n\n{raw}")).await;
        assert_eq!(code(&answer), 13_000_102, "{raw:?}");
    }
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
    let mut body = good;
    merge(&mut body, json!({ "taskInfo": { "fileInfo": entries(1000) } }));
    assert_eq!(post(&mock, JOBS, &body).await.status, 200, "a thousand are allowed");
}

#[tokio::test]
async fn spaces_and_targets_are_looked_for_first() {
    let mock = Mock::new();
    let (hello, plan) = (file(&mock, "/hello.txt").await, file(&mock, "/Documents/plan.txt").await);
    let handbook = mock.id("koodrive", "team", "/Projects").await;
    let photos = file(&mock, "/Photos").await;
    super::run(&mock, 2, 201, &[&photos], json!({})).await;
    let before = mock.sandbox().snapshot();
    for (more, expected) in [
        (json!({ "dstContainerId": "IAAnowhere" }), 13_000_301),
        (json!({ "taskInfo": { "srcContainerId": "IAA\u{0}" } }), 13_000_301),
        (json!({ "taskInfo": { "newFilePath": "Fnowhere" } }), 13_000_304),
        (json!({ "taskInfo": { "newFilePath": "\u{0}" } }), 13_000_304),
        (json!({ "taskInfo": { "newFilePath": plan } }), 13_000_304),
        (json!({ "taskInfo": { "newFilePath": handbook } }), 13_000_304),
        (json!({ "taskInfo": { "newFilePath": photos } }), 13_000_305),
    ] {
        for task in [(1, 101), (3, 301)] {
            let body = body(&mock, task.0, task.1, &[&hello, "x"], more.clone()).await;
            assert_eq!(code(&post(&mock, JOBS, &body).await), expected, "{more}");
        }
    }
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
    let detail =
        super::run(&mock, 2, 201, &[&hello], json!({ "taskInfo": { "newFilePath": "Fnowhere" } })).await;
    assert_eq!(super::outcome(&detail), "2 1 null [1]", "a deletion has no target");
}

#[tokio::test]
async fn a_list_needs_an_offset_and_a_limit() {
    let mock = Mock::new();
    for query in [
        "",
        "?offset=0",
        "?limit=1",
        "?offset=&limit=1",
        "?offset=-1&limit=1",
        "?offset=0&limit=0",
        "?offset=0&limit=101",
        "?offset=a&limit=1",
        "?offset=0&limit=1&type=0",
        "?offset=0&limit=1&type=8",
        "?offset=0&limit=1&status=4",
        "?offset=0&limit=1&status=%FF",
        "?offset=0&limit=18446744073709551616",
    ] {
        assert_eq!(code(&get(&mock, &format!("{JOBS}{query}")).await), 13_000_102, "{query}");
    }
}

#[tokio::test]
async fn a_cancellation_names_its_job() {
    let mock = Mock::new();
    for body in [json!({}), json!({ "jobId": 7 }), json!({ "jobId": "" }), json!([]), Value::Null] {
        assert_eq!(code(&post(&mock, "/koodrive/ose/v1/cancel", &body).await), 13_000_102, "{body}");
    }
}

#[tokio::test]
async fn an_oversized_or_broken_body_is_refused() {
    let mock = Mock::new();
    let send = async |body: Vec<u8>| {
        let request = Request::post(JOBS).header("Authorization", "alice-token").body(Body::from(body));
        mock.call(request.expect("a request")).await
    };
    expect![[r#"
        413 Payload Too Large
        {
          "code": 413,
          "msg": "Payload Too Large"
        }"#]]
    .assert_eq(&send(vec![b' '; (4 << 20) + 1]).await.to_string());
    assert_eq!(code(&send(b"{\"password\":\"\xff\"}".to_vec()).await), 13_000_102);
}

#[tokio::test]
async fn a_deletion_without_paths_is_noted() {
    let mock = Mock::new();
    let (hello, space) = (file(&mock, "/hello.txt").await, space(&mock, "alice").await);
    let body = json!({
        "taskType": 2,
        "dstContainerId": space,
        "taskInfo": { "srcContainerId": space, "fileInfo": [{ "fileId": hello }] },
    });
    assert_eq!(post(&mock, JOBS, &body).await.status, 200);
    let entries = mock.sandbox().journal.since(0);
    let last = entries.last().expect("an entry");
    assert_eq!((last.operation, last.notes.len()), (Some("CreateJob"), 1));
    assert!(!mock.paths("alice").await.contains(&"/hello.txt".to_owned()));
}

#[tokio::test]
async fn unknown_routes_and_methods_are_told_in_the_vendors_envelope() {
    let mock = Mock::new();
    expect![[r#"
        404 Not Found
        {
          "code": 404,
          "msg": "Not Found"
        }"#]]
    .assert_eq(&mock.send("GET /koodrive/ose/v1/no/such/route").await.to_string());
    expect![[r#"
        405 Method Not Allowed
        {
          "code": 405,
          "msg": "Method Not Allowed"
        }"#]]
    .assert_eq(&mock.send("DELETE /koodrive/ose/v1/jobs").await.to_string());
    expect![[r#"
        501 Not Implemented
        {
          "code": 501,
          "msg": "mockdrive does not emulate GET /koodrive/ose/v1/space/teamList yet."
        }"#]]
    .assert_eq(&mock.send("GET /koodrive/ose/v1/space/teamList?offset=0").await.to_string());
}

#[tokio::test]
async fn every_route_refuses_strangers_or_says_that_it_is_not_emulated() {
    let mock = Mock::new();
    let open = ["/session", "/session/", "/session/logoff", "/auth/login", "/package/{key}"];
    for (api, route) in server::routes() {
        if api != Api::Koodrive || open.iter().any(|path| route.path.ends_with(path)) {
            continue;
        }
        let path = route.path.replace(['{', '}'], "");
        let answer = mock.send(&format!("{} {path}\nlanguage: en-US\n\n{{}}", route.method)).await;
        let expected = if route.operation.emulated { 401 } else { 501 };
        assert_eq!((answer.status.as_u16(), code(&answer)), (expected, u64::from(expected)), "{path}");
    }
}
