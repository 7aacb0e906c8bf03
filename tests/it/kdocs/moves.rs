//! Moving documents of applications.

use expect_test::expect;

use super::{ARCHIVE, Signed, WELCOME, new_paths, task_id, token, trash};
use crate::support::{Mock, refusals};

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
            let by = world.maker(&drive).expect("an app");
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
    assert_eq!((&first["code"], &first["message"]), (&30012.into(), &"FileNotExists".into()));
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
        ("the directory that it lies in", body(&[&order], &inbox)),
        ("the same, beside another file", body(&[&order, &other], &inbox)),
        ("two directories", body(&[&order, WELCOME], ARCHIVE)),
        ("two directories, one of them the target", body(&[&order, WELCOME], &inbox)),
        ("into itself", body(&[&inbox], &inbox)),
        ("the root", body(&[&root], ARCHIVE)),
        ("into a file", body(&[&order], WELCOME)),
        ("into nothing", body(&[&order], "t0000000000000000000000")),
        ("into a user's folder", body(&[&order], &folder)),
        ("a user's file", body(&[&alices], ARCHIVE)),
        ("a user's file by another id", body(&[super::HELLO], ARCHIVE)),
        ("nothing known", body(&["a", "b\u{0}"], ARCHIVE)),
        ("no tokens", body(&[], ARCHIVE)),
        ("an empty target", body(&[&order], "")),
    ];
    let request = |(what, body): (_, String)| (what, Signed::default().post_text(&body));
    refusals(&mock, cases.map(request), expect![[r#"
        the directory that it lies in: 400 {"code":30906,"hint":"the target is the directory that the files lie in","message":"InvalidParent","msg":"InvalidParent"}
        the same, beside another file: 400 {"code":30906,"hint":"the target is the directory that the files lie in","message":"InvalidParent","msg":"InvalidParent"}
        two directories: 400 {"code":30907,"hint":"all files of one call must lie in the same directory","message":"NotSameDirectory","msg":"NotSameDirectory"}
        two directories, one of them the target: 400 {"code":30907,"hint":"all files of one call must lie in the same directory","message":"NotSameDirectory","msg":"NotSameDirectory"}
        into itself: 400 {"code":30906,"hint":"a directory cannot be moved into itself","message":"InvalidParent","msg":"InvalidParent"}
        the root: 400 {"code":30906,"hint":"a directory cannot be moved into itself","message":"InvalidParent","msg":"InvalidParent"}
        into a file: 400 {"code":30906,"hint":"the target is not a directory","message":"InvalidParent","msg":"InvalidParent"}
        into nothing: 404 {"code":30012,"hint":"t0000000000000000000000","message":"FileNotExists","msg":"FileNotExists"}
        into a user's folder: 404 {"code":30012,"hint":"<file token of Photos>","message":"FileNotExists","msg":"FileNotExists"}
        a user's file: 404 {"code":30012,"hint":"<file token of hello.txt>","message":"FileNotExists","msg":"FileNotExists"}
        a user's file by another id: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
        nothing known: 404 {"code":30012,"hint":"a","message":"FileNotExists","msg":"FileNotExists"}
        no tokens: 400 {"code":10001,"hint":"file_tokens is empty","message":"InvalidArgument","msg":"InvalidArgument"}
        an empty target: 404 {"code":30012,"hint":"","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
    trash(&mock, 2, "Archive");
    let cases = [("into the bin", body(&[&order], &binned)), ("out of it", body(&[&binned], &inbox))];
    refusals(&mock, cases.map(request), expect![[r#"
        into the bin: 404 {"code":30012,"hint":"<file token of Archive>","message":"FileNotExists","msg":"FileNotExists"}
        out of it: 404 {"code":30012,"hint":"<file token of Archive>","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
}

#[tokio::test]
async fn a_folder_is_not_moved_into_one_of_its_own() {
    let mock = Mock::new();
    let inbox = token(&mock, "/Inbox").await;
    Signed::default().post(&mock, &body(&[&inbox], ARCHIVE)).await;
    let archive = token(&mock, "/Archive").await;
    let request = Signed::default().post_text(&body(&[&archive], &inbox));
    refusals(&mock, [("into a folder of its own", request)], expect![[r#"
        into a folder of its own: 400 {"code":30906,"hint":"a directory cannot be moved into itself","message":"InvalidParent","msg":"InvalidParent"}
    "#]]).await;
}

#[tokio::test]
async fn bodies_that_are_not_a_move_are_refused() {
    let mock = Mock::new();
    let rows = [
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
    ];
    let rows = rows.map(|body| (body, Signed::default().post_text(body)));
    refusals(&mock, rows, expect![[r#"
        nothing: 400 {"code":10001,"hint":"the body: missing field `file_tokens` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        {: 400 {"code":10001,"hint":"the body: EOF while parsing an object at line 1 column 1","message":"InvalidArgument","msg":"InvalidArgument"}
        null: 400 {"code":10001,"hint":"the body: invalid type: null, expected an object at line 1 column 4","message":"InvalidArgument","msg":"InvalidArgument"}
        []: 400 {"code":10001,"hint":"the body: invalid type: sequence, expected an object at line 1 column 0","message":"InvalidArgument","msg":"InvalidArgument"}
        {}: 400 {"code":10001,"hint":"the body: missing field `file_tokens` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        \0: 400 {"code":10001,"hint":"the body: expected value at line 1 column 1","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_tokens": ["a"]}: 400 {"code":10001,"hint":"the body: missing field `parent_token` at line 1 column 22","message":"InvalidArgument","msg":"InvalidArgument"}
        {"parent_token": "a"}: 400 {"code":10001,"hint":"the body: missing field `file_tokens` at line 1 column 21","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_tokens": "a", "parent_token": "b"}: 400 {"code":10001,"hint":"the body: invalid type: string \"a\", expected a sequence at line 1 column 19","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_tokens": [1], "parent_token": "b"}: 400 {"code":10001,"hint":"the body: invalid type: integer `1`, expected a string at line 1 column 18","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_tokens": null, "parent_token": "b"}: 400 {"code":10001,"hint":"the body: invalid type: null, expected a sequence at line 1 column 20","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_tokens": ["a"], "parent_token": 1}: 400 {"code":10001,"hint":"the body: invalid type: integer `1`, expected a string at line 1 column 40","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_tokens": ["a"], "parent_token": "b", "modifier": 777}: 400 {"code":10001,"hint":"the body: invalid type: integer `777`, expected a string at line 1 column 59","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_tokens": ["a"], "parent_token": "b"} and more: 400 {"code":10001,"hint":"the body: trailing characters at line 1 column 45","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
}
