//! Recycle bins, with their two levels.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use expect_test::expect;
use serde_json::{Value, json};

use super::{alice, app_token, request, sign::Draft};
use crate::support::{Answer, Mock, refusals};

pub const FILES: &str = "/v7/drives/<alice's drive in WPS>/files";

/// Puts items of a drive into the bin, one a second.
pub async fn delete(mock: &Mock, token: &str, drive: &str, ids: &[&str]) {
    for id in ids {
        let line = format!("POST /v7/drives/<{drive} in WPS>/files/batch_delete");
        let body = json!({ "file_ids": [id] }).to_string();
        let answer = mock.send(&request(token, &line, &body)).await;
        assert_eq!(answer.status, StatusCode::OK, "{id}: {answer}");
        mock.advance(Duration::from_secs(1));
    }
}

/// A mock whose bin has some of alice's items.
pub async fn seeded() -> Mock {
    let mock = Mock::new();
    delete(
        &mock,
        "alice-token",
        "alice's drive",
        &["<hello.txt in WPS>", "<Documents in WPS>", "<archive.zip in WPS>"],
    )
    .await;
    mock
}

async fn list(mock: &Mock, token: &str, query: &str) -> Answer {
    mock.send(&request(token, &format!("GET /v7/deleted_files?page_size=100{query}"), "")).await
}

/// The names that a list has.
fn names(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let items = json["data"]["items"].as_array().unwrap_or_else(|| panic!("no items: {answer}"));
    items.iter().map(|item| item["name"].as_str().expect("a name").to_owned()).collect()
}

/// How a task went.
async fn went(mock: &Mock, answer: &Answer) -> String {
    let id =
        answer.json()["data"]["task_id"].as_str().unwrap_or_else(|| panic!("no task: {answer}")).to_owned();
    alice(mock, &format!("GET /v7/drive_tasks/{id}/meta"), "").await.json()["data"].to_string()
}

#[tokio::test]
async fn the_bin_is_listed_from_the_latest_deletion_on() {
    let mock = seeded().await;
    let line = "GET /v7/deleted_files?page_size=2&with_ext_attrs=true&drive_id=<alice's drive in WPS>";
    let first = alice(&mock, line, "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "items": [
              {
                "created_by": "<alice's identity in WPS>",
                "ctime": 1767254400,
                "deleted_by": "<alice's identity in WPS>",
                "drive_id": "<alice's drive in WPS>",
                "dtime": 1767323047,
                "ext_attrs": [],
                "hash": {
                  "sum": "a6be1c3c7242e2dbf848542c693e92d2a55b54d2",
                  "type": "sha1"
                },
                "id": "<archive.zip in WPS>",
                "modified_by": "<alice's identity in WPS>",
                "mtime": 1767254400,
                "name": "archive.zip",
                "parent_id": "0",
                "size": 1354,
                "type": "file",
                "version": 1
              },
              {
                "created_by": "<alice's identity in WPS>",
                "ctime": 1767254400,
                "deleted_by": "<alice's identity in WPS>",
                "drive_id": "<alice's drive in WPS>",
                "dtime": 1767323046,
                "ext_attrs": [],
                "hash": {
                  "sum": "",
                  "type": "sha1"
                },
                "id": "<Documents in WPS>",
                "modified_by": "<alice's identity in WPS>",
                "mtime": 1767254400,
                "name": "Documents",
                "parent_id": "0",
                "size": 0,
                "type": "folder",
                "version": 0
              }
            ],
            "next_page_token": "tQFrXyWlQfQAAAAAAAAAAg"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&first.to_string());
    let token = first.json()["data"]["next_page_token"].as_str().expect("a token").to_owned();
    let rest = alice(&mock, &format!("{line}&page_token={token}"), "").await;
    assert_eq!(
        (names(&rest), &rest.json()["data"]["next_page_token"]),
        (vec!["hello.txt".to_owned()], &"".into())
    );
}

#[tokio::test]
async fn an_item_in_the_bin_is_described() {
    let mock = seeded().await;
    let one = alice(&mock, "GET /v7/deleted_files/<hello.txt in WPS>/meta?with_drive=true", "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767254400,
            "deleted_by": "<alice's identity in WPS>",
            "drive": {
              "allotee_id": "1690375745",
              "allotee_type": "user",
              "company_id": "571568323",
              "created_by": "<alice's identity in WPS>",
              "ctime": 1767254400,
              "description": "",
              "id": "<alice's drive in WPS>",
              "mtime": 1767254400,
              "name": "Alice's drive",
              "quota": {
                "deleted": 43272,
                "remaining": 1099511576706,
                "total": 1099511627776,
                "used": 7798
              },
              "source": "special",
              "status": "inuse"
            },
            "drive_id": "<alice's drive in WPS>",
            "dtime": 1767323045,
            "hash": {
              "sum": "26b2e58eec7df0d276b2f5a724b218efcfac4b6c",
              "type": "sha1"
            },
            "id": "<hello.txt in WPS>",
            "modified_by": "<alice's identity in WPS>",
            "mtime": 1767254400,
            "name": "hello.txt",
            "parent_id": "0",
            "size": 18,
            "type": "file",
            "version": 1
          },
          "msg": "success"
        }"#]]
    .assert_eq(&one.to_string());
}

