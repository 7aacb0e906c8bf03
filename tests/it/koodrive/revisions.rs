//! Versions of files.

use expect_test::expect;
use serde_json::{Value, json};

use super::{post, post_text};
use crate::{
    graph::alice,
    support::{Mock, refusals},
};

const GET: &str = "/koodrive/ose/v1/revision/getRevision";
const RESTORE: &str = "/koodrive/ose/v1/revision/restoreRevision";
const CREATE: &str = "/koodrive/ose/v1/revision/createRevision";
const DELETE: &str = "/koodrive/ose/v1/revision/deleteRevision";
const COMPLETE: &str = "/koodrive/ose/v1/revision/completeRevision";

/// The body of an upload of a version.
fn version(more: Value) -> Value {
    let mut body = json!({
        "containerId": "<alice's space>",
        "fileId": "<hello.txt in KooDrive>",
        "length": 5,
        "uploadMode": "multipart",
        "uploadType": 1,
    });
    super::merge(&mut body, more);
    body
}

fn revision(id: &Value) -> Value {
    json!({ "containerId": "<alice's space>", "fileId": "<hello.txt in KooDrive>", "revisionId": id })
}

/// The id of the version that the file has now.
async fn current(mock: &Mock) -> Value {
    let body = json!({ "containerId": "<alice's space>" });
    let detail = post(mock, "/koodrive/ose/v1/files/<hello.txt in KooDrive>/detail", &body).await.json();
    detail["revisionId"].clone()
}

