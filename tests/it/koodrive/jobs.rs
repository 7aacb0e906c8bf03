//! Tasks at every pace: listed, watched, cancelled.

use std::time::Duration;

use expect_test::expect;
use mockdrive::world::{Error, TaskId};
use serde_json::{Value, json};

use super::{code, create, file, get, post, run};
use crate::support::Mock;

async fn detail(mock: &Mock, id: &str) -> Value {
    get(mock, &format!("/koodrive/ose/v1/{id}")).await.json()["data"].clone()
}

/// Copies two files into the folder `Shared examples` and returns the id of the task.
async fn copy_two(mock: &Mock) -> String {
    let files = [file(mock, "/hello.txt").await, file(mock, "/Documents/plan.txt").await];
    let into = json!({ "taskInfo": { "newFilePath": file(mock, "/Shared examples").await } });
    let created = create(mock, 1, 101, &[&files[0], &files[1]], into).await.json();
    created["data"].as_str().expect("an id").to_owned()
}

fn summary(detail: &Value) -> String {
    let job = &detail["jobInfo"];
    let status = |at: usize| detail["taskInfos"][at]["status"].as_str().expect("a status");
    format!("{} {}% {}{}", job["status"], job["progress"], status(0), status(1))
}

async fn cancel(mock: &Mock, id: &str) {
    let answer = post(mock, "/koodrive/ose/v1/cancel", &json!({ "jobId": id })).await;
    assert_eq!(answer.json(), json!({ "code": 0, "msg": "success" }));
}

#[tokio::test]
async fn the_clock_moves_a_timed_job_entry_by_entry() {
    let mock = Mock::with(|settings| settings.tasks = "timed:1000+500".parse().expect("a pace"));
    let id = copy_two(&mock).await;
    let mut seen = vec![summary(&detail(&mock, &id).await)];
    for _ in 0..4 {
        mock.advance(Duration::from_millis(500));
        seen.push(summary(&detail(&mock, &id).await));
    }
    expect![[r#"
        0 0% 00
        0 0% 00
        0 0% 00
        1 50% 10
        2 100% 11"#]]
    .assert_eq(&seen.join("\n"));
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "jobInfo": {
              "actionType": 101,
              "beginTime": "20260102110406",
              "containerId": "<alice's space>",
              "contentNum": 2,
              "createTime": "20260102110405",
              "endTime": "20260102110407",
              "progress": 100,
              "status": 2,
              "taskId": "1309243162262502656",
              "taskResultCode": 1,
              "taskType": 1,
              "tenantId": "40086000019617946",
              "userId": "40086000019617946-366392415860730132"
            },
            "taskInfos": [
              {
                "fileId": "<hello.txt in KooDrive>",
                "newFileId": "F5F68I0qs6E45rYWMNO5ak4AdIuKU-Y71",
                "srcContainerId": "<alice's space>",
                "status": "1"
              },
              {
                "fileId": "<plan.txt in KooDrive>",
                "newFileId": "FSTjyRighZnIyC1gIvF8xbuSVGuBhVqfi",
                "srcContainerId": "<alice's space>",
                "status": "1"
              }
            ]
          },
          "msg": "success"
        }"#]]
    .assert_eq(&get(&mock, &format!("/koodrive/ose/v1/{id}")).await.to_string());
}