#[tokio::test]
async fn older_private_deployments_have_their_envelope_and_digest() {
    let mock = seeded().await;
    let path = "/graph/v7/deleted_files/<hello.txt in WPS>/meta?with_drive=true";
    let date = "Fri, 02 Jan 2026 03:04:08 GMT".to_owned();
    let answer = Draft { date, ..Draft::to(Method::GET, path, "") }.send(&mock).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767254400,
            "deleted_by": "<alice's identity in WPS>",
            "drive_id": "<alice's drive in WPS>",
            "dtime": 1767323045,
            "hash": {
              "sum": "26b2e58eec7df0d276b2f5a724b218efcfac4b6c",
              "type": "s2s"
            },
            "id": "<hello.txt in WPS>",
            "modified_by": "<alice's identity in WPS>",
            "mtime": 1767254400,
            "name": "hello.txt",
            "parent_id": "0",
            "size": 18,
            "type": "file",
            "version": 1
          },
          "detail": "",
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
}

#[tokio::test]
async fn everybody_sees_what_they_deleted_or_may_delete() {
    let mock = seeded().await;
    delete(&mock, "bob-token", "bob's drive", &["<todo.txt in WPS>"]).await;
    assert_eq!(names(&list(&mock, "alice-token", "").await), ["archive.zip", "Documents", "hello.txt"]);
    assert_eq!(names(&list(&mock, "bob-token", "").await), ["todo.txt"]);
    let token = app_token(&mock).await;
    assert_eq!(
        names(&list(&mock, &token, "").await),
        ["todo.txt", "archive.zip", "Documents", "hello.txt"],
        "an application sees the drives of its company"
    );
}

#[tokio::test]
async fn an_item_comes_back_to_where_it_lay() {
    let mock = seeded().await;
    let answer = alice(&mock, "POST /v7/deleted_files/<Documents in WPS>/restore", "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767254400,
            "drive_id": "<alice's drive in WPS>",
            "id": "<Documents in WPS>",
            "link_id": "c12AhOQy0TS5",
            "link_url": "https://www.kdocs.cn/l/c12AhOQy0TS5",
            "modified_by": "<alice's identity in WPS>",
            "mtime": 1767254400,
            "name": "Documents",
            "parent_id": "0",
            "shared": false,
            "size": 0,
            "type": "folder",
            "version": 0
          },
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    assert!(mock.paths("alice").await.contains(&"/Documents/plan.txt".to_owned()));
    let put = "PUT /v1.0/me/drive/root:/hello.txt:/content\nAuthorization: Bearer alice-token\n\nother";
    mock.send(put).await;
    let answer = alice(&mock, "POST /v7/deleted_files/<hello.txt in WPS>/restore", "{}").await.json();
    assert_eq!(answer["data"]["name"], "hello(1).txt", "{answer}");
    assert_eq!(names(&list(&mock, "alice-token", "").await), ["archive.zip"]);
}

