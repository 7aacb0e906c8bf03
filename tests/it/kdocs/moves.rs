//! Moving documents of applications.

use std::sync::Arc;

use expect_test::expect;

use super::{ARCHIVE, Signed, WELCOME, new_paths, task_id, token};
use crate::support::Mock;

fn body(tokens: &[&str], parent: &str) -> String {
    let tokens = serde_json::to_string(tokens).expect("strings");
    format!(r#"{{"file_tokens": {tokens}, "parent_token": "{parent}"}}"#)
}

#[tokio::test]
async fn files_of_one_directory_are_moved_into_another() {
    let mock = Mock::new();
    let before = mock.paths("apps").await;
    let (first, second) =
        (token(&mock, "/Inbox/order-1001.txt").await, token(&mock, "/Inbox/order-1002.txt").await);
    let answer = Signed::default().post(&mock, &body(&[&first, &second], ARCHIVE)).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "task_id": ""
          }
        }"#]]
    .assert_eq(&answer.to_string());
    let moved = ["/Archive/order-1001.txt", "/Archive/order-1002.txt"];
    assert_eq!(new_paths(&mock, "apps", &before).await, moved);
    assert_eq!(token(&mock, moved[0]).await, first, "the id survives");
    assert!(!mock.paths("apps").await.contains(&"/Inbox/order-1001.txt".to_owned()));
}

#[tokio::test]
async fn a_taken_name_gets_a_number_and_a_modifier_is_accepted() {
    let mock = Mock::new();
    let inbox = token(&mock, "/Inbox").await;
    let app = Signed { more: "\nX-Mock-Task: async", ..Signed::default() };
    let answer = app
        .post(
            &mock,
            &format!(r#"{{"file_tokens": ["{WELCOME}"], "parent_token": "{inbox}", "modifier": "777"}}"#),
        )
        .await;
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
            "done": 1,
            "fail_list": [],
            "failed": 0,
            "status": "success",
            "task_id": "1vm0tcqf7iavqtr3nxota9",
            "total": 1
          }
        }"#]]
    .assert_eq(&app.task(&mock, &task_id(&answer)).await.to_string());
    mock.sandbox()
        .write(|world, now| {
            let drive = world.drives().nth(2).expect("the app's").clone();
            let by = drive.maker().expect("an app");
            let content = mockdrive::world::Content::new("again".into());
            let fail = mockdrive::world::OnConflict::Fail;
            world.create_file(by, drive.root, "welcome.txt", content, fail, now)
        })
        .expect("the name is free");
    let again = token(&mock, "/welcome.txt").await;
    assert_eq!(task_id(&app.post(&mock, &body(&[&again], &inbox)).await).len(), 22);
    assert!(mock.paths("apps").await.contains(&"/Inbox/welcome(1).txt".to_owned()));
}

#[tokio::test]
async fn a_folder_goes_with_all_that_lies_in_it_as_a_task() {
    let mock = Mock::new();
    let inbox = token(&mock, "/Inbox").await;
    let answer = Signed::default().post(&mock, &body(&[&inbox], ARCHIVE)).await;
    assert_eq!(task_id(&answer).len(), 22, "{answer}");
    assert!(mock.paths("apps").await.contains(&"/Archive/Inbox/order-1001.txt".to_owned()));
}

#[tokio::test]
async fn more_than_a_hundred_ids_are_taken() {
    let mock = Mock::new();
    let mut tokens = vec![WELCOME.to_owned()];
    tokens.extend((0..200).map(|n| format!("t{n:022}")));
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let answer = Signed::default().post(&mock, &body(&tokens, ARCHIVE)).await;
    let result = Signed::default().task(&mock, &task_id(&answer)).await.json();
    assert_eq!((&result["data"]["total"], &result["data"]["done"]), (&201.into(), &1.into()));
    let first = &result["data"]["fail_list"][0];
    assert_eq!(first["file_token"], "t0000000000000000000000");
    assert_eq!((&first["code"], &first["message"]), (&10901.into(), &"FileNotExist".into()));
}

