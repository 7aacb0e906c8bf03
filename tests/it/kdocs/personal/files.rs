//! Single documents: what is known of them, their names, and deleting them.

use expect_test::expect;

use super::{super::HELLO, alice, get, open_id, text};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn a_document_is_shown_as_lists_show_it() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "fname": "hello.txt",
            "fsize": 18,
            "ftype": "file",
            "id": {
              "open_id": "<open id of hello.txt>",
              "union_id": "<union id of hello.txt>"
            },
            "mtime": 1767254400,
            "parent_id": "<open id of alice's root>"
          }
        }"#]]
    .assert_eq(&get(&mock, &format!("/files/{HELLO}")).await.to_string());
    let root = open_id(&mock, "/").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "fname": "我的文档",
            "fsize": 0,
            "ftype": "folder",
            "id": {
              "open_id": "<open id of alice's root>",
              "union_id": "<union id of alice's root>"
            },
            "mtime": 1767254400
          }
        }"#]]
    .assert_eq(&get(&mock, &format!("/files/{root}")).await.to_string());
}

#[tokio::test]
async fn a_document_gets_another_name_in_all_dialects() {
    let mock = Mock::new();
    let renamed = mock.send(&alice(&format!("PUT /files/{HELLO}/name"), r#"{"new_name": "你好.txt"}"#)).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {}
        }"#]]
    .assert_eq(&renamed.to_string());
    let graph = mock
        .send("GET /v1.0/me/drive/items/<hello.txt>?$select=name\nAuthorization: Bearer alice-token")
        .await;
    assert_eq!(graph.json()["name"], "你好.txt");
    let again = mock.send(&alice(&format!("PUT /files/{HELLO}/name"), r#"{"new_name": "你好.TXT"}"#)).await;
    assert_eq!(again.status, 200, "its own name is not in its way: {again}");
}

#[tokio::test]
async fn a_name_that_is_taken_or_impossible_is_refused() {
    let mock = Mock::new();
    let root = open_id(&mock, "/").await;
    let bobs = mock.id("kdocs_open_id", "bob", "/todo.txt").await;
    let bodies = [
        "{}",
        r#"{"new_name": null}"#,
        r#"{"new_name": ""}"#,
        r#"{"new_name": "a/b"}"#,
        r#"{"new_name": "a\\b"}"#,
        r#"{"new_name": ".."}"#,
        r#"{"new_name": "LOCKED.zip"}"#,
        r#"{"new_name": "photos"}"#,
    ];
    let path = format!("PUT /files/{HELLO}/name");
    refusals(&mock, bodies.map(|body| (body, alice(&path, body))), expect![[r#"
        {}: 400 {"code":10001,"hint":"the body: missing field `new_name` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        {"new_name": null}: 400 {"code":10001,"hint":"the body: invalid type: null, expected a string at line 1 column 17","message":"InvalidArgument","msg":"InvalidArgument"}
        {"new_name": ""}: 400 {"code":10001,"hint":"new_name: no file can have the name \"\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"new_name": "a/b"}: 400 {"code":10001,"hint":"new_name: no file can have the name \"a/b\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"new_name": "a\\b"}: 400 {"code":10001,"hint":"new_name: no file can have the name \"a\\\\b\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"new_name": ".."}: 400 {"code":10001,"hint":"new_name: no file can have the name \"..\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"new_name": "LOCKED.zip"}: 409 {"code":30015,"hint":"LOCKED.zip","message":"FileNameConflict","msg":"FileNameConflict"}
        {"new_name": "photos"}: 409 {"code":30015,"hint":"photos","message":"FileNameConflict","msg":"FileNameConflict"}
    "#]]).await;
    let body = r#"{"new_name": "a.txt"}"#;
    let rows =
        [root, bobs, "nonsense".into()].map(|id| (id.clone(), alice(&format!("PUT /files/{id}/name"), body)));
    refusals(&mock, rows, expect![[r#"
        <open id of alice's root>: 400 {"code":10001,"hint":"this cannot be done to the topmost directory","message":"InvalidArgument","msg":"InvalidArgument"}
        <open id of todo.txt>: 404 {"code":30012,"hint":"<open id of todo.txt>","message":"FileNotExists","msg":"FileNotExists"}
        nonsense: 404 {"code":30012,"hint":"nonsense","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
    let rows = ["", "readonly-token"].map(|token| (token, text(token, &path, body)));
    refusals(&mock, rows, expect![[r#"
        nothing: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        readonly-token: 403 {"code":20003,"hint":"modify_personal_files","message":"InvalidScope","msg":"InvalidScope"}
    "#]]).await;
}

#[tokio::test]
async fn a_deleted_document_goes_to_the_recycle_bin() {
    let mock = Mock::new();
    let path = format!("DELETE /files/{HELLO}");
    let rows = ["", "readonly-token", "bob-token"].map(|token| (token, text(token, &path, "")));
    refusals(&mock, rows, expect![[r#"
        nothing: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        readonly-token: 403 {"code":20003,"hint":"remove_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        bob-token: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {}
        }"#]]
    .assert_eq(&mock.send(&alice(&path, "")).await.to_string());
    let graph = mock.send("GET /v1.0/me/drive/items/<hello.txt>\nAuthorization: Bearer alice-token").await;
    assert_eq!(graph.status, 404);
    let root = open_id(&mock, "/").await;
    let rows = [
        ("twice", alice(&path, "")),
        ("the topmost directory", alice(&format!("DELETE /files/{root}"), "")),
        ("looked at", alice(&format!("GET /files/{HELLO}"), "")),
        ("without a token", text("", &format!("GET /files/{HELLO}"), "")),
    ];
    refusals(&mock, rows, expect![[r#"
        twice: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
        the topmost directory: 400 {"code":10001,"hint":"this cannot be done to the topmost directory","message":"InvalidArgument","msg":"InvalidArgument"}
        looked at: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
        without a token: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
    "#]]).await;
}
