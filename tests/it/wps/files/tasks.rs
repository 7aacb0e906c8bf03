//! `GET /v7/drive_tasks/{task_id}/meta`.

use std::time::Duration;

use axum::http::Method;
use expect_test::expect;
use mockdrive::{sandbox::Pace, world};

use super::super::{alice, app_token, request, sign::Draft};
use crate::support::{Mock, refusals};

const DELETE: &str = "POST /v7/drives/<alice's drive in WPS>/files/batch_delete";
const TWO: &str = r#"{"file_ids":["<hello.txt in WPS>","x","<plan.txt in WPS>"]}"#;

/// Starts a batch at this pace and returns the id of its task.
async fn start(mock: &Mock, pace: &str) -> String {
    let text = request("alice-token", &format!("{DELETE}\nX-Mock-Task: {pace}"), TWO);
    mock.send(&text).await.json()["data"]["task_id"].as_str().expect("an id").to_owned()
}

async fn state(mock: &Mock, id: &str) -> String {
    alice(mock, &format!("GET /v7/drive_tasks/{id}/meta"), "").await.json()["data"].to_string()
}

#[tokio::test]
async fn a_task_goes_by_the_clock_from_pending_to_success() {
    let base = Duration::from_millis(100);
    let mock = Mock::with(|settings| {
        settings.tasks = Pace(world::Pace::Timed { base, each: Duration::from_millis(50) });
    });
    let id = start(&mock, "async").await;
    let mut states = vec![state(&mock, &id).await];
    for _ in 0..4 {
        mock.advance(Duration::from_millis(75));
        states.push(state(&mock, &id).await);
    }
    expect![[r#"
        {"done":0,"failed":0,"status":"pending","total":3}
        {"done":0,"failed":0,"status":"pending","total":3}
        {"done":1,"failed":0,"status":"running","total":3}
        {"done":1,"failed":1,"status":"running","total":3}
        {"done":2,"failed":1,"status":"success","total":3}"#]]
    .assert_eq(&states.join("\n"));
    let path = format!("/graph/v7/drive_tasks/{id}/meta");
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "done": 2,
            "failed": 1,
            "status": "success",
            "total": 3
          },
          "detail": "",
          "msg": "success"
        }"#]]
    .assert_eq(&Draft::to(Method::GET, &path, "").send(&mock).await.to_string());
}

#[tokio::test]
async fn a_task_goes_by_polls() {
    let mock = Mock::with(|settings| settings.tasks = Pace(world::Pace::Polls(1)));
    let id = start(&mock, "async").await;
    expect![[r#"
        {"done":0,"failed":0,"status":"running","total":3}
        {"done":2,"failed":1,"status":"success","total":3}"#]]
    .assert_eq(&[state(&mock, &id).await, state(&mock, &id).await].join("\n"));
}

#[tokio::test]
async fn a_task_that_the_operator_ends_has_failed() {
    let mock = Mock::new();
    let id = start(&mock, "manual").await;
    let all = mock.send("GET /_mock/tasks").await.json();
    let number = all["tasks"][0]["id"].to_string().replace('"', "");
    let failed = mock.send(&format!("POST /_mock/tasks/{number}/fail")).await;
    assert!(failed.status.is_success(), "{failed}");
    expect![[r#"{"done":0,"failed":3,"status":"failed","total":3}"#]].assert_eq(&state(&mock, &id).await);
}

#[tokio::test]
async fn work_within_the_call_has_no_task() {
    let mock = Mock::new();
    assert_eq!(start(&mock, "sync").await, "");
    assert!(!mock.paths("alice").await.contains(&"/hello.txt".to_owned()));
}

#[tokio::test]
async fn nobody_else_sees_a_task() {
    let mock = Mock::new();
    let id = start(&mock, "manual").await;
    let line = format!("GET /v7/drive_tasks/{id}/meta");
    let rows = [
        ("bob", request("bob-token", &line, "")),
        ("an application", request(&app_token(&mock).await, &line, "")),
        ("alice through another application", request("alice-prod-token", &line, "")),
        ("an unknown task", request("alice-token", "GET /v7/drive_tasks/x/meta", "")),
    ];
    refusals(&mock, rows, expect![[r#"
        bob: 400 {"code":400008014,"more":{"code":400008014,"msg":"There is no such task."},"msg":"任务不存在"}
        an application: 400 {"code":400008014,"more":{"code":400008014,"msg":"There is no such task."},"msg":"任务不存在"}
        alice through another application: 400 {"code":400008014,"more":{"code":400008014,"msg":"There is no such task."},"msg":"任务不存在"}
        an unknown task: 400 {"code":400008014,"more":{"code":400008014,"msg":"There is no such task."},"msg":"任务不存在"}
    "#]]).await;
}