#[tokio::test]
async fn moves_that_break_a_rule_are_refused_and_change_nothing() {
    let mock = Mock::new();
    let (inbox, root) = (token(&mock, "/Inbox").await, token(&mock, "/").await);
    let order = token(&mock, "/Inbox/order-1001.txt").await;
    let other = token(&mock, "/Inbox/order-1002.txt").await;
    let alices = mock.id("kdocs_file_token", "alice", "/hello.txt").await;
    let folder = mock.id("kdocs_file_token", "alice", "/Photos").await;
    let binned = token(&mock, "/Archive").await;
    let cases = [
        ("the directory that it lies in", body(&[&order], &inbox), 30906),
        ("the same, beside another file", body(&[&order, &other], &inbox), 30906),
        ("two directories", body(&[&order, WELCOME], ARCHIVE), 30907),
        ("two directories, one of them the target", body(&[&order, WELCOME], &inbox), 30907),
        ("into itself", body(&[&inbox], &inbox), 30906),
        ("the root", body(&[&root], ARCHIVE), 30906),
        ("into a file", body(&[&order], WELCOME), 30906),
        ("into nothing", body(&[&order], "t0000000000000000000000"), 10901),
        ("into a user's folder", body(&[&order], &folder), 10901),
        ("a user's file", body(&[&alices], ARCHIVE), 10901),
        ("a user's file by another id", body(&[super::HELLO], ARCHIVE), 10901),
        ("nothing known", body(&["a", "b\u{0}"], ARCHIVE), 10901),
        ("no tokens", body(&[], ARCHIVE), 30904),
        ("an empty target", body(&[&order], ""), 10901),
    ];
    let before = mock.sandbox().snapshot();
    for (case, body, code) in cases {
        let answer = Signed::default().post(&mock, &body).await;
        assert_eq!(answer.json()["code"], code, "{case}: {answer}");
        assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "{case}");
    }
    trash(&mock, "/Archive");
    for (case, body) in [("into the bin", body(&[&order], &binned)), ("out of it", body(&[&binned], &inbox))]
    {
        let answer = Signed::default().post(&mock, &body).await;
        assert_eq!(answer.json()["code"], 10901, "{case}: {answer}");
    }
}

#[tokio::test]
async fn a_folder_is_not_moved_into_one_of_its_own() {
    let mock = Mock::new();
    let inbox = token(&mock, "/Inbox").await;
    Signed::default().post(&mock, &body(&[&inbox], ARCHIVE)).await;
    let archive = token(&mock, "/Archive").await;
    let before = mock.sandbox().snapshot();
    expect![[r#"
        400 Bad Request
        {
          "code": 30906,
          "hint": "a directory cannot be moved into itself",
          "message": "InvalidParent",
          "msg": "InvalidParent"
        }"#]]
    .assert_eq(&Signed::default().post(&mock, &body(&[&archive], &inbox)).await.to_string());
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
}

#[tokio::test]
async fn bodies_that_are_not_a_move_are_refused() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    for body in [
        "",
        "{",
        "null",
        "[]",
        "{}",
        "\u{0}",
        r#"{"file_tokens": ["a"]}"#,
        r#"{"parent_token": "a"}"#,
        r#"{"file_tokens": "a", "parent_token": "b"}"#,
        r#"{"file_tokens": [1], "parent_token": "b"}"#,
        r#"{"file_tokens": null, "parent_token": "b"}"#,
        r#"{"file_tokens": ["a"], "parent_token": 1}"#,
        r#"{"file_tokens": ["a"], "parent_token": "b", "modifier": 777}"#,
        r#"{"file_tokens": ["a"], "parent_token": "b"} and more"#,
    ] {
        let answer = Signed::default().post(&mock, body).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["code"]),
            (400, &30904.into()),
            "{body}: {answer}"
        );
    }
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
}

fn trash(mock: &Mock, path: &str) {
    mock.sandbox()
        .write(|world, now| {
            let drive = world.drives().nth(2).expect("the app's").clone();
            let node = world.descend(drive.root, [path.trim_start_matches('/')]).expect("it is there");
            world.trash(drive.maker().expect("an app"), node, now)
        })
        .expect("it is live");
}
