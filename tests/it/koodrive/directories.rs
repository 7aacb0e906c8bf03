//! Folders.

use expect_test::expect;
use serde_json::{Value, json};

use super::{post, post_text};
use crate::{
    graph::alice,
    support::{Mock, refusals},
};

const DIRECTORY: &str = "/koodrive/ose/v1/directory";

fn folder(more: Value) -> Value {
    let mut body =
        json!({ "containerId": "<alice's space>", "fileName": "ttgg", "fileType": "10", "renameMode": 2 });
    super::merge(&mut body, more);
    body
}

#[tokio::test]
async fn a_folder_is_made_as_the_vendors_page_says() {
    let mock = Mock::new();
    let body = folder(
        json!({ "parentFolder": [], "description": "of tests", "editedTime": "2020-01-01T00:00:00Z" }),
    );
    expect![[r#"
        200 OK
        {
          "code": 0,
          "fileName": "ttgg",
          "id": "F5F68I0qs6E45rYWMNO5ak4AdIuKU-Y71",
          "msg": "success"
        }"#]]
    .assert_eq(&post(&mock, DIRECTORY, &body).await.to_string());
    let again = post(&mock, DIRECTORY, &body).await.json();
    assert_eq!(again["fileName"], "ttgg_20260102_110405");
    let inside = folder(json!({ "parentFolder": ["<Documents in KooDrive>", "ignored"] }));
    assert_eq!(post(&mock, DIRECTORY, &inside).await.json()["fileName"], "ttgg");
    let seen = alice(&mock, "GET /v1.0/me/drive/root:/Documents/ttgg", "").await.json();
    assert_eq!(seen["folder"]["childCount"], 0);
    let described = alice(&mock, "GET /v1.0/me/drive/root:/ttgg?$select=description", "").await.json();
    assert_eq!(described["description"], "of tests");
}

#[tokio::test]
async fn a_space_is_thirty_levels_deep() {
    let mock = Mock::new();
    let mut parent = json!("root");
    for _ in 0..30 {
        let made = post(&mock, DIRECTORY, &folder(json!({ "parentFolder": [parent] }))).await.json();
        parent = made["id"].clone();
        assert_eq!(made["code"], 0, "{made}");
    }
    let rows = [("the level below", post_text(DIRECTORY, &folder(json!({ "parentFolder": [parent] }))))];
    refusals(
        &mock,
        rows,
        expect![[r#"
        the level below: 400 {"code":13000310,"msg":"Max. levels exceeded."}
    "#]],
    )
    .await;
    let file = json!({
        "containerId": "<alice's space>", "parentFolder": [parent], "fileName": "leaf.txt", "length": 1,
    });
    let created = post(&mock, "/koodrive/ose/v1/files/create", &file).await;
    assert_eq!(created.status, 200, "files may lie in the last level: {created}");
}

#[tokio::test]
async fn folders_that_cannot_be_made_are_refused() {
    let mock = Mock::new();
    super::run(&mock, 2, 201, &[&super::file(&mock, "/Photos").await], json!({})).await;
    let rows = [
        ("a taken name", json!({ "fileName": "documents", "renameMode": "3" })),
        ("no name", json!({ "fileName": "" })),
        ("dots", json!({ "fileName": ".." })),
        ("a question mark", json!({ "fileName": "a?" })),
        ("251 characters", json!({ "fileName": "字".repeat(251) })),
        ("a smart folder", json!({ "fileType": "11" })),
        ("another mode", json!({ "renameMode": 1 })),
        ("a long description", json!({ "description": "x".repeat(513) })),
        ("an emoji", json!({ "description": "☀" })),
        ("no time", json!({ "createdTime": "now" })),
        ("no space", json!({ "containerId": "" })),
        ("bob's space", json!({ "containerId": "<bob's space>" })),
        ("a file as parent", json!({ "parentFolder": ["<hello.txt in KooDrive>"] })),
        ("a parent in another space", json!({ "parentFolder": ["<Projects in KooDrive>"] })),
        ("a parent in the bin", json!({ "parentFolder": ["<Photos in KooDrive>"] })),
        ("no list", json!({ "parentFolder": "root" })),
    ];
    let rows = rows.map(|(what, more)| (what, post_text(DIRECTORY, &folder(more))));
    refusals(
        &mock,
        rows,
        expect![[r#"
        a taken name: 400 {"code":13000405,"msg":"Duplicate file name."}
        no name: 400 {"code":13000102,"msg":"Verify parameters failed."}
        dots: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a question mark: 400 {"code":13000102,"msg":"Verify parameters failed."}
        251 characters: 400 {"code":13000417,"msg":"File name: Max. 250 characters."}
        a smart folder: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another mode: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a long description: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an emoji: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no time: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no space: 400 {"code":13000301,"msg":"Space not found."}
        bob's space: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        a file as parent: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        a parent in another space: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        a parent in the bin: 400 {"code":13000404,"msg":"Parent directory is in the recycle bin."}
        no list: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}
