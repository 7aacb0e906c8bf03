//! Bundles and albums of a personal drive.

mod lists;
mod refusals;

use std::{collections::BTreeSet, time::Duration};

use expect_test::expect;
use serde_json::Value;

use super::bob;
use crate::support::{Answer, Mock};

const BUNDLES: &str = "/v1.0/drive/bundles";
const BEACH: &str =
    r#"{"name": "My Day at the Beach", "bundle": {"album": {}}, "children": [{"id": "<todo.txt>"}]}"#;

/// The id in an answer.
fn id(answer: &Answer) -> String {
    answer.json()["id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

/// Makes a bundle of bob's; returns its id.
async fn made(mock: &Mock, body: &str) -> String {
    let answer = bob(mock, &format!("POST {BUNDLES}"), body).await;
    assert_eq!(answer.status, 201, "{answer}");
    id(&answer)
}

/// The names in a list, or in what is expanded.
fn names(list: &Value) -> String {
    let rows = list.as_array().unwrap_or_else(|| panic!("{list}")).iter();
    rows.map(|row| row["name"].as_str().expect("a name")).collect::<Vec<_>>().join(", ")
}

/// The names in a list that bob asks for.
async fn listed(mock: &Mock, path: &str) -> String {
    let answer = bob(mock, &format!("GET {path}"), "").await;
    assert_eq!(answer.status, 200, "{path}: {answer}");
    names(&answer.json()["value"])
}

#[tokio::test]
async fn an_album_is_made_of_items_that_are_there() {
    let mock = Mock::new();
    let answer = bob(&mock, &format!("POST {BUNDLES}"), BEACH).await;
    expect![[r#"
        201 Created
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/bundles/$entity",
          "bundle": {
            "album": {},
            "childCount": 1
          },
          "cTag": "\"c:{1B9BF905-BB93-6716-BB35-65CC5E747507},2\"",
          "createdBy": "<bob's identity>",
          "createdDateTime": "2026-01-02T03:04:05Z",
          "eTag": "\"{1B9BF905-BB93-6716-BB35-65CC5E747507},1\"",
          "fileSystemInfo": {
            "createdDateTime": "2026-01-02T03:04:05Z",
            "lastModifiedDateTime": "2026-01-02T03:04:05Z"
          },
          "id": "<bob's drive>!s1b9bf905bb936716bb3565cc5e747507",
          "lastModifiedBy": "<bob's identity>",
          "lastModifiedDateTime": "2026-01-02T03:04:05Z",
          "name": "My Day at the Beach",
          "parentReference": {
            "driveId": "<bob's drive>",
            "driveType": "personal"
          },
          "size": 26,
          "webUrl": "http://mock.test/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507"
        }"#]].assert_eq(&answer.to_string());
    let read = bob(&mock, &format!("GET {BUNDLES}/{}", id(&answer)), "").await;
    assert_eq!(read.json(), answer.json());
}

#[tokio::test]
async fn a_bundle_goes_its_way_and_its_items_stay() {
    let mock = Mock::new();
    let before = mock.paths("bob").await;
    let id = made(&mock, BEACH).await;
    let (bundle, item) = (format!("{BUNDLES}/{id}"), format!("/v1.0/users/bob@example.com/drive/items/{id}"));
    let first = bob(&mock, &format!("GET {bundle}"), "").await;
    mock.advance(Duration::from_mins(1));
    for child in ["<Private>", "<diary.txt>", "<todo.txt>"] {
        let added = bob(&mock, &format!("POST {bundle}/children"), &format!(r#"{{"id": "{child}"}}"#)).await;
        assert_eq!(added.to_string(), "204 No Content\n");
    }
    assert_eq!(listed(&mock, &format!("{bundle}/children")).await, "todo.txt, Private, diary.txt");
    assert_eq!(
        listed(&mock, &format!("{item}/children?$orderby=name asc").replace(' ', "%20")).await,
        "diary.txt, Private, todo.txt"
    );
    let second = bob(&mock, &format!("GET {bundle}"), "").await;
    expect![[r#"
        bundle / childCount: 1 -> 3
        cTag: "\"c:{1B9BF905-BB93-6716-BB35-65CC5E747507},2\"" -> "\"c:{1B9BF905-BB93-6716-BB35-65CC5E747507},4\""
        eTag: "\"{1B9BF905-BB93-6716-BB35-65CC5E747507},1\"" -> "\"{1B9BF905-BB93-6716-BB35-65CC5E747507},3\""
        fileSystemInfo / lastModifiedDateTime: "2026-01-02T03:04:05Z" -> "2026-01-02T03:05:05Z"
        lastModifiedDateTime: "2026-01-02T03:04:05Z" -> "2026-01-02T03:05:05Z"
        size: 26 -> 98
    "#]].assert_eq(&second.differs_from(&first));
    // The cover, and what else a body may have.
    let cover = r#"{"bundle": {"album": {"coverImageItemId": "<diary.txt>"}}, "description": "ignored",
        "parentReference": {"id": "root"}, "folder": {}}"#;
    let covered = bob(&mock, &format!("PATCH {item}"), cover).await;
    expect![[r#"
        @odata.context: "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/bundles/$entity" -> "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/items/$entity"
        + bundle / album / coverImageItemId: "<diary.txt>"
        eTag: "\"{1B9BF905-BB93-6716-BB35-65CC5E747507},3\"" -> "\"{1B9BF905-BB93-6716-BB35-65CC5E747507},4\""
    "#]].assert_eq(&covered.differs_from(&second));
    let renamed = bob(&mock, &format!("PATCH {bundle}"), r#"{"name": "Shared legal agreements"}"#).await;
    expect![[r#"
        @odata.context: "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/items/$entity" -> "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/bundles/$entity"
        eTag: "\"{1B9BF905-BB93-6716-BB35-65CC5E747507},4\"" -> "\"{1B9BF905-BB93-6716-BB35-65CC5E747507},5\""
        name: "My Day at the Beach" -> "Shared legal agreements"
    "#]].assert_eq(&renamed.differs_from(&covered));
    // What lies in the recycle bin is told neither as an item nor as the cover.
    assert_eq!(bob(&mock, "DELETE /v1.0/me/drive/items/<Private>", "").await.status, 204);
    let binned = bob(&mock, &format!("GET {bundle}"), "").await;
    expect![[r#"
        - bundle / album / coverImageItemId: "<diary.txt>"
        bundle / childCount: 3 -> 1
        size: 98 -> 26
    "#]]
    .assert_eq(&binned.differs_from(&renamed));
    assert_eq!(bob(&mock, &format!("PATCH {bundle}"), cover).await.status, 400, "no cover from there");
    assert_eq!(bob(&mock, "POST /v1.0/me/drive/items/<Private>/restore", "{}").await.status, 200);
    let uncovered =
        bob(&mock, &format!("PATCH {bundle}"), r#"{"bundle": {"album": {"coverImageItemId": null}}}"#).await;
    assert_eq!(uncovered.json()["bundle"]["album"], Value::Object(serde_json::Map::new()));
    for path in [format!("{bundle}/children/<todo.txt>"), format!("{item}/children/<diary.txt>")] {
        assert_eq!(bob(&mock, &format!("DELETE {path}"), "").await.to_string(), "204 No Content\n");
    }
    assert_eq!(listed(&mock, &format!("{bundle}/children")).await, "Private");
    let deleted = bob(&mock, &format!("DELETE {item}"), "").await;
    assert_eq!(deleted.to_string(), "204 No Content\n");
    assert_eq!(mock.paths("bob").await, before);
    assert_eq!(bob(&mock, &format!("GET {item}?includeDeletedItems=true"), "").await.status, 404);
    assert_eq!(listed(&mock, BUNDLES).await, "");
}

#[tokio::test]
async fn every_form_of_the_address_leads_to_a_bundle() {
    let mock = Mock::new();
    let id = made(&mock, BEACH).await;
    let mut contexts = BTreeSet::new();
    for (drive, of) in [
        ("/v1.0/drive", "bundles/{}"),
        ("/v1.0/me/drive", "items/{}"),
        ("/v1.0/users/bob@example.com/drive", "bundles/{}"),
        ("/v1.0/drives/<bob's drive>", "Bundles('{}')"),
        ("/v1.0/drives('<bob's drive>')", "items('{}')"),
        ("/_api/v2.0/drives/<bob's drive>", "bundles/{}"),
    ] {
        for id in [id.clone(), id.to_lowercase()] {
            let path = format!("{drive}/{}", of.replace("{}", &id));
            let read = bob(&mock, &format!("GET {path}"), "").await;
            assert_eq!(read.json()["name"], "My Day at the Beach", "{path}: {read}");
            contexts.insert(read.json()["@odata.context"].to_string());
            assert_eq!(listed(&mock, &format!("{path}/children")).await, "todo.txt", "{path}");
        }
    }
    expect![[r#"
        "http://mock.test/v1.0/$metadata#drives('0250D6AAB1F394F2')/bundles/$entity"
        "http://mock.test/v1.0/$metadata#drives('0250D6AAB1F394F2')/items/$entity"
        "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/bundles/$entity"
        "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/items/$entity""#]]
    .assert_eq(&Vec::from_iter(contexts).join("\n"));
    let batch = format!(
        r#"{{"requests": [
            {{"id": "1", "method": "GET", "url": "/drive/bundles/{id}?$select=name"}},
            {{"id": "2", "method": "DELETE", "url": "/me/drive/bundles/{id}/children/<todo.txt>"}},
            {{"id": "3", "method": "DELETE", "url": "/drive/items/{id}", "dependsOn": ["2"]}}]}}"#
    );
    let batch = bob(&mock, "POST /v1.0/$batch", &batch).await.json();
    let statuses = batch["responses"].as_array().expect("a list").iter().map(|part| &part["status"]);
    assert_eq!(statuses.map(ToString::to_string).collect::<Vec<_>>(), ["200", "204", "204"]);
}

#[tokio::test]
async fn a_taken_name_is_varied_on_demand() {
    let mock = Mock::new();
    made(&mock, BEACH).await;
    let renaming = BEACH.replace(r#"{"name""#, r#"{"@microsoft.graph.conflictBehavior": "rename", "name""#);
    let second = made(&mock, &renaming).await;
    made(&mock, &renaming).await;
    let expected = "My Day at the Beach, My Day at the Beach 1, My Day at the Beach 2";
    assert_eq!(listed(&mock, BUNDLES).await, expected);
    let rename = r#"{"name": "my day at the beach", "@microsoft.graph.conflictBehavior": "rename"}"#;
    let renamed = bob(&mock, &format!("PATCH {BUNDLES}/{second}"), rename).await;
    assert_eq!(renamed.json()["name"], "my day at the beach 1");
    let folder = r#"{"name": "Apples", "folder": {}}"#;
    assert_eq!(bob(&mock, "POST /v1.0/me/drive/root/children", folder).await.status, 201);
    made(&mock, r#"{"name": "Apples", "bundle": {}}"#).await;
}
