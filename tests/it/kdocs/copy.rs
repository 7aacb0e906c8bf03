//! Copying documents of users.

use expect_test::expect;
use mockdrive::world::Api;

use super::{COPY, HELLO, copy, copy_as, copy_paced, new_paths, open_id, task, task_id};
use crate::support::Mock;

#[tokio::test]
async fn each_copy_stays_beside_its_source_unless_there_is_a_target() {
    let mock = Mock::new();
    let before = mock.paths("alice").await;
    let plan = open_id(&mock, "/Documents/plan.txt").await;
    let answer = copy(&mock, &format!(r#"{{"file_ids": ["{HELLO}", "{plan}"]}}"#)).await;
    assert_eq!(answer.status, 200, "{answer}");
    assert_eq!(new_paths(&mock, "alice", &before).await, ["/hello(1).txt", "/Documents/plan(1).txt"]);
    let photos = open_id(&mock, "/Photos").await;
    copy(&mock, &format!(r#"{{"file_ids": ["{HELLO}"], "parent_id": "{photos}"}}"#)).await;
    copy(&mock, &format!(r#"{{"file_ids": ["{HELLO}"], "parent_id": "{photos}"}}"#)).await;
    copy(&mock, &format!(r#"{{"file_ids": ["{HELLO}"], "parent_id": null}}"#)).await;
    copy(&mock, &format!(r#"{{"file_ids": ["{HELLO}"], "parent_id": ""}}"#)).await;
    assert_eq!(
        new_paths(&mock, "alice", &before).await,
        [
            "/hello(1).txt",
            "/hello(2).txt",
            "/hello(3).txt",
            "/Documents/plan(1).txt",
            "/Photos/hello(1).txt",
            "/Photos/hello.txt"
        ]
    );
}

#[tokio::test]
async fn the_copies_are_listed_in_another_order_than_the_sources() {
    let mock = Mock::new();
    let photos = open_id(&mock, "/Photos").await;
    let mut sources = Vec::new();
    for path in ["/hello.txt", "/Documents/plan.txt", "/Documents/Reports/summary.txt"] {
        sources.push(open_id(&mock, path).await);
    }
    let body = format!(
        r#"{{"file_ids": ["{}", "{}", "{}"], "parent_id": "{photos}"}}"#,
        sources[0], sources[1], sources[2]
    );
    let answer = copy(&mock, &body).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "file_ids": [
              {
                "open_id": "6dBxnuGjvNS2y7w0gfOwsp55el2gd9QJjB2B0fiRiJE",
                "union_id": "NJyvBE_AAmwDEvivY6LcmZ55el2gd9QJjB2B0fiRiJE"
              },
              {
                "open_id": "6dBxnuGjvNS2y7w0gfOwssr0i7WAE0GzMZTep9szuBQ",
                "union_id": "NJyvBE_AAmwDEvivY6Lcmcr0i7WAE0GzMZTep9szuBQ"
              },
              {
                "open_id": "6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8",
                "union_id": "NJyvBE_AAmwDEvivY6LcmcFMjuqr_2yYAwpgAO3zcs8"
              }
            ],
            "task_id": ""
          }
        }"#]]
    .assert_eq(&answer.to_string());
    for (at, path) in ["/Photos/plan.txt", "/Photos/summary.txt", "/Photos/hello.txt"].iter().enumerate() {
        let pair = &answer.json()["data"]["file_ids"][at];
        assert_eq!(pair["open_id"], mock.id("kdocs_open_id", "alice", path).await, "{path}");
        assert_eq!(pair["union_id"], mock.id("kdocs_union_id", "alice", path).await, "{path}");
    }
}

#[tokio::test]
async fn open_ids_are_those_of_the_tokens_app() {
    let mock = Mock::new();
    let body = format!(r#"{{"file_ids": ["{HELLO}"]}}"#);
    let open_id = |answer: crate::support::Answer| {
        answer.json()["data"]["file_ids"][0]["open_id"].as_str().expect("an id").to_owned()
    };
    let example = "kvqxrspxjctdojjqdildjhonzwusaquc";
    let seen_by_example = open_id(copy_as(&mock, example, &body).await);
    assert_ne!(seen_by_example, mock.id("kdocs_open_id", "alice", "/hello(1).txt").await);
    let own = format!(r#"{{"file_ids": ["{seen_by_example}"]}}"#);
    assert_eq!(copy_as(&mock, example, &own).await.status, 200);
    assert_eq!(copy(&mock, &own).await.status, 404, "made for another app");
    let tree = mock.id("kdocs_open_id", "alice", "/hello(1)(1).txt").await;
    let own = format!(r#"{{"file_ids": ["{tree}"]}}"#);
    assert_eq!(copy(&mock, &own).await.status, 200);
    // A token that belongs to no app acts through the first one.
    assert_eq!(copy_as(&mock, "10f88d07fa************44791e9ff", &own).await.status, 200);
    let union = mock.id("kdocs_union_id", "alice", "/hello.txt").await;
    assert_eq!(copy(&mock, &format!(r#"{{"file_ids": ["{union}"]}}"#)).await.status, 404);
}

#[tokio::test]
async fn a_small_batch_of_files_is_copied_within_the_call_and_others_are_tasks() {
    let in_the_call = |answer: &crate::support::Answer| task_id(answer).is_empty();
    let mock = Mock::with(|settings| {
        settings.sync_max_items = 2;
        settings.sync_max_bytes = 100;
    });
    let plan = open_id(&mock, "/Documents/plan.txt").await;
    let summary = open_id(&mock, "/Documents/Reports/summary.txt").await;
    let folder = open_id(&mock, "/Photos").await;
    let empty = open_id(&mock, "/Shared examples").await;
    for (ids, expected) in [
        (vec![HELLO], true),
        (vec![HELLO, &plan], true),
        // 38 + 75 bytes.
        (vec![&plan, &summary], false),
        (vec![HELLO, &plan, &summary], false),
        (vec![HELLO, HELLO, &plan, HELLO], true),
        (vec![&folder], false),
        (vec![&empty], false),
    ] {
        let ids = serde_json::to_string(&ids).expect("strings");
        let answer = copy(&mock, &format!(r#"{{"file_ids": {ids}}}"#)).await;
        assert_eq!(in_the_call(&answer), expected, "{ids}: {answer}");
        assert_eq!(answer.json()["data"].get("file_ids").is_some(), expected, "{ids}: {answer}");
    }
    let body = format!(r#"{{"file_ids": ["{folder}", "{HELLO}", "{plan}", "{summary}"]}}"#);
    assert!(in_the_call(&copy_paced(&mock, "sync", &body).await));
    let body = format!(r#"{{"file_ids": ["{HELLO}"]}}"#);
    for pace in ["async", "manual"] {
        let answer = copy_paced(&mock, pace, &body).await;
        assert!(!in_the_call(&answer), "{pace}: {answer}");
    }
}

#[tokio::test]
async fn a_folder_is_copied_with_all_that_lies_in_it() {
    let mock = Mock::new();
    let before = mock.paths("alice").await;
    let reports = open_id(&mock, "/Documents/Reports").await;
    let answer = copy(&mock, &format!(r#"{{"file_ids": ["{reports}"]}}"#)).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "done": 1,
            "fail_list": [],
            "failed": 0,
            "file_ids": [
              {
                "open_id": "6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8",
                "union_id": "NJyvBE_AAmwDEvivY6LcmcFMjuqr_2yYAwpgAO3zcs8"
              }
            ],
            "status": "success",
            "task_id": "1vm0tcqf7iavqtr3nxota9",
            "total": 1
          }
        }"#]]
    .assert_eq(&task(&mock, "alice-token", &task_id(&answer)).await.to_string());
    assert_eq!(
        new_paths(&mock, "alice", &before).await,
        [
            "/Documents/Reports(1)",
            "/Documents/Reports(1)/budget.xlsx",
            "/Documents/Reports(1)/quarterly.docx",
            "/Documents/Reports(1)/summary.txt"
        ]
    );
}

#[tokio::test]
async fn members_of_a_team_reach_its_drive_too() {
    let mock = Mock::new();
    let handbook = mock.id("kdocs_open_id", "team", "/Team handbook.txt").await;
    let projects = mock.id("kdocs_open_id", "team", "/Projects").await;
    let todo = mock.id("kdocs_open_id", "bob", "/todo.txt").await;
    for (file, parent) in [(handbook, projects.clone()), (todo, projects)] {
        let body = format!(r#"{{"file_ids": ["{file}"], "parent_id": "{parent}"}}"#);
        let answer = copy_as(&mock, "bob-token", &body).await;
        assert_eq!(answer.status, 200, "{answer}");
    }
    let paths = mock.paths("team").await;
    assert!(paths.contains(&"/Projects/Team handbook.txt".to_owned()), "{paths:?}");
    assert!(paths.contains(&"/Projects/todo.txt".to_owned()), "{paths:?}");
}

#[tokio::test]
async fn a_small_batch_with_an_unknown_id_becomes_a_task_that_fails_in_part() {
    let mock = Mock::new();
    let todo = mock.id("kdocs_open_id", "bob", "/todo.txt").await;
    let plan = open_id(&mock, "/Documents/plan.txt").await;
    let body = format!(r#"{{"file_ids": ["nonsense", "{HELLO}", "{todo}", "{plan}", "nonsense"]}}"#);
    let answer = copy_paced(&mock, "sync", &body).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "task_id": "1vm0tcqf7iavqtr3nxota9"
          }
        }"#]]
    .assert_eq(&answer.to_string());
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "done": 2,
            "fail_list": [
              {
                "code": 30012,
                "file_id": "nonsense",
                "message": "FileNotExists"
              },
              {
                "code": 30012,
                "file_id": "<open id of todo.txt>",
                "message": "FileNotExists"
              }
            ],
            "failed": 2,
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
            "status": "partial_failed",
            "task_id": "1vm0tcqf7iavqtr3nxota9",
            "total": 4
          }
        }"#]]
    .assert_eq(&task(&mock, "alice-token", &task_id(&answer)).await.to_string());
}

#[tokio::test]
async fn a_batch_that_can_do_nothing_becomes_a_task_that_fails() {
    let mock = Mock::new();
    let root = open_id(&mock, "/").await;
    let answer =
        copy_paced(&mock, "sync", &format!(r#"{{"file_ids": ["{root}"], "parent_id": "{root}"}}"#)).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "done": 0,
            "fail_list": [
              {
                "code": 10001,
                "file_id": "<open id of alice's root>",
                "message": "InvalidArgument"
              }
            ],
            "failed": 1,
            "file_ids": [],
            "status": "failed",
            "task_id": "1vm0tcqf7iavqtr3nxota9",
            "total": 1
          }
        }"#]]
    .assert_eq(&task(&mock, "alice-token", &task_id(&answer)).await.to_string());
}

#[tokio::test]
async fn a_file_of_many_names_is_copied_once() {
    let mock = Mock::new();
    let hello = open_id(&mock, "/hello.txt").await;
    let body = format!(r#"{{"file_ids": ["{hello}", "{HELLO}", "{hello}"]}}"#);
    let answer = copy_paced(&mock, "async", &body).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "done": 1,
            "fail_list": [],
            "failed": 0,
            "file_ids": [
              {
                "open_id": "6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8",
                "union_id": "NJyvBE_AAmwDEvivY6LcmcFMjuqr_2yYAwpgAO3zcs8"
              }
            ],
            "status": "success",
            "task_id": "1vm0tcqf7iavqtr3nxota9",
            "total": 1
          }
        }"#]]
    .assert_eq(&task(&mock, "alice-token", &task_id(&answer)).await.to_string());
    assert!(!mock.paths("alice").await.contains(&"/hello(2).txt".to_owned()));
}

#[tokio::test]
async fn a_hundred_ids_are_taken() {
    let mock = Mock::new();
    let mut ids = vec![HELLO.to_owned()];
    ids.extend((1..100).map(|n| format!("unknown-{n}")));
    let ids = serde_json::to_string(&ids).expect("strings");
    let answer = copy(&mock, &format!(r#"{{"file_ids": {ids}}}"#)).await;
    let result = task(&mock, "alice-token", &task_id(&answer)).await.json();
    assert_eq!((&result["data"]["total"], &result["data"]["failed"]), (&100.into(), &99.into()));
}

#[tokio::test]
async fn the_journal_names_the_operation_and_the_caller() {
    let mock = Mock::new();
    copy(&mock, &format!(r#"{{"file_ids": ["{HELLO}"]}}"#)).await;
    let entry = mock.sandbox().journal.since(0).pop().expect("one request");
    assert_eq!(
        (entry.operation, entry.arrival.provider),
        (Some("personal.tasks.files.copy"), Some(Api::Kdocs.name()))
    );
    assert_eq!((entry.caller.as_deref(), entry.status), (Some("alice"), Some(200)));
    assert!(entry.arrival.path.starts_with(COPY));
}