#[tokio::test]
async fn many_items_come_back_in_a_task() {
    let mock = seeded().await;
    let body =
        json!({ "file_ids": ["<hello.txt in WPS>", "nothing", "<Documents in WPS>", "<hello.txt in WPS>"] });
    let answer = alice(&mock, "POST /v7/deleted_files/batch_restore", &body.to_string()).await;
    expect![[r#"{"done":2,"failed":1,"status":"success","total":3}"#]].assert_eq(&went(&mock, &answer).await);
    assert_eq!(names(&list(&mock, "alice-token", "").await), ["archive.zip"]);
}

/// What an item's quota calls deleted.
async fn deleted(mock: &Mock) -> Value {
    let drive = alice(mock, "GET /v7/drives/<alice's drive in WPS>/meta", "").await.json();
    drive["data"]["quota"]["deleted"].clone()
}

#[tokio::test]
async fn an_item_sinks_and_ends() {
    let mock = seeded().await;
    let full = deleted(&mock).await;
    let answer = alice(&mock, "POST /v7/deleted_files/<hello.txt in WPS>/delete", "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    assert_eq!(names(&list(&mock, "alice-token", "").await), ["archive.zip", "Documents"]);
    assert_eq!(deleted(&mock).await, full, "what has sunk takes space");
    let rows = [
        ("what has sunk", "GET /v7/deleted_files/<hello.txt in WPS>/meta", ""),
        ("what has sunk to restore", "POST /v7/deleted_files/<hello.txt in WPS>/restore", "{}"),
        ("what has sunk to delete", "POST /v7/deleted_files/<hello.txt in WPS>/delete", "{}"),
        (
            "what has sunk to sink",
            "POST /v7/second_deleted_files/<hello.txt in WPS>/delete",
            r#"{"delete_type":"second"}"#,
        ),
        ("what has not sunk", "POST /v7/second_deleted_files/<Documents in WPS>/delete", "{}"),
    ];
    let rows = rows.map(|(what, line, body)| (what, request("alice-token", line, body)));
    refusals(&mock, rows, expect![[r#"
        what has sunk: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<hello.txt in WPS>`: It does not lie in this level of the recycle bin."},"msg":"文件不存在"}
        what has sunk to restore: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<hello.txt in WPS>`: It does not lie in this level of the recycle bin."},"msg":"文件不存在"}
        what has sunk to delete: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<hello.txt in WPS>`: It does not lie in this level of the recycle bin."},"msg":"文件不存在"}
        what has sunk to sink: 400 {"code":400000004,"more":{"code":400000004,"msg":"delete_type has to name a lower place than the present."},"msg":"请求参数不支持"}
        what has not sunk: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<Documents in WPS>`: It does not lie in this level of the recycle bin."},"msg":"文件不存在"}
    "#]]).await;
    let line = "POST /v7/second_deleted_files/<hello.txt in WPS>/delete";
    assert_eq!(alice(&mock, line, r#"{"delete_type":"permanent"}"#).await.status, StatusCode::OK);
    let line = "POST /v7/deleted_files/<archive.zip in WPS>/delete";
    assert_eq!(alice(&mock, line, r#"{"delete_type":"permanent"}"#).await.status, StatusCode::OK);
    assert_ne!(deleted(&mock).await, full);
    let rows = [
        ("what has ended", request("alice-token", line, "{}")),
        (
            "what has ended in the second level",
            request("alice-token", "POST /v7/second_deleted_files/<hello.txt in WPS>/delete", "{}"),
        ),
    ];
    refusals(&mock, rows, expect![[r#"
        what has ended: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<archive.zip in WPS>`: There is no such file or folder."},"msg":"文件不存在"}
        what has ended in the second level: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<hello.txt in WPS>`: There is no such file or folder."},"msg":"文件不存在"}
    "#]]).await;
}

#[tokio::test]
async fn many_items_sink_and_end_in_tasks() {
    let mock = seeded().await;
    let send = async |level: &str, ids: &[&str], delete_type: &str| {
        let body = json!({ "file_ids": ids, "delete_type": delete_type }).to_string();
        let answer = alice(&mock, &format!("POST /v7/{level}/batch_delete"), &body).await;
        went(&mock, &answer).await
    };
    let (hello, documents, archive) = ("<hello.txt in WPS>", "<Documents in WPS>", "<archive.zip in WPS>");
    expect![[r#"{"done":2,"failed":1,"status":"success","total":3}"#]]
        .assert_eq(&send("deleted_files", &[hello, documents, "nothing"], "second").await);
    expect![[r#"{"done":1,"failed":1,"status":"success","total":2}"#]]
        .assert_eq(&send("second_deleted_files", &[hello, archive], "").await);
    expect![[r#"{"done":1,"failed":0,"status":"success","total":1}"#]]
        .assert_eq(&send("deleted_files", &[archive], "permanent").await);
    assert_eq!(names(&list(&mock, "alice-token", "").await), [""; 0]);
    expect![[r#"{"done":1,"failed":0,"status":"success","total":1}"#]]
        .assert_eq(&send("second_deleted_files", &[documents], "permanent").await);
    assert_eq!(deleted(&mock).await, 0);
}

#[tokio::test]
async fn the_bin_is_emptied_item_by_item() {
    let mock = seeded().await;
    alice(&mock, "POST /v7/deleted_files/<hello.txt in WPS>/delete", "").await;
    delete(&mock, "bob-token", "bob's drive", &["<todo.txt in WPS>"]).await;
    let answer = alice(&mock, "POST /v7/deleted_files/clear", "{}").await;
    expect![[r#"{"done":2,"failed":0,"status":"success","total":2}"#]].assert_eq(&went(&mock, &answer).await);
    assert_eq!(names(&list(&mock, "alice-token", "").await), [""; 0]);
    assert_eq!(names(&list(&mock, "bob-token", "").await), ["todo.txt"]);
    assert_eq!(deleted(&mock).await, 18, "what has sunk stays");
    let body = r#"{"drive_id":"<alice's drive in WPS>"}"#;
    let answer = alice(&mock, "POST /v7/deleted_files/clear", body).await;
    expect![[r#"{"done":0,"failed":0,"status":"success","total":0}"#]].assert_eq(&went(&mock, &answer).await);
}