#[tokio::test]
async fn questions_move_a_job_that_waits_for_them() {
    let mock = Mock::with(|settings| settings.tasks = "polls:2".parse().expect("a pace"));
    let id = copy_two(&mock).await;
    let list = get(&mock, "/koodrive/ose/v1/jobs?offset=0&limit=1").await.json();
    assert_eq!(list["data"][0]["status"], 0, "a list is no question");
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(summary(&detail(&mock, &id).await));
    }
    expect![[r#"
        1 33% 00
        1 66% 00
        2 100% 11
        2 100% 11"#]]
    .assert_eq(&seen.join("\n"));
}

#[tokio::test]
async fn a_manual_job_waits_until_it_is_moved() {
    let mock = Mock::new();
    let hello = file(&mock, "/hello.txt").await;
    let body = super::body(&mock, 2, 201, &[&hello], json!({})).await;
    let created = mock
        .send(&format!(
            "POST /koodrive/ose/v1/jobs\nAuthorization: AT alice-token\nX-Mock-Task: manual\n\n{body}"
        ))
        .await
        .json();
    let id = created["data"].as_str().expect("an id").to_owned();
    expect![[r#"
        {
          "jobInfo": {
            "actionType": 201,
            "containerId": "IAAAxyLpbCQgrc1658017491416308677",
            "contentNum": 1,
            "createTime": "20260102110405",
            "progress": 0,
            "status": 0,
            "taskId": "1309243162262502656",
            "taskType": 2,
            "tenantId": "40086000019617946",
            "userId": "40086000019617946-366392415860730132"
          },
          "taskInfos": [
            {
              "fileId": "FLNnk5VcassIZLNeqKY3W3LMdnwWUQrMh",
              "srcContainerId": "IAAAxyLpbCQgrc1658017491416308677",
              "status": "0"
            }
          ]
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&detail(&mock, &id).await).expect("JSON"));
    mock.sandbox()
        .write(|world, now| world.fail(TaskId::from_number(1), &Error::Injected, now))
        .expect("a task");
    assert_eq!(super::outcome(&detail(&mock, &id).await), "2 3 13000201 [2]");
    assert_eq!(file(&mock, "/hello.txt").await, hello);
}

#[tokio::test]
async fn a_waiting_job_is_cancelled_before_anything_happens() {
    let mock = Mock::with(|settings| settings.tasks = "timed:1000+500".parse().expect("a pace"));
    let (id, before) = (copy_two(&mock).await, mock.paths("alice").await);
    cancel(&mock, &id).await;
    mock.advance(Duration::from_mins(1));
    expect![[r#"
        {
          "jobInfo": {
            "actionType": 101,
            "containerId": "IAAAxyLpbCQgrc1658017491416308677",
            "contentNum": 2,
            "createTime": "20260102110405",
            "endTime": "20260102110405",
            "progress": 0,
            "status": 3,
            "taskId": "1309243162262502656",
            "taskType": 1,
            "tenantId": "40086000019617946",
            "userId": "40086000019617946-366392415860730132"
          },
          "taskInfos": [
            {
              "fileId": "FLNnk5VcassIZLNeqKY3W3LMdnwWUQrMh",
              "srcContainerId": "IAAAxyLpbCQgrc1658017491416308677",
              "status": "0"
            },
            {
              "fileId": "F5LCMgogxKO7s4gvOk3zf9kWc4_ZsDz7K",
              "srcContainerId": "IAAAxyLpbCQgrc1658017491416308677",
              "status": "0"
            }
          ]
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&detail(&mock, &id).await).expect("JSON"));
    assert_eq!(mock.paths("alice").await, before);
}

#[tokio::test]
async fn what_was_done_before_a_cancel_stays_done() {
    let mock = Mock::with(|settings| settings.tasks = "timed:1000+500".parse().expect("a pace"));
    let id = copy_two(&mock).await;
    mock.advance(Duration::from_millis(1600));
    cancel(&mock, &id).await;
    mock.advance(Duration::from_mins(1));
    assert_eq!(summary(&detail(&mock, &id).await), "3 50% 10");
    let paths = mock.paths("alice").await;
    assert!(paths.contains(&"/Shared examples/hello.txt".to_owned()));
    assert!(!paths.contains(&"/Shared examples/plan.txt".to_owned()));
}

#[tokio::test]
async fn cancelling_a_finished_or_cancelled_job_has_no_effect() {
    let mock = Mock::new();
    let id = copy_two(&mock).await;
    let before = detail(&mock, &id).await;
    cancel(&mock, &id).await;
    assert_eq!(detail(&mock, &id).await, before);
    let mock = Mock::with(|settings| settings.tasks = "manual".parse().expect("a pace"));
    let id = copy_two(&mock).await;
    cancel(&mock, &id).await;
    let before = detail(&mock, &id).await;
    mock.advance(Duration::from_secs(1));
    cancel(&mock, &id).await;
    assert_eq!(detail(&mock, &id).await, before);
}

#[tokio::test]
async fn jobs_are_listed_newest_first_and_by_page() {
    let mock = Mock::new();
    let (hello, photos) = (file(&mock, "/hello.txt").await, file(&mock, "/Photos").await);
    let mut ids = Vec::new();
    for (task, action) in [(1, 101), (2, 201), (4, 0), (1, 101)] {
        let into = json!({ "taskInfo": { "newFilePath": photos } });
        let detail = run(&mock, task, action, &[&hello], into).await;
        ids.push(detail["jobInfo"]["taskId"].as_str().expect("an id").to_owned());
    }
    ids.reverse();
    let listed = async |query: &str| {
        let answer = get(&mock, &format!("/koodrive/ose/v1/jobs?{query}")).await.json();
        let jobs = answer["data"].as_array().expect("jobs").clone();
        jobs.iter().map(|job| job["taskId"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(listed("offset=0&limit=100").await, ids);
    assert_eq!(listed("offset=1&limit=2").await, ids[1..3]);
    assert_eq!(listed("offset=3&limit=2").await, ids[3..]);
    assert_eq!(listed("offset=18446744073709551615&limit=100").await, [""; 0]);
    assert_eq!(listed("type=1&offset=0&limit=100").await, [ids[0].clone(), ids[3].clone()]);
    assert_eq!(listed("status=2&type=4&offset=0&limit=1").await, ids[1..2]);
    assert_eq!(listed("status=1&offset=0&limit=100").await, [""; 0]);
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": [
            {
              "actionType": 201,
              "beginTime": "20260102110405",
              "containerId": "<alice's space>",
              "contentNum": 1,
              "createTime": "20260102110405",
              "endTime": "20260102110405",
              "status": 2,
              "taskId": "1309243162266696960",
              "taskResultCode": 1,
              "taskType": 2,
              "tenantId": "40086000019617946"
            }
          ],
          "msg": "success"
        }"#]]
    .assert_eq(&get(&mock, "/koodrive/ose/v1/jobs?type=2&offset=0&limit=1").await.to_string());
}

#[tokio::test]
async fn jobs_of_others_are_not_there() {
    let mock = Mock::with(|settings| settings.tasks = "manual".parse().expect("a pace"));
    let id = copy_two(&mock).await;
    let as_bob = async |request: &str, body: &str| {
        mock.send(&format!("{request}\nAuthorization: Bearer bob-token\n\n{body}")).await
    };
    assert_eq!(code(&as_bob(&format!("GET /koodrive/ose/v1/{id}"), "").await), 13_000_309);
    let body = json!({ "jobId": id }).to_string();
    assert_eq!(code(&as_bob("POST /koodrive/ose/v1/cancel", &body).await), 13_000_309);
    let list = as_bob("GET /koodrive/ose/v1/jobs?offset=0&limit=9", "").await;
    assert_eq!(list.json(), json!({ "data": [], "code": 0, "msg": "success" }));
    assert_eq!(summary(&detail(&mock, &id).await), "0 0% 00");
}

#[tokio::test]
async fn unknown_jobs_are_not_found() {
    let mock = Mock::new();
    for id in ["1309243162258308352", "1309243162262502656", "7", "cancelled", "-1", "%00"] {
        assert_eq!(code(&get(&mock, &format!("/koodrive/ose/v1/{id}")).await), 13_000_309, "{id}");
        let cancelled = post(&mock, "/koodrive/ose/v1/cancel", &json!({ "jobId": id })).await;
        assert_eq!(code(&cancelled), 13_000_309, "{id}");
    }
}
