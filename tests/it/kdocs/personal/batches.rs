//! Moving and deleting in batches.

use expect_test::expect;

use super::{super::HELLO, alice, get, open_id, post, text};
use crate::support::{Mock, refusals};

const MOVE: &str = "/tasks/files/move";
const DELETE: &str = "/tasks/files/delete";

#[tokio::test]
async fn a_small_batch_is_moved_within_the_call() {
    let mock = Mock::new();
    let photos = open_id(&mock, "/Photos").await;
    let body = format!(r#"{{"file_ids": ["{HELLO}"], "parent_id": "{photos}"}}"#);
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "task_id": ""
          }
        }"#]]
    .assert_eq(&post(&mock, MOVE, &body).await.to_string());
    let graph = mock
        .send("GET /v1.0/me/drive/root:/Photos/hello.txt?$select=id\nAuthorization: Bearer alice-token")
        .await;
    assert_eq!(graph.status, 200, "{graph}");
}

#[tokio::test]
async fn a_batch_with_a_folder_is_a_task() {
    let mock = Mock::new();
    let (photos, documents) = (open_id(&mock, "/Photos").await, open_id(&mock, "/Documents").await);
    let body = format!(r#"{{"file_ids": ["{HELLO}", "{photos}", "nonsense"], "parent_id": "{documents}"}}"#);
    let id = super::super::task_id(&post(&mock, MOVE, &body).await);
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
              }
            ],
            "failed": 1,
            "status": "partial_failed",
            "task_id": "1vm0tcqf7iavqtr3nxota9",
            "total": 3
          }
        }"#]]
    .assert_eq(&get(&mock, &format!("/tasks/{id}")).await.to_string());
    assert!(mock.paths("alice").await.contains(&"/Documents/Photos/mountains.jpg".to_owned()));
}

