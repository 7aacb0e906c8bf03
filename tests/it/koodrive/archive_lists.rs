//! Archives, looked into.

use std::time::Duration;

use expect_test::expect;
use serde_json::{Value, json};

use super::{get, post, post_text, run};
use crate::support::{Mock, refusals};

const LIST: &str = "/koodrive/ose/v1/archive/listFile";
const PACKAGE: &str = "/koodrive/ose/v1/org/package";

fn archive(more: Value) -> Value {
    let mut body = json!({ "containerId": "<alice's space>", "fileId": "<archive.zip in KooDrive>" });
    super::merge(&mut body, more);
    body
}

#[tokio::test]
async fn a_small_archive_is_listed_within_the_call() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "uncompressedFileList": [
              {
                "code": "0",
                "fileSize": 0,
                "name": "docs",
                "type": "2",
                "updateAt": 1767225600000
              },
              {
                "code": "0",
                "fileSize": 42,
                "name": "docs/guide.txt",
                "type": "1",
                "updateAt": 1767225600000
              },
              {
                "code": "0",
                "fileSize": 0,
                "name": "docs/api",
                "type": "2",
                "updateAt": 1767225600000
              },
              {
                "code": "0",
                "fileSize": 36,
                "name": "docs/api/graph.txt",
                "type": "1",
                "updateAt": 1767225600000
              },
              {
                "code": "0",
                "fileSize": 47,
                "name": "docs/api/kdocs.txt",
                "type": "1",
                "updateAt": 1767225600000
              },
              {
                "code": "0",
                "fileSize": 0,
                "name": "data",
                "type": "2",
                "updateAt": 1767225600000
              },
              {
                "code": "0",
                "fileSize": 759,
                "name": "data/numbers.csv",
                "type": "1",
                "updateAt": 1767225600000
              },
              {
                "code": "0",
                "fileSize": 11,
                "name": "readme.txt",
                "type": "1",
                "updateAt": 1767225600000
              }
            ]
          },
          "msg": "success"
        }"#]]
    .assert_eq(&post(&mock, LIST, &archive(json!({ "pwd": "" }))).await.to_string());
    let locked = archive(json!({ "fileId": "<locked.zip in KooDrive>", "pwd": "mock-zip-password" }));
    let listed = post(&mock, LIST, &locked).await.json();
    assert_eq!(listed["code"], 0, "{listed}");
}

#[tokio::test]
async fn a_list_that_takes_its_time_is_a_task() {
    let mock = Mock::new();
    let request = post_text(LIST, &archive(json!({}))).replacen('\n', "\nX-Mock-Task: async\n", 1);
    let listed = mock.send(&request).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "progress": 0,
            "taskId": "1309243162262502656"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&listed.to_string());
    let id = listed.json()["data"]["taskId"].as_str().expect("an id").to_owned();
    let detail = get(&mock, &format!("/koodrive/ose/v1/{id}")).await.json();
    assert_eq!(detail["data"]["jobInfo"]["actionType"], 501);
    assert!(detail["data"]["uncompressedFileList"].as_array().is_some_and(|files| !files.is_empty()));
}

#[tokio::test]
async fn what_is_no_archive_is_refused() {
    let mock = Mock::new();
    let rows = [
        ("a text", json!({ "fileId": "<hello.txt in KooDrive>" })),
        ("a folder", json!({ "fileId": "<Documents in KooDrive>" })),
        ("no password", json!({ "fileId": "<locked.zip in KooDrive>" })),
        ("a wrong password", json!({ "fileId": "<locked.zip in KooDrive>", "pwd": "wrong" })),
        ("nothing", json!({ "fileId": "Fnowhere" })),
        ("another space", json!({ "containerId": "<the team's space>" })),
        ("no space", json!({ "containerId": null })),
    ];
    refusals(
        &mock,
        rows.map(|(what, more)| (what, post_text(LIST, &archive(more)))),
        expect![[r#"
        a text: 400 {"code":13000308,"msg":"File metadata error."}
        a folder: 400 {"code":13000406,"msg":"This operation cannot be performed on the folder."}
        no password: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a wrong password: 400 {"code":13000102,"msg":"Verify parameters failed."}
        nothing: 400 {"code":13000309,"msg":"Resource not found."}
        another space: 400 {"code":13000302,"msg":"File is not in the specified space."}
        no space: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn the_administrator_decides_how_long_packages_are_kept() {
    let mock = Mock::new();
    let set = post(&mock, PACKAGE, &json!({ "packageDownloadExpires": "1" })).await;
    assert_eq!(set.json(), json!({ "code": 0, "msg": "success" }));
    let packed = run(&mock, 6, 0, &[&super::file(&mock, "/hello.txt").await], json!({})).await;
    let url = packed["jobInfo"]["downloadUrl"].as_str().expect("an address").to_owned();
    mock.advance(Duration::from_secs(86_399));
    assert_eq!(mock.send(&format!("GET {url}")).await.status, 200);
    mock.advance(Duration::from_secs(1));
    let bob = format!(
        "POST {PACKAGE}\nAuthorization: Bearer bob-token\n\n{}",
        json!({ "packageDownloadExpires": 3 })
    );
    let rows = [
        ("a day later", format!("GET {url}")),
        ("0 days", post_text(PACKAGE, &json!({ "packageDownloadExpires": 0 }))),
        ("31 days", post_text(PACKAGE, &json!({ "packageDownloadExpires": 31 }))),
        ("another tenant", post_text(PACKAGE, &json!({ "tenantId": "1" }))),
        ("bob", bob),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        a day later: 400 {"code":13000407,"msg":"File download address not found."}
        0 days: 400 {"code":13000102,"msg":"Verify parameters failed."}
        31 days: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another tenant: 400 {"code":13000102,"msg":"Verify parameters failed."}
        bob: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
    "#]],
    )
    .await;
    assert_eq!(post(&mock, PACKAGE, &json!({})).await.status, 200);
    assert_eq!(mock.send(&format!("GET {url}")).await.status, 200, "seven days again");
}
