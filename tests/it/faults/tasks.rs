//! How the task of a call goes.

use std::fmt::Write as _;

use expect_test::expect;
use serde_json::{Value, json};

use super::{hit, listed, put};
use crate::support::Mock;

/// A call in each API that starts a task with two items, or one where there are no more.
pub async fn calls(mock: &Mock) -> Vec<(&'static str, String)> {
    let json_as = |head: &str, body: Value| {
        format!("{head}\nAuthorization: Bearer alice-token\nContent-Type: application/json\n\n{body}")
    };
    let ids = |dialect: &'static str| async move {
        [
            mock.id(dialect, "alice", "/hello.txt").await,
            mock.id(dialect, "alice", "/Documents/plan.txt").await,
        ]
    };
    let (kdocs, wps, koodrive) = (ids("kdocs_open_id").await, ids("wps").await, ids("koodrive").await);
    let tree = mock.send("GET /_mock/tree?drive=alice&depth=1").await.json();
    let drive = &tree["drives"][0];
    let photos = mock.id("kdocs_open_id", "alice", "/Photos").await;
    let (into, target) =
        (mock.id("wps", "alice", "/Photos").await, mock.id("koodrive", "alice", "/Photos").await);
    let space = &drive["koodrive_container"];
    let entry = |id: &str| json!({"fileId": id, "filePath": ""});
    vec![
        (
            "driveItem.copy",
            json_as("POST /v1.0/me/drive/root:/hello.txt:/copy", json!({"name": "again.txt"})),
        ),
        (
            "personal.tasks.files.copy",
            format!(
                "POST /api/v1/openapi/personal/tasks/files/copy?access_token=alice-token\n\n{}",
                json!({"file_ids": kdocs, "parent_id": photos})
            ),
        ),
        (
            "drives.files.batch_copy",
            json_as(
                &format!("POST /v7/drives/{}/files/batch_copy", drive["wps_drive"].as_str().expect("an id")),
                json!({"file_ids": wps, "dst_drive_id": drive["wps_drive"], "dst_parent_id": into}),
            ),
        ),
        (
            "CreateJob",
            json_as(
                "POST /koodrive/ose/v1/jobs",
                json!({"taskType": 1, "actionType": 101, "dstContainerId": space, "taskInfo": {"srcContainerId": space, "newFilePath": target, "fileInfo": koodrive.map(|id| entry(&id))}}),
            ),
        ),
    ]
}

#[tokio::test]
async fn one_item_fails_and_the_others_do_not() {
    let mock = Mock::new();
    let mut lines = String::new();
    for (operation, request) in calls(&mock).await {
        let rule = json!({"match": {"operation": operation}, "effect": {"task": {"fail_at_item": 1}}});
        let answer = hit(&mock, rule, &request).await;
        let tasks = mock.send("GET /_mock/tasks").await.json();
        let task = tasks["tasks"].as_array().and_then(|tasks| tasks.last()).expect("a task").clone();
        writeln!(
            lines,
            "{operation}: {} {:?}; {} done {} failed {} of {}",
            answer.status.as_u16(),
            answer.header("x-mock-fault"),
            task["state"],
            task["done"],
            task["failed"],
            task["total"]
        )
        .expect("text");
        assert_eq!(listed(&mock, "f1").await["hits"], 1, "{operation}");
    }
    expect![[r#"
        driveItem.copy: 202 "f1"; "done" done 0 failed 1 of 1
        personal.tasks.files.copy: 200 "f1"; "done" done 1 failed 1 of 2
        drives.files.batch_copy: 200 "f1"; "done" done 1 failed 1 of 2
        CreateJob: 200 "f1"; "done" done 1 failed 1 of 2
    "#]]
    .assert_eq(&lines);
}

#[tokio::test]
async fn an_item_fails_with_the_error_that_is_asked_for() {
    let mock = Mock::new();
    let rule = json!({"effect": {"task": {"fail_at_item": 1, "error": "nameAlreadyExists"}}});
    let (_, request) = calls(&mock).await.swap_remove(0);
    let copy = hit(&mock, rule, &request).await;
    let location = copy.header("location").replace("http://mock.test", "");
    let monitor = mock.send(&format!("GET {location}")).await;
    expect![[r#"
        200 OK
        {
          "createdDateTime": "0001-01-01T00:00:00Z",
          "error": {
            "code": "nameAlreadyExists",
            "message": "Name already exists"
          },
          "id": "a3cc4cd0-3123-4888-4e79-1ef462fa0a43",
          "lastActionDateTime": "0001-01-01T00:00:00Z",
          "percentageComplete": 0,
          "status": "failed"
        }"#]]
    .assert_eq(&monitor.to_string());
    let rule = json!({"effect": {"task": {"fail_at_item": 2, "error": 30012}}});
    let (_, request) = calls(&mock).await.swap_remove(1);
    let answer = hit(&mock, rule, &request).await.json();
    let task = answer["data"]["task_id"].as_str().expect("a task");
    let state =
        mock.send(&format!("GET /api/v1/openapi/personal/tasks/{task}?access_token=alice-token")).await;
    expect![[r#"200 {"code":0,"data":{"done":1,"fail_list":[{"code":30012,"file_id":"<open id of plan.txt>","message":"FileNotExists"}],"failed":1,"file_ids":[{"open_id":"6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8","union_id":"NJyvBE_AAmwDEvivY6LcmcFMjuqr_2yYAwpgAO3zcs8"}],"status":"partial_failed","task_id":"0d1kntqxlh33mco27vgx8w","total":2}}"#]].assert_eq(&state.line());
}

#[tokio::test]
async fn a_task_goes_at_the_pace_that_is_asked_for() {
    let mock = Mock::new();
    for (operation, request) in calls(&mock).await {
        put(&mock, &json!([{"match": {"operation": operation}, "effect": {"task": {"pace": "manual"}}}]))
            .await;
        mock.send(&request).await;
        let tasks = mock.send("GET /_mock/tasks").await.json();
        let task = tasks["tasks"].as_array().and_then(|tasks| tasks.last()).expect("a task").clone();
        assert_eq!(
            (&task["state"], &task["pace"]),
            (&json!("waiting"), &json!("manual")),
            "{operation}: {task}"
        );
    }
    // The next one goes as the settings say.
    mock.send("DELETE /_mock/faults").await;
    let (_, request) = calls(&mock).await.swap_remove(0);
    assert_eq!(mock.send(&request.replace("again", "yet again")).await.status, 202);
}