#[tokio::test]
async fn a_version_is_looked_at_and_brought_back() {
    let mock = Mock::new();
    let first = current(&mock).await;
    alice(&mock, "PUT /v1.0/me/drive/root:/hello.txt:/content", "written with Graph").await;
    assert_ne!(current(&mock).await, first);
    let mut body = revision(&first);
    super::merge(&mut body, json!({ "urlType": "1", "fields": "*" }));
    let old = post(&mock, GET, &body).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "containerId": "<alice's space>",
          "editedTime": "2026-01-01T08:00:00.000Z",
          "fileId": "<hello.txt in KooDrive>",
          "lastEditor": {
            "userId": "1008600002655785327",
            "userName": "Alice Example"
          },
          "msg": "success",
          "revisionId": "1756003706884678016.1756003706884678017",
          "revisionVersion": 1,
          "sha256": "1b0c708e5d2b00ec1dadeb955fc07e2fccdbe7743ff53092b130d625a36943ab",
          "size": 18,
          "url": "http://mock.test/koodrive/ose/v1/download/AAAAAAAAAAIAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAEAAAGbfOB7CPsoLsN3bVJtXwEdkguSIUI"
        }"#]].assert_eq(&old.to_string());
    let url = old.json()["url"].as_str().expect("an address").to_owned();
    assert_eq!(mock.send(&format!("GET {url}")).await.body, b"Hello, mockdrive!\n");
    let restored = post(&mock, RESTORE, &revision(&first)).await;
    assert_eq!(restored.json(), json!({ "code": 0, "msg": "success" }));
    let versions =
        alice(&mock, "GET /v1.0/me/drive/root:/hello.txt:/versions?$select=id,size", "").await.json();
    expect![[r#"[{"id":"3.0","size":18},{"id":"2.0","size":18},{"id":"1.0","size":18}]"#]]
        .assert_eq(&versions["value"].to_string());
}

#[tokio::test]
async fn the_upload_of_a_version_ends_as_that_of_a_file() {
    let mock = Mock::new();
    let body = json!({ "containerId": "<alice's space>", "fileName": "new.txt", "length": 3 });
    let created = post(&mock, "/koodrive/ose/v1/files/create", &body).await.json();
    let url = created["multiParts"][0]["uploadUrl"].as_str().expect("an address").to_owned();
    mock.send(&format!("PUT {url}\n\nabc")).await;
    let done = post(&mock, COMPLETE, &json!({ "fileId": created["fileId"] })).await;
    assert_eq!(done.json(), json!({ "code": 0, "msg": "success" }));
    assert!(mock.paths("alice").await.contains(&"/new.txt".to_owned()));
}

#[tokio::test]
async fn a_version_is_uploaded_in_three_steps() {
    let mock = Mock::new();
    let begin = async || post(&mock, CREATE, &version(json!({ "sha256": "" }))).await;
    let lost = begin().await.json()["multiParts"][0]["uploadUrl"].clone();
    let created = begin().await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "containerId": "<alice's space>",
          "fileId": "<hello.txt in KooDrive>",
          "fileName": "hello.txt",
          "msg": "success",
          "multiParts": [
            {
              "partNumber": 1,
              "partOffset": 0,
              "partSize": 5,
              "uploadUrl": "http://mock.test/koodrive/ose/v1/upload/AAAAAAAAAAIAAAAAAAAAAQAAAZt84HsIf1oFiFlcEA1lODG6aHMwJQ"
            }
          ],
          "parentFolder": [
            "<alice's root in KooDrive>"
          ],
          "rapidUpload": false,
          "uploadId": "0000000000000002A108744E4084A831"
        }"#]].assert_eq(&created.to_string());
    let created = created.json();
    let put =
        async |url: &Value| mock.send(&format!("PUT {}\n\nworld", url.as_str().expect("an address"))).await;
    assert_eq!(put(&lost).await.json()["code"], 13_000_401, "the second upload took its place");
    let early = post(&mock, COMPLETE, &json!({ "fileId": created["fileId"] })).await.json();
    assert_eq!(early["code"], 13_000_402, "no part has come");
    put(&created["multiParts"][0]["uploadUrl"]).await;
    let before = current(&mock).await;
    let done = post(&mock, COMPLETE, &json!({ "fileId": created["fileId"] })).await;
    assert_eq!(done.json(), json!({ "code": 0, "msg": "success" }));
    assert_ne!(current(&mock).await, before);
    let again = post(&mock, COMPLETE, &json!({ "fileId": created["fileId"] })).await.json();
    assert_eq!(again["code"], 13_000_401, "the upload has ended");
    let known =
        json!({ "length": 18, "sha256": "1b0c708e5d2b00ec1dadeb955fc07e2fccdbe7743ff53092b130d625a36943ab" });
    let known = post(&mock, CREATE, &version(known)).await.json();
    assert_eq!(known["rapidUpload"], false, "no file has this content any longer");
    let versions =
        alice(&mock, "GET /v1.0/me/drive/root:/hello.txt:/versions?$select=id,size", "").await.json();
    expect![[r#"[{"id":"2.0","size":5},{"id":"1.0","size":18}]"#]].assert_eq(&versions["value"].to_string());
    post(&mock, RESTORE, &revision(&before)).await;
    let known =
        json!({ "length": 5, "sha256": "486ea46224d1bb4fb680f34f7c9ad96a8f24ec88be73ea8e5a6c65260e9cb8a7" });
    super::upload(&mock, "world.txt", b"world".to_vec());
    let known = post(&mock, CREATE, &version(known)).await.json();
    assert_eq!((&known["rapidUpload"], &known["uploadId"]), (&json!(true), &Value::Null));
    let deleted = post(&mock, DELETE, &revision(&before)).await;
    assert_eq!(deleted.json(), json!({ "code": 0, "msg": "success" }));
    let versions =
        alice(&mock, "GET /v1.0/me/drive/root:/hello.txt:/versions?$select=id,size", "").await.json();
    expect![[r#"[{"id":"4.0","size":5},{"id":"3.0","size":18},{"id":"2.0","size":5}]"#]]
        .assert_eq(&versions["value"].to_string());
}

#[tokio::test]
async fn versions_that_cannot_be_uploaded_or_deleted_are_refused() {
    let mock = Mock::new();
    let create = |more: Value| post_text(CREATE, &version(more));
    let latest = current(&mock).await;
    let rows = [
        ("no file", create(json!({ "fileId": "F" }))),
        ("a folder", create(json!({ "fileId": "<Photos in KooDrive>" }))),
        ("a file of another space", create(json!({ "containerId": "<bob's space>" }))),
        ("no length", create(json!({ "length": null }))),
        ("another type", create(json!({ "uploadType": 2 }))),
        ("another policy", create(json!({ "keepPolicy": 2 }))),
        ("no digest", create(json!({ "sha256": "abc" }))),
        ("parts of another length", create(json!({ "multiParts": [{ "partNumber": 1, "partSize": 4 }] }))),
        (
            "a file of others",
            format!("POST {CREATE}\nAuthorization: Bearer bob-token\n\n{}", version(json!({}))),
        ),
        ("the latest version", post_text(DELETE, &revision(&latest))),
        ("no version", post_text(DELETE, &revision(&json!("1.2")))),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        no file: 400 {"code":13000309,"msg":"Resource not found."}
        a folder: 400 {"code":13000406,"msg":"This operation cannot be performed on the folder."}
        a file of another space: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        no length: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another type: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another policy: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no digest: 400 {"code":13000102,"msg":"Verify parameters failed."}
        parts of another length: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a file of others: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        the latest version: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no version: 400 {"code":13000309,"msg":"Resource not found."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn versions_that_are_not_there_are_refused() {
    let mock = Mock::new();
    let first = current(&mock).await;
    let other = json!("1756003706890969472.1756003706890969473");
    let with = |more: Value| {
        let mut body = revision(&first);
        super::merge(&mut body, more);
        body
    };
    let rows = [
        ("of another file", GET, revision(&other)),
        ("of no file", GET, revision(&json!("1.2"))),
        ("no text", GET, revision(&json!(7))),
        ("another space", GET, with(json!({ "containerId": "<the team's space>" }))),
        ("an unknown kind of address", GET, with(json!({ "urlType": 3 }))),
        ("no version", RESTORE, with(json!({ "revisionId": null }))),
        ("of no file, brought back", RESTORE, revision(&json!("x"))),
        ("a folder's, brought back", RESTORE, with(json!({ "fileId": "<Documents in KooDrive>" }))),
        ("no upload", COMPLETE, json!({ "fileId": "<hello.txt in KooDrive>" })),
    ];
    refusals(
        &mock,
        rows.map(|(what, path, body)| (what, post_text(path, &body))),
        expect![[r#"
        of another file: 400 {"code":13000309,"msg":"Resource not found."}
        of no file: 400 {"code":13000309,"msg":"Resource not found."}
        no text: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another space: 400 {"code":13000302,"msg":"File is not in the specified space."}
        an unknown kind of address: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no version: 400 {"code":13000102,"msg":"Verify parameters failed."}
        of no file, brought back: 400 {"code":13000309,"msg":"Resource not found."}
        a folder's, brought back: 400 {"code":13000309,"msg":"Resource not found."}
        no upload: 400 {"code":13000401,"msg":"Upload task not found."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn the_versions_of_a_file_are_listed_page_by_page() {
    let mock = Mock::new();
    let file = super::upload(&mock, "a.txt", b"1".to_vec());
    for text in ["22", "333"] {
        super::edit(&mock, |world, by, now| {
            world.write(by, file, mockdrive::world::Content::new(text.into()), now)
        });
    }
    let (space, file) = (super::space(&mock, "alice").await, super::file(&mock, "/a.txt").await);
    let path = "/koodrive/ose/v1/revision/listRevision";
    let body = |cursor: &str| json!({ "containerId": space, "fileId": file, "pageInfo": { "pageSize": 2, "pageCursor": cursor } });
    let first = post(&mock, path, &body("")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success",
          "nextPageCursor": "m394Sp16iEX__________Q",
          "revisionList": [
            {
              "containerId": "<alice's space>",
              "createdAt": 1767323045000,
              "createdBy": "1008600002655785327",
              "fileId": "F5F68I0qs6E45rYWMNO5ak4AdIuKU-Y71",
              "keepForever": false,
              "latestVersion": true,
              "revisionId": "1756003706916135296.1756003706916135299",
              "revisionVersion": 3,
              "size": 3
            },
            {
              "containerId": "<alice's space>",
              "createdAt": 1767323045000,
              "createdBy": "1008600002655785327",
              "fileId": "F5F68I0qs6E45rYWMNO5ak4AdIuKU-Y71",
              "keepForever": false,
              "latestVersion": false,
              "revisionId": "1756003706916135296.1756003706916135298",
              "revisionVersion": 2,
              "size": 2
            }
          ]
        }"#]]
    .assert_eq(&first.to_string());
    let next = first.json()["nextPageCursor"].as_str().expect("more").to_owned();
    let last = post(&mock, path, &body(&next)).await.json();
    assert_eq!((&last["revisionList"][0]["size"], &last["nextPageCursor"]), (&json!(1), &json!("")));
    let rows = [
        ("a folder", json!({ "containerId": space, "fileId": super::file(&mock, "/Photos").await })),
        ("no such file", json!({ "containerId": space, "fileId": "F" })),
        ("no space", json!({ "fileId": file })),
        (
            "too large a page",
            json!({ "containerId": space, "fileId": file, "pageInfo": { "pageSize": 101 } }),
        ),
    ];
    refusals(
        &mock,
        rows.map(|(what, body)| (what, super::post_text(path, &body))),
        expect![[r#"
        a folder: 400 {"code":13000406,"msg":"This operation cannot be performed on the folder."}
        no such file: 400 {"code":13000309,"msg":"Resource not found."}
        no space: 400 {"code":13000102,"msg":"Verify parameters failed."}
        too large a page: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}
