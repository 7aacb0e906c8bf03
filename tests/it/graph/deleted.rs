//! What lies in the recycle bin of a personal drive, for those who ask for deleted items.

use expect_test::expect;

use super::{alice, bob, refuses};
use crate::support::Mock;

/// Puts an item of bob's drive into the recycle bin and returns its address.
async fn delete(mock: &Mock, path: &str) -> String {
    let item = format!("/v1.0/me/drive/items/{}", mock.id("graph", "bob", path).await);
    assert_eq!(bob(mock, &format!("DELETE {item}"), "").await.status, 204);
    item
}

#[tokio::test]
async fn a_deleted_item_is_read_by_its_id() {
    let mock = Mock::new();
    let live = mock.id("graph", "bob", "/todo.txt").await;
    let item = delete(&mock, "/Private/diary.txt").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/items/$entity",
          "cTag": "\"c:{<guid of diary.txt>},1\"",
          "createdBy": "<bob's identity>",
          "createdDateTime": "2026-01-01T08:00:00Z",
          "deleted": {
            "state": "deleted"
          },
          "eTag": "\"{<guid of diary.txt>},1\"",
          "file": {
            "hashes": {
              "quickXorHash": "7vZMbW3qxPtCNo3lKqhwnRnHLIY=",
              "sha1Hash": "232D94894CADE8C6FE95D6CAD77F2AEB76DBD318",
              "sha256Hash": "1645530B2F50DADB3613EE6C87CD24ABC8E64F6FE605CF89B1AC0CF5368036D2"
            },
            "mimeType": "text/plain"
          },
          "fileSystemInfo": "<the fixture's dates>",
          "id": "<diary.txt>",
          "lastModifiedBy": "<bob's identity>",
          "lastModifiedDateTime": "2026-01-01T08:00:00Z",
          "name": "diary.txt",
          "parentReference": "<in Private>",
          "size": 36,
          "webUrl": "http://mock.test/drives/2/Private/diary.txt"
        }"#]]
    .assert_eq(&bob(&mock, &format!("GET {item}?includeDeletedItems=true"), "").await.to_string());
    let selected = bob(&mock, &format!("GET {item}?includeDeletedItems=true&$select=name,deleted"), "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/items(name,deleted)/$entity",
          "@odata.etag": "\"{<guid of diary.txt>},1\"",
          "deleted": {
            "state": "deleted"
          },
          "name": "diary.txt"
        }"#]]
    .assert_eq(&selected.to_string());
    let live = format!("GET /v1.0/me/drive/items/{live}");
    let asked = bob(&mock, &format!("{live}?includeDeletedItems=true"), "").await;
    assert_eq!(asked.json(), bob(&mock, &live, "").await.json(), "it is not deleted");
}

#[tokio::test]
async fn what_lies_below_a_deleted_folder_is_deleted_too() {
    let mock = Mock::new();
    delete(&mock, "/Private").await;
    let request = "GET /v1.0/me/drive/items/<diary.txt>?includeDeletedItems=true&$select=name,deleted";
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/items(name,deleted)/$entity",
          "@odata.etag": "\"{<guid of diary.txt>},1\"",
          "deleted": {
            "state": "deleted"
          },
          "name": "diary.txt"
        }"#]]
    .assert_eq(&bob(&mock, request, "").await.to_string());
}

#[tokio::test]
async fn other_deleted_items_stay_in_the_dark() {
    let mock = Mock::new();
    let item = delete(&mock, "/Private/diary.txt").await;
    let bobs = bob(&mock, "GET /v1.0/me/drive", "").await.json()["id"].as_str().expect("an id").to_owned();
    let gone = delete(&mock, "/todo.txt").await;
    assert_eq!(bob(&mock, &format!("POST {gone}/permanentDelete"), "").await.status, 204);
    assert_eq!(alice(&mock, "DELETE /v1.0/me/drive/items/<hello.txt>", "").await.status, 204);
    refuses(
        &mock,
        "bob",
        [
            format!("GET {item}"),
            format!("GET {item}?includeDeletedItems=false"),
            "GET /v1.0/me/drive/root:/Private/diary.txt?includeDeletedItems=true".into(),
            format!("GET {item}/children?includeDeletedItems=true"),
            format!("GET {item}/content?includeDeletedItems=true"),
            format!("GET {gone}?includeDeletedItems=true"),
        ]
        .map(|request| (request, "")),
        expect![[r#"
            GET /v1.0/me/drive/items/<diary.txt>: 404 itemNotFound -: The resource could not be found.
            GET /v1.0/me/drive/items/<diary.txt>?includeDeletedItems=false: 404 itemNotFound -: The resource could not be found.
            GET /v1.0/me/drive/root:/Private/diary.txt?includeDeletedItems=true: 404 itemNotFound -: The resource could not be found.
            GET /v1.0/me/drive/items/<diary.txt>/children?includeDeletedItems=true: 404 itemNotFound -: The resource could not be found.
            GET /v1.0/me/drive/items/<diary.txt>/content?includeDeletedItems=true: 404 itemNotFound -: The resource could not be found.
            GET /v1.0/me/drive/items/<todo.txt>?includeDeletedItems=true: 404 itemNotFound -: The resource could not be found.
        "#]],
    )
    .await;
    let others = item.replace("/me/drive/", &format!("/drives/{bobs}/"));
    refuses(
        &mock,
        "alice",
        [
            "GET /v1.0/me/drive/items/<hello.txt>?includeDeletedItems=true".to_owned(),
            format!("GET {others}?includeDeletedItems=true"),
        ]
        .map(|request| (request, "")),
        expect![[r#"
            GET /v1.0/me/drive/items/<hello.txt>?includeDeletedItems=true: 404 itemNotFound -: The resource could not be found.
            GET /v1.0/drives/<bob's drive>/items/<diary.txt>?includeDeletedItems=true: 403 accessDenied -: The caller doesn't have permission to perform the action.
        "#]],
    )
    .await;
}
