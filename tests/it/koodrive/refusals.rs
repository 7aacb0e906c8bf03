//! Bad input, and routes that are not there.

use axum::{body::Body, http::Request};
use expect_test::expect;
use mockdrive::{
    server::{self, Access},
    world::Api,
};
use serde_json::{Value, json};

use super::{body, code, file, get_text, merge, post, post_text, space};
use crate::support::{Mock, refusals};

const JOBS: &str = "/koodrive/ose/v1/jobs";

#[tokio::test]
async fn every_field_of_a_task_is_checked_and_a_refusal_changes_nothing() {
    let mock = Mock::new();
    let hello = file(&mock, "/hello.txt").await;
    let good = body(&mock, 2, 201, &[&hello], json!({})).await;
    let entries = |count: usize| vec![json!({ "fileId": hello }); count];
    let rows = [
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
    ];
    let rows = rows.map(|bad| {
        let mut body = good.clone();
        merge(&mut body, bad.clone());
        (bad.to_string(), post_text(JOBS, &body))
    });
    refusals(&mock, rows, expect![[r#"
        {"taskType":null}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskType":"1"}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskType":1.5}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskType":0}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskType":8}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskType":1}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"actionType":301}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"actionType":"201"}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskInfo":null}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskInfo":{"srcContainerId":null}}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskInfo":{"srcContainerId":""}}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskInfo":{"srcContainerId":7}}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskInfo":{"newFilePath":7}}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskInfo":{"uncompressFilePaths":"a"}}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskInfo":{"fileInfo":null}}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskInfo":{"fileInfo":{}}}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskInfo":{"fileInfo":[]}}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskInfo":{"fileInfo":["<hello.txt in KooDrive>"]}}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskInfo":{"fileInfo":[{}]}}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskInfo":{"fileInfo":[{"fileId":""}]}}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskInfo":{"fileInfo":[{"fileId":"<hello.txt in KooDrive>","filePath":1}]}}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskInfo":{"fileInfo":[{"fileId":"<hello.txt in KooDrive>"},{"fileId":"<hello.txt in KooDrive>"},{"fileId":"<hello.txt…: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"dstContainerId":null}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"dstContainerId":""}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"password":1}: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]]).await;
    let rows = ["", "{", "null", "[]", "\u{0}", r#"{"taskType":1,"taskType":1}"#];
    refusals(
        &mock,
        rows.map(|body| (body, post_text(JOBS, &body))),
        expect![[r#"
            nothing: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {: 400 {"code":13000102,"msg":"Verify parameters failed."}
            null: 400 {"code":13000102,"msg":"Verify parameters failed."}
            []: 400 {"code":13000102,"msg":"Verify parameters failed."}
            \0: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"taskType":1,"taskType":1}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        "#]],
    )
    .await;
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
    let mut rows = Vec::new();
    for more in [
        json!({ "dstContainerId": "IAAnowhere" }),
        json!({ "taskInfo": { "srcContainerId": "IAA\u{0}" } }),
        json!({ "taskInfo": { "newFilePath": "Fnowhere" } }),
        json!({ "taskInfo": { "newFilePath": "\u{0}" } }),
        json!({ "taskInfo": { "newFilePath": plan } }),
        json!({ "taskInfo": { "newFilePath": handbook } }),
        json!({ "taskInfo": { "newFilePath": photos } }),
    ] {
        for task in [(1, 101), (3, 301)] {
            let body = body(&mock, task.0, task.1, &[&hello, "x"], more.clone()).await;
            rows.push((format!("{task:?} {more}"), post_text(JOBS, &body)));
        }
    }
    refusals(&mock, rows, expect![[r#"
        (1, 101) {"dstContainerId":"IAAnowhere"}: 400 {"code":13000301,"msg":"Space not found."}
        (3, 301) {"dstContainerId":"IAAnowhere"}: 400 {"code":13000301,"msg":"Space not found."}
        (1, 101) {"taskInfo":{"srcContainerId":"IAA\u0000"}}: 400 {"code":13000301,"msg":"Space not found."}
        (3, 301) {"taskInfo":{"srcContainerId":"IAA\u0000"}}: 400 {"code":13000301,"msg":"Space not found."}
        (1, 101) {"taskInfo":{"newFilePath":"Fnowhere"}}: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        (3, 301) {"taskInfo":{"newFilePath":"Fnowhere"}}: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        (1, 101) {"taskInfo":{"newFilePath":"\u0000"}}: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        (3, 301) {"taskInfo":{"newFilePath":"\u0000"}}: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        (1, 101) {"taskInfo":{"newFilePath":"<plan.txt in KooDrive>"}}: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        (3, 301) {"taskInfo":{"newFilePath":"<plan.txt in KooDrive>"}}: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        (1, 101) {"taskInfo":{"newFilePath":"<Projects in KooDrive>"}}: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        (3, 301) {"taskInfo":{"newFilePath":"<Projects in KooDrive>"}}: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        (1, 101) {"taskInfo":{"newFilePath":"<Photos in KooDrive>"}}: 400 {"code":13000305,"msg":"Target directory is in the recycle bin."}
        (3, 301) {"taskInfo":{"newFilePath":"<Photos in KooDrive>"}}: 400 {"code":13000305,"msg":"Target directory is in the recycle bin."}
    "#]]).await;
    let detail =
        super::run(&mock, 2, 201, &[&hello], json!({ "taskInfo": { "newFilePath": "Fnowhere" } })).await;
    assert_eq!(super::outcome(&detail), "2 1 null [1]", "a deletion has no target");
}

#[tokio::test]
async fn a_list_needs_an_offset_and_a_limit() {
    let mock = Mock::new();
    let rows = [
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
    ];
    let rows = rows.map(|query| (query, get_text(&format!("{JOBS}{query}"))));
    refusals(
        &mock,
        rows,
        expect![[r#"
            nothing: 400 {"code":13000102,"msg":"Verify parameters failed."}
            ?offset=0: 400 {"code":13000102,"msg":"Verify parameters failed."}
            ?limit=1: 400 {"code":13000102,"msg":"Verify parameters failed."}
            ?offset=&limit=1: 400 {"code":13000102,"msg":"Verify parameters failed."}
            ?offset=-1&limit=1: 400 {"code":13000102,"msg":"Verify parameters failed."}
            ?offset=0&limit=0: 400 {"code":13000102,"msg":"Verify parameters failed."}
            ?offset=0&limit=101: 400 {"code":13000102,"msg":"Verify parameters failed."}
            ?offset=a&limit=1: 400 {"code":13000102,"msg":"Verify parameters failed."}
            ?offset=0&limit=1&type=0: 400 {"code":13000102,"msg":"Verify parameters failed."}
            ?offset=0&limit=1&type=8: 400 {"code":13000102,"msg":"Verify parameters failed."}
            ?offset=0&limit=1&status=4: 400 {"code":13000102,"msg":"Verify parameters failed."}
            ?offset=0&limit=1&status=%FF: 400 {"code":13000102,"msg":"Verify parameters failed."}
            ?offset=0&limit=18446744073709551616: 400 {"code":13000102,"msg":"Verify parameters failed."}
        "#]],
    )
    .await;
}

#[tokio::test]
async fn a_cancellation_names_its_job() {
    let mock = Mock::new();
    let rows = [json!({}), json!({ "jobId": 7 }), json!({ "jobId": "" }), json!([]), Value::Null];
    let rows = rows.map(|body| (body.to_string(), post_text("/koodrive/ose/v1/cancel", &body)));
    refusals(
        &mock,
        rows,
        expect![[r#"
            {}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"jobId":7}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"jobId":""}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            []: 400 {"code":13000102,"msg":"Verify parameters failed."}
            null: 400 {"code":13000102,"msg":"Verify parameters failed."}
        "#]],
    )
    .await;
}

#[tokio::test]
async fn an_oversized_or_broken_body_is_refused() {
    let request = |body: Vec<u8>| {
        Request::post(JOBS).header("Authorization", "alice-token").body(Body::from(body)).expect("a request")
    };
    let rows = [
        ("four megabytes and one byte", request(vec![b' '; (4 << 20) + 1])),
        ("no UTF-8", request(b"{\"password\":\"\xff\"}".to_vec())),
    ];
    refusals(
        &Mock::new(),
        rows,
        expect![[r#"
            four megabytes and one byte: 413 {"code":413,"msg":"Payload Too Large"}
            no UTF-8: 400 {"code":13000102,"msg":"Verify parameters failed."}
        "#]],
    )
    .await;
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
async fn unknown_routes_and_methods_are_refused_in_the_vendors_envelope() {
    let rows = [
        "GET /koodrive/ose/v1/no/such/route",
        "DELETE /koodrive/ose/v1/jobs",
        "GET /koodrive/ose/v1/sdk/get-js-sdk-info",
    ];
    refusals(&Mock::new(), rows.map(|request| (request, request)), expect![[r#"
        GET /koodrive/ose/v1/no/such/route: 404 {"code":404,"msg":"Not Found"}
        DELETE /koodrive/ose/v1/jobs: 405 {"code":405,"msg":"Method Not Allowed"}
        GET /koodrive/ose/v1/sdk/get-js-sdk-info: 501 {"code":501,"msg":"mockdrive does not emulate GET /koodrive/ose/v1/sdk/get-js-sdk-info yet."}
    "#]]).await;
}

#[tokio::test]
async fn every_route_refuses_strangers_or_says_that_it_is_not_emulated() {
    let mock = Mock::new();
    for (api, route) in server::routes() {
        // Whoever has an address or the token of a visitor is no stranger.
        let is_open = route.operation.access != Access::Token && route.operation.emulated;
        if api != Api::Koodrive || is_open {
            continue;
        }
        let path = route.path.replace(['{', '}'], "");
        let answer = mock.send(&format!("{} {path}\nlanguage: en-US\n\n{{}}", route.method)).await;
        let expected = if route.operation.emulated { 401 } else { 501 };
        assert_eq!((answer.status.as_u16(), code(&answer)), (expected, u64::from(expected)), "{path}");
    }
}
