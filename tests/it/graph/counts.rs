//! How many there are: `$count` behind a collection.

use expect_test::expect;

use super::{alice, stage::Stage};
use crate::support::Mock;

#[tokio::test]
async fn a_count_is_plain_text_and_knows_no_pages() {
    let mock = Mock::new();
    for number in 0..3 {
        let body = format!("content {number}");
        assert!(alice(&mock, "PUT /v1.0/me/drive/root:/hello.txt:/content", &body).await.status.is_success());
    }
    let versions = "/v1.0/me/drive/root:/hello.txt:/versions";
    for address in [
        format!("{versions}/$count"),
        format!("{versions}/%24count"),
        format!("{versions}/$count?$top=1"),
        format!("{versions}/$count").replace("/v1.0/", "/_api/v2.0/"),
    ] {
        let answer = alice(&mock, &format!("GET {address}"), "").await;
        assert_eq!((answer.header("content-type"), answer.to_string().as_str()), ("text/plain", "200 OK\n4"));
    }
}

#[tokio::test]
async fn a_count_is_that_of_its_list() {
    let stage = Stage::new().await;
    for (who, list) in [
        ("alice-token", "/v1.0/users"),
        ("alice-token", "/v1.0/groups"),
        ("alice-token", "/v1.0/sites"),
        ("alice-token", "/v1.0/drives"),
        ("bob-token", "/v1.0/drives"),
        ("alice-token", "/v1.0/me/drives"),
        ("alice-token", "/v1.0/sites/root/drives"),
        ("alice-token", "/v1.0/me/drive/following"),
        ("alice-token", "/v1.0/me/drive/root/children"),
        ("alice-token", "/v1.0/me/drive/items/{item-id}/versions"),
        ("alice-token", "/v1.0/me/drive/items/{plan-id}/permissions"),
        ("bob-token", "/v1.0/drives/{drive-id}/items/{plan-id}/permissions"),
        ("alice-token", "/v1.0/me/drive/items/{picture-id}/thumbnails"),
        ("alice-token", "/v1.0/me/drive/items/{item-id}/thumbnails"),
        ("bob-token", "/v1.0/shares/{share-id}/items"),
        ("alice-token", "/v1.0/shares/{people-share}/items"),
    ] {
        let whole = stage.send(&format!("GET {list}"), Some(who)).await.json();
        let count = stage.send(&format!("GET {list}/$count"), Some(who)).await;
        let listed = whole["value"].as_array().expect("a list").len();
        assert_eq!(count.to_string(), format!("200 OK\n{listed}"), "{list}");
    }
    let found = stage.send("GET /v1.0/sites/$count?search=elsewhere", Some("alice-token")).await;
    assert_eq!(found.to_string(), "200 OK\n0");
}

#[tokio::test]
async fn what_has_no_count_is_refused() {
    let stage = Stage::new().await;
    let refused = [
        ("alice-token", "GET /v1.0/me/drive/items/{folder-id}/versions/$count"),
        ("alice-token", "GET /v1.0/me/drive/items/nothing/versions/$count"),
        ("bob-token", "GET /v1.0/me/drive/following/$count"),
        ("bob-token", "GET /v1.0/drives/{drive-id}/following/$count"),
        ("bob-token", "GET /v1.0/drives/{drive-id}/items/{item-id}/permissions/$count"),
        ("alice-token", "GET /v1.0/users/{user-id}/drives/$count?$skip=1"),
        ("bob-token", "GET /v1.0/users/{user-id}/drives/$count"),
        ("alice-token", "GET /v1.0/users/nobody/drives/$count"),
        ("alice-token", "GET /v1.0/shares/nothing/items/$count"),
        ("alice-token", "POST /v1.0/users/$count"),
    ];
    stage.refuses(refused, expect![[r#"
        alice-token GET /v1.0/me/drive/items/{folder-id}/versions/$count: 400 invalidRequest -: Only files have versions.
        alice-token GET /v1.0/me/drive/items/nothing/versions/$count: 404 itemNotFound -: The resource could not be found.
        bob-token GET /v1.0/me/drive/following/$count: 400 invalidRequest -: Items of personal drives cannot be followed.
        bob-token GET /v1.0/drives/{drive-id}/following/$count: 403 accessDenied -: The caller doesn't have permission to perform the action.
        bob-token GET /v1.0/drives/{drive-id}/items/{item-id}/permissions/$count: 403 accessDenied -: The caller doesn't have permission to perform the action.
        alice-token GET /v1.0/users/{user-id}/drives/$count?$skip=1: 400 invalidRequest invalidQueryOption: The query option $skip is not supported.
        bob-token GET /v1.0/users/{user-id}/drives/$count: 403 accessDenied -: The caller doesn't have permission to perform the action.
        alice-token GET /v1.0/users/nobody/drives/$count: 404 itemNotFound -: The resource could not be found.
        alice-token GET /v1.0/shares/nothing/items/$count: 404 itemNotFound -: The resource could not be found.
        alice-token POST /v1.0/users/$count: 405 notAllowed -: The HTTP method is not allowed on this resource.
    "#]]).await;
}