#[tokio::test]
async fn a_move_that_breaks_a_rule_changes_nothing() {
    let mock = Mock::new();
    let (root, photos) = (open_id(&mock, "/").await, open_id(&mock, "/Photos").await);
    let (plan, documents) = (open_id(&mock, "/Documents/plan.txt").await, open_id(&mock, "/Documents").await);
    let reports = open_id(&mock, "/Documents/Reports").await;
    let bobs = mock.id("kdocs_open_id", "bob", "/Private").await;
    let many = serde_json::to_string(&vec![HELLO; 101]).expect("strings");
    let rows = [
        ("no target", format!(r#"{{"file_ids": ["{HELLO}"]}}"#)),
        ("no ids", format!(r#"{{"file_ids": [], "parent_id": "{photos}"}}"#)),
        ("101 ids", format!(r#"{{"file_ids": {many}, "parent_id": "{photos}"}}"#)),
        ("where it is", format!(r#"{{"file_ids": ["{HELLO}"], "parent_id": "{root}"}}"#)),
        ("two directories", format!(r#"{{"file_ids": ["{HELLO}", "{plan}"], "parent_id": "{photos}"}}"#)),
        ("into itself", format!(r#"{{"file_ids": ["{documents}"], "parent_id": "{reports}"}}"#)),
        ("into a file", format!(r#"{{"file_ids": ["{HELLO}"], "parent_id": "{plan}"}}"#)),
        ("into bob's", format!(r#"{{"file_ids": ["{HELLO}"], "parent_id": "{bobs}"}}"#)),
        ("nothing known", format!(r#"{{"file_ids": ["nonsense"], "parent_id": "{photos}"}}"#)),
    ];
    refusals(&mock, rows.map(|(what, body)| (what, alice(&format!("POST {MOVE}"), &body))), expect![[r#"
        no target: 400 {"code":10001,"hint":"the body: missing field `parent_id` at line 1 column 50","message":"InvalidArgument","msg":"InvalidArgument"}
        no ids: 400 {"code":10001,"hint":"file_ids is empty","message":"InvalidArgument","msg":"InvalidArgument"}
        101 ids: 400 {"code":30905,"hint":"101 ids: one call takes at most 100","message":"TooManyFiles","msg":"TooManyFiles"}
        where it is: 400 {"code":30906,"hint":"the target is the directory that the files lie in","message":"InvalidParent","msg":"InvalidParent"}
        two directories: 400 {"code":30907,"hint":"all files of one call must lie in the same directory","message":"NotSameDirectory","msg":"NotSameDirectory"}
        into itself: 400 {"code":30906,"hint":"a directory cannot be moved into itself","message":"InvalidParent","msg":"InvalidParent"}
        into a file: 400 {"code":30906,"hint":"the target is not a directory","message":"InvalidParent","msg":"InvalidParent"}
        into bob's: 404 {"code":30012,"hint":"<open id of Private>","message":"FileNotExists","msg":"FileNotExists"}
        nothing known: 404 {"code":30012,"hint":"nonsense","message":"FileNotExists","msg":"FileNotExists"}
    "#]])
        .await;
    let body = format!(r#"{{"file_ids": ["{HELLO}"], "parent_id": "{photos}"}}"#);
    let rows =
        ["", "readonly-token", "bob-token"].map(|token| (token, text(token, &format!("POST {MOVE}"), &body)));
    refusals(&mock, rows, expect![[r#"
        nothing: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        readonly-token: 403 {"code":20003,"hint":"modify_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        bob-token: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
}

#[tokio::test]
async fn a_batch_is_deleted_to_the_recycle_bin() {
    let mock = Mock::new();
    let plan = open_id(&mock, "/Documents/plan.txt").await;
    let answer = post(&mock, DELETE, &format!(r#"{{"file_ids": ["{HELLO}", "{plan}"]}}"#)).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "task_id": ""
          }
        }"#]]
    .assert_eq(&answer.to_string());
    let binned = get(&mock, "/recycles").await;
    assert_eq!(binned.json()["data"].as_array().map(Vec::len), Some(2), "{binned}");
    let (photos, mountains) =
        (open_id(&mock, "/Photos").await, open_id(&mock, "/Photos/mountains.jpg").await);
    let root = open_id(&mock, "/").await;
    let body = format!(r#"{{"file_ids": ["{photos}", "{mountains}", "{root}"]}}"#);
    let id = super::super::task_id(&post(&mock, DELETE, &body).await);
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "done": 1,
            "fail_list": [
              {
                "code": 30012,
                "file_id": "<open id of mountains.jpg>",
                "message": "FileNotExists"
              },
              {
                "code": 10001,
                "file_id": "<open id of alice's root>",
                "message": "InvalidArgument"
              }
            ],
            "failed": 2,
            "status": "partial_failed",
            "task_id": "0d1kntqxlh33mco27vgx8w",
            "total": 3
          }
        }"#]]
    .assert_eq(&get(&mock, &format!("/tasks/{id}")).await.to_string());
}

#[tokio::test]
async fn a_deletion_that_breaks_a_rule_changes_nothing() {
    let mock = Mock::new();
    let many = serde_json::to_string(&vec![HELLO; 101]).expect("strings");
    let bodies = [
        "{}".to_owned(),
        r#"{"file_ids": []}"#.into(),
        format!(r#"{{"file_ids": {many}}}"#),
        r#"{"file_ids": ["nonsense"]}"#.into(),
    ];
    let rows = bodies
        .map(|body| (body.chars().take(30).collect::<String>(), alice(&format!("POST {DELETE}"), &body)));
    refusals(&mock, rows, expect![[r#"
        {}: 400 {"code":10001,"hint":"the body: missing field `file_ids` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_ids": []}: 400 {"code":10001,"hint":"file_ids is empty","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_ids": ["kvqxrspxjctdojj: 400 {"code":30905,"hint":"101 ids: one call takes at most 100","message":"TooManyFiles","msg":"TooManyFiles"}
        {"file_ids": ["nonsense"]}: 404 {"code":30012,"hint":"nonsense","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
    let body = format!(r#"{{"file_ids": ["{HELLO}"]}}"#);
    let rows = ["", "readonly-token", "bob-token"]
        .map(|token| (token, text(token, &format!("POST {DELETE}"), &body)));
    refusals(&mock, rows, expect![[r#"
        nothing: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        readonly-token: 403 {"code":20003,"hint":"remove_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        bob-token: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
}
