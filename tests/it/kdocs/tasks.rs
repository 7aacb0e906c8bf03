//! Results of batch tasks.

use std::time::Duration;

use expect_test::expect;
use mockdrive::{
    sandbox::Pace,
    world::{self, TaskId},
};

use super::{ARCHIVE, HELLO, Signed, WELCOME, copy, copy_paced, open_id, task, task_id};
use crate::support::{Mock, refusals};

fn with_pace(pace: world::Pace) -> Mock {
    Mock::with(|settings| settings.tasks = Pace(pace))
}

async fn copy_two(mock: &Mock) -> String {
    let plan = open_id(mock, "/Documents/plan.txt").await;
    let body = format!(r#"{{"file_ids": ["{HELLO}", "{plan}"]}}"#);
    task_id(&copy_paced(mock, "async", &body).await)
}

#[tokio::test]
async fn a_timed_task_does_one_id_after_the_other() {
    let (base, each) = (Duration::from_millis(500), Duration::from_millis(50));
    let mock = with_pace(world::Pace::Timed { base, each });
    let id = copy_two(&mock).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "done": 0,
            "fail_list": [],
            "failed": 0,
            "status": "running",
            "task_id": "1vm0tcqf7iavqtr3nxota9",
            "total": 2
          }
        }"#]]
    .assert_eq(&task(&mock, "alice-token", &id).await.to_string());
    mock.advance(Duration::from_millis(550));
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "done": 1,
            "fail_list": [],
            "failed": 0,
            "status": "running",
            "task_id": "1vm0tcqf7iavqtr3nxota9",
            "total": 2
          }
        }"#]]
    .assert_eq(&task(&mock, "alice-token", &id).await.to_string());
    mock.advance(Duration::from_millis(50));
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "done": 2,
            "fail_list": [],
            "failed": 0,
            "file_ids": [
              {
                "open_id": "6dBxnuGjvNS2y7w0gfOwsp55el2gd9QJjB2B0fiRiJE",
                "union_id": "NJyvBE_AAmwDEvivY6LcmZ55el2gd9QJjB2B0fiRiJE"
              },
              {
                "open_id": "6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8",
                "union_id": "NJyvBE_AAmwDEvivY6LcmcFMjuqr_2yYAwpgAO3zcs8"
              }
            ],
            "status": "success",
            "task_id": "1vm0tcqf7iavqtr3nxota9",
            "total": 2
          }
        }"#]]
    .assert_eq(&task(&mock, "alice-token", &id).await.to_string());
}

#[tokio::test]
async fn a_task_that_waits_for_questions_is_moved_by_its_owner_alone() {
    let mock = with_pace(world::Pace::Polls(2));
    let id = copy_two(&mock).await;
    for _ in 0..5 {
        assert_eq!(task(&mock, "bob-token", &id).await.status, 404);
    }
    let mut statuses = Vec::new();
    for _ in 0..4 {
        let answer = task(&mock, "alice-token", &id).await.json();
        statuses.push(answer["data"]["status"].as_str().expect("a status").to_owned());
    }
    assert_eq!(statuses, ["running", "running", "success", "success"]);
}

