//! How many there are: `$count` behind a collection.

use expect_test::expect;

use super::{alice, stage::Stage};
use crate::support::Mock;

#[tokio::test]
async fn a_count_is_plain_text_and_knows_no_pages() {
    let mock = Mock::new();
    for address in ["users/$count", "users/%24count", "users/$count?$top=1", "Users/$Count"] {
        let answer = alice(&mock, &format!("GET /v1.0/{address}"), "").await;
        assert_eq!((answer.header("content-type"), answer.to_string().as_str()), ("text/plain", "200 OK\n2"));
    }
}

#[tokio::test]
async fn a_count_is_that_of_its_list() {
    let stage = Stage::new().await;
    for (who, list) in
        [("alice-token", "/v1.0/users"), ("alice-token", "/v1.0/groups"), ("alice-token", "/v1.0/sites")]
    {
        let whole = stage.send(&format!("GET {list}"), Some(who)).await.json();
        let count = stage.send(&format!("GET {list}/$count"), Some(who)).await;
        let listed = whole["value"].as_array().expect("a list").len();
        assert_eq!(count.to_string(), format!("200 OK\n{listed}"), "{list}");
    }
    let found = stage.send("GET /v1.0/sites/$count?search=elsewhere", Some("alice-token")).await;
    assert_eq!(found.to_string(), "200 OK\n0");
}

#[tokio::test]
async fn collections_of_drives_have_no_count_and_take_it_for_an_id() {
    let stage = Stage::new().await;
    let refused = [
        "/v1.0/drives/$count",
        "/v1.0/me/drives/$count",
        "/v1.0/users/{user-id}/drives/%24count",
        "/v1.0/groups/{group-id}/drives/$count",
        "/v1.0/sites/root/drives/$count",
        "/v1.0/me/drive/items/$count",
        "/v1.0/me/drive/root/children/$count",
        "/v1.0/me/drive/root:/Documents:/children/%24count",
        "/v1.0/me/drive/items/{item-id}/versions/$count",
        "/v1.0/me/drive/items/{plan-id}/permissions/$count",
        "/v1.0/me/drive/items/{picture-id}/thumbnails/$count",
        "/v1.0/me/drive/following/$count",
        "/v1.0/me/drive/special/$count",
        "/v1.0/shares/$count",
        "/v1.0/shares/{share-id}/items/$count",
    ];
    stage.refuses(refused.map(|path| ("alice-token", format!("GET {path}"))), expect![[r#"
        alice-token GET /v1.0/drives/$count: 400 invalidRequest -: The provided drive id appears to be malformed.
        alice-token GET /v1.0/me/drives/$count: 400 invalidRequest -: The provided drive id appears to be malformed.
        alice-token GET /v1.0/users/{user-id}/drives/%24count: 400 invalidRequest -: The provided drive id appears to be malformed.
        alice-token GET /v1.0/groups/{group-id}/drives/$count: 400 invalidRequest -: The provided drive id appears to be malformed.
        alice-token GET /v1.0/sites/root/drives/$count: 400 invalidRequest -: The provided drive id appears to be malformed.
        alice-token GET /v1.0/me/drive/items/$count: 404 itemNotFound -: The resource could not be found.
        alice-token GET /v1.0/me/drive/root/children/$count: 404 itemNotFound -: The resource could not be found.
        alice-token GET /v1.0/me/drive/root:/Documents:/children/%24count: 404 itemNotFound -: The resource could not be found.
        alice-token GET /v1.0/me/drive/items/{item-id}/versions/$count: 404 itemNotFound -: The resource could not be found.
        alice-token GET /v1.0/me/drive/items/{plan-id}/permissions/$count: 404 itemNotFound -: The resource could not be found.
        alice-token GET /v1.0/me/drive/items/{picture-id}/thumbnails/$count: 404 itemNotFound -: The resource could not be found.
        alice-token GET /v1.0/me/drive/following/$count: 404 itemNotFound -: The resource could not be found.
        alice-token GET /v1.0/me/drive/special/$count: 404 itemNotFound -: The resource could not be found.
        alice-token GET /v1.0/shares/$count: 403 accessDenied -: The sharing link no longer exists, or you do not have permission to access it.
        alice-token GET /v1.0/shares/{share-id}/items/$count: 404 itemNotFound -: The resource could not be found.
    "#]]).await;
    stage.refuses([("alice-token", "POST /v1.0/users/$count")], expect![[r#"
        alice-token POST /v1.0/users/$count: 405 notAllowed -: The HTTP method is not allowed on this resource.
    "#]]).await;
}

#[tokio::test]
async fn collections_of_drives_are_neither_counted_nor_entered_at_a_number() {
    let stage = Stage::new().await;
    let options = ["$count=true", "$skip=1", "count=true", "%24skip=0", "$top=1&$skip=x"];
    let first = options.map(|option| format!("GET /v1.0/me/drive/root/children?{option}"));
    let lists = [
        "/v1.0/drives",
        "/v1.0/me/drives",
        "/v1.0/users/{user-id}/drives",
        "/v1.0/me/drive/root:/Documents:/children",
        "/v1.0/me/drive/search(q='a')",
        "/v1.0/me/drive/root/delta",
        "/v1.0/me/drive/delta()",
        "/v1.0/me/drive/recent",
        "/v1.0/me/drive/sharedWithMe",
        "/v1.0/me/drive/following",
        "/v1.0/me/drive/special",
        "/v1.0/me/drive/items/{item-id}/versions",
        "/v1.0/me/drive/items/{plan-id}/permissions",
        "/v1.0/me/drive/items/{picture-id}/thumbnails",
        "/v1.0/shares/{share-id}/items",
    ];
    let lists = lists.map(|list| format!("GET {list}?$count=true"));
    let rows = first.into_iter().chain(lists).map(|request| ("alice-token", request));
    stage.refuses(rows, expect![[r#"
        alice-token GET /v1.0/me/drive/root/children?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/me/drive/root/children?$skip=1: 400 invalidRequest -: $skip is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/me/drive/root/children?count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/me/drive/root/children?%24skip=0: 400 invalidRequest -: $skip is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/me/drive/root/children?$top=1&$skip=x: 400 invalidRequest -: $skip is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/drives?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/me/drives?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/users/{user-id}/drives?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/me/drive/root:/Documents:/children?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/me/drive/search(q='a')?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/me/drive/root/delta?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/me/drive/delta()?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/me/drive/recent?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/me/drive/sharedWithMe?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/me/drive/following?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/me/drive/special?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/me/drive/items/{item-id}/versions?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/me/drive/items/{plan-id}/permissions?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/me/drive/items/{picture-id}/thumbnails?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
        alice-token GET /v1.0/shares/{share-id}/items?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
    "#]]).await;
    let uncounted = stage.send("GET /v1.0/me/drive/root/children?$count=false", Some("alice-token")).await;
    assert_eq!(uncounted.status, 200, "nothing is counted: {uncounted}");
}