#[tokio::test]
async fn a_manual_task_ends_as_the_control_api_says() {
    let mock = Mock::new();
    for (number, fail) in [(1, false), (2, true)] {
        let body = format!(r#"{{"file_ids": ["{HELLO}"]}}"#);
        let answer = copy_paced(&mock, "manual", &body).await;
        let id = task_id(&answer);
        let status = task(&mock, "alice-token", &id).await.json()["data"]["status"].clone();
        assert_eq!(status, "running");
        mock.sandbox()
            .write(|world, now| {
                let id = TaskId::from_number(number);
                if fail { world.fail(id, &world::Error::Injected, now) } else { world.finish(id, now) }
            })
            .expect("it is there");
        let result = task(&mock, "alice-token", &id).await;
        if fail {
            expect![[r#"
                200 OK
                {
                  "code": 0,
                  "data": {
                    "done": 0,
                    "fail_list": [
                      {
                        "code": 30004,
                        "file_id": "kvqxrspxjctdojjqdildjhonzwusaquc",
                        "message": "InternalError"
                      }
                    ],
                    "failed": 1,
                    "file_ids": [],
                    "status": "failed",
                    "task_id": "0d1kntqxlh33mco27vgx8w",
                    "total": 1
                  }
                }"#]]
            .assert_eq(&result.to_string());
        } else {
            assert_eq!(result.json()["data"]["status"], "success", "{result}");
        }
    }
}

#[tokio::test]
async fn a_task_is_seen_by_the_same_user_and_app_in_the_same_family_only() {
    let mock = Mock::new();
    let users = copy_two(&mock).await;
    let move_body = format!(r#"{{"file_tokens": ["{WELCOME}"], "parent_token": "{ARCHIVE}"}}"#);
    let signed = Signed::default();
    let apps = Signed { more: "\nX-Mock-Task: async", ..signed.clone() }.post(&mock, &move_body).await;
    let apps = task_id(&apps);
    let other_app = Signed { app: "SX20220714PWALPQ", key: "wJalrXUtnFEYEXAMPLEKES", ..signed.clone() };

    for token in ["bob-token", "alice-prod-token", "kvqxrspxjctdojjqdildjhonzwusaquc"] {
        assert_eq!(task(&mock, token, &users).await.json()["code"], 10902, "{token}");
    }
    assert_eq!(task(&mock, "readonly-token", &users).await.status, 200, "no scope is needed");
    assert_eq!(task(&mock, "alice-token", &apps).await.json()["code"], 10902);
    assert_eq!(signed.task(&mock, &users).await.json()["code"], 10902);
    assert_eq!(other_app.task(&mock, &apps).await.json()["code"], 10902);
    assert_eq!(signed.task(&mock, &apps).await.status, 200);
}

#[tokio::test]
async fn an_id_that_names_no_task_is_refused() {
    let mock = Mock::new();
    let long = "x".repeat(5000);
    let encoded = "%E6%96%87%E6%A1%A3%E6%96%87%E6%A1%A3";
    let ids = ["2v4ga8zuykc12kgmdeqpbh", "%00", "%FF", "a", &long, encoded];
    let get = |id: &str, token: &str| format!("GET /api/v1/openapi/personal/tasks/{id}?access_token={token}");
    refusals(&mock, ids.map(|id| (id, get(id, "alice-token"))), expect![[r#"
        2v4ga8zuykc12kgmdeqpbh: 404 {"code":10902,"hint":"2v4ga8zuykc12kgmdeqpbh","message":"TaskNotExist","msg":"TaskNotExist"}
        %00: 404 {"code":10902,"hint":"\u0000","message":"TaskNotExist","msg":"TaskNotExist"}
        %FF: 404 {"code":10902,"hint":"","message":"TaskNotExist","msg":"TaskNotExist"}
        a: 404 {"code":10902,"hint":"a","message":"TaskNotExist","msg":"TaskNotExist"}
        <x × 5000>: 404 {"code":10902,"hint":"<x × 5000>","message":"TaskNotExist","msg":"TaskNotExist"}
        %E6%96%87%E6%A1%A3%E6%96%87%E6%A1%A3: 404 {"code":10902,"hint":"文档文档","message":"TaskNotExist","msg":"TaskNotExist"}
    "#]]).await;
    let signed =
        |id: &str| Signed::default().text("GET", &format!("/api/v1/openapi/appspace/tasks/{id}"), "");
    refusals(&mock, ids.map(|id| (id, signed(id))), expect![[r#"
        2v4ga8zuykc12kgmdeqpbh: 404 {"code":10902,"hint":"2v4ga8zuykc12kgmdeqpbh","message":"TaskNotExist","msg":"TaskNotExist"}
        %00: 404 {"code":10902,"hint":"\u0000","message":"TaskNotExist","msg":"TaskNotExist"}
        %FF: 404 {"code":10902,"hint":"","message":"TaskNotExist","msg":"TaskNotExist"}
        a: 404 {"code":10902,"hint":"a","message":"TaskNotExist","msg":"TaskNotExist"}
        <x × 5000>: 404 {"code":10902,"hint":"<x × 5000>","message":"TaskNotExist","msg":"TaskNotExist"}
        %E6%96%87%E6%A1%A3%E6%96%87%E6%A1%A3: 404 {"code":10902,"hint":"文档文档","message":"TaskNotExist","msg":"TaskNotExist"}
    "#]]).await;
    refusals(&mock, ids.map(|id| (id, get(id, "wrong"))), expect![[r#"
        2v4ga8zuykc12kgmdeqpbh: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        %00: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        %FF: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        <x × 5000>: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        %E6%96%87%E6%A1%A3%E6%96%87%E6%A1%A3: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
    "#]]).await;
}

#[tokio::test]
async fn a_task_of_another_service_is_not_one_of_ours() {
    let mock = Mock::new();
    mock.send("POST /v1.0/me/drive/items/<hello.txt>/copy\nAuthorization: Bearer alice-token\nContent-Type: application/json\n\n{\"name\": \"new.txt\"}")
    .await;
    // As KDocs spells the id of the first task.
    let first = "1vm0tcqf7iavqtr3nxota9";
    assert_eq!(task(&mock, "alice-token", first).await.json()["code"], 10902);
    let mock = Mock::new();
    assert_eq!(copy_two(&mock).await, first);
    assert_eq!(task(&mock, "alice-token", first).await.status, 200);
}

#[tokio::test]
async fn a_batch_done_within_the_call_is_done_whatever_the_pace() {
    let mock = with_pace(world::Pace::Manual);
    let answer = copy(&mock, &format!(r#"{{"file_ids": ["{HELLO}"]}}"#)).await;
    assert_eq!(task_id(&answer), "");
    assert!(mock.paths("alice").await.contains(&"/hello(1).txt".to_owned()));
    let answer = copy(&mock, &format!(r#"{{"file_ids": ["{HELLO}", "nonsense"]}}"#)).await;
    let result = task(&mock, "alice-token", &task_id(&answer)).await;
    assert_eq!(result.json()["data"]["status"], "running", "{result}");
    assert!(!mock.paths("alice").await.contains(&"/hello(2).txt".to_owned()));
}
