//! Habits of clients that the service bears: each was seen in one of them.

use expect_test::expect;
use serde_json::json;

use super::{alice, bob, refuses, text};
use crate::support::Mock;

#[tokio::test]
async fn a_file_may_be_made_first_and_written_later() {
    let mock = Mock::new();
    let request = "POST /v1.0/me/drive/root/children";
    let body = |behavior: &str| {
        format!(r#"{{"name": "new.txt", "file": {{}}, "@microsoft.graph.conflictBehavior": "{behavior}"}}"#)
    };
    let mut all = Vec::new();
    for behavior in ["fail", "fail", "replace", "rename"] {
        let answer = alice(&mock, request, &body(behavior)).await;
        all.push(match answer.status.as_u16() {
            201 => format!("201 {} {}", answer.json()["name"], answer.json()["size"]),
            _ => answer.line(),
        });
    }
    expect![[r#"
        [
            "201 \"new.txt\" 0",
            "409 nameAlreadyExists -: Name already exists",
            "409 nameAlreadyExists -: Name already exists",
            "201 \"new 1.txt\" 0",
        ]
    "#]]
    .assert_debug_eq(&all);
    let made = mock.id("graph", "alice", "/new.txt").await;
    let put = alice(&mock, &format!("PUT /v1.0/me/drive/items/{made}/content"), "later").await;
    assert_eq!((put.status.as_u16(), text(&mock, "new.txt").as_deref()), (200, Some("later")));
}

#[tokio::test]
async fn folders_above_a_new_one_are_made_on_personal_drives_only() {
    let mock = Mock::new();
    let request = "POST /v1.0/me/drive/root:/a/b:/children";
    let body = r#"{"name": "c", "folder": {}}"#;
    assert_eq!(bob(&mock, request, body).await.status, 201);
    let made = mock.paths("bob").await.into_iter().filter(|path| path.starts_with("/a"));
    assert_eq!(made.collect::<Vec<_>>(), ["/a", "/a/b", "/a/b/c"]);
    assert_eq!(alice(&mock, request, body).await.status, 404);
    assert_eq!(bob(&mock, "POST /v1.0/me/drive/items/BAD!1/children", body).await.status, 404);
}

#[tokio::test]
async fn the_services_own_words_may_be_written_in_any_case() {
    let mock = Mock::new();
    let plain = alice(&mock, "GET /v1.0/me/drive/root/children?$top=2&$select=name", "").await;
    let odd = alice(&mock, "GET /v1.0/Me/Drive/ROOT/Children?$Top=2&$Select=name", "").await;
    let next =
        |answer: &crate::support::Answer| answer.json()["@odata.nextLink"].as_str().map(str::to_lowercase);
    assert_eq!((odd.status.as_u16(), &odd.json()["value"]), (200, &plain.json()["value"]));
    assert_eq!(next(&odd), next(&plain));
    let link =
        alice(&mock, "POST /v1.0/me/drive/root:/hello.txt:/CreateLink", r#"{"type": "view", "scope": ""}"#);
    assert_eq!(link.await.status, 201, "an empty scope is none");
    assert_eq!(alice(&mock, "GET /v1.0/me/drive/special/Documents", "").await.status, 200);
    let id = mock.id("graph", "alice", "/hello.txt").await.to_lowercase();
    assert_eq!(
        alice(&mock, &format!("GET /v1.0/me/drive/items/{id}"), "").await.status,
        404,
        "ids are exact"
    );
}

#[tokio::test]
async fn what_cannot_be_expanded_is_refused() {
    let mock = Mock::new();
    refuses(
        &mock,
        "alice",
        [
            "root:/hello.txt?$expand=foo",
            "root:/hello.txt?$expand=listItem($expand=fields)",
            "root:/hello.txt?expand=children,versions",
            "root/children?$expand=analytics",
            "root/children?$expand=thumbnails",
        ]
        .map(|query| (format!("GET /v1.0/me/drive/{query}"), "")),
        expect![[r#"
            GET /v1.0/me/drive/root:/hello.txt?$expand=foo: 400 invalidRequest invalidQueryOption: Parsing OData Select and Expand failed: Could not find a property named 'foo' on type 'microsoft.graph.driveItem'.
            GET /v1.0/me/drive/root:/hello.txt?$expand=listItem($expand=fields): 501 notSupported -: mockdrive does not emulate $expand=listItem of driveItem.get.
            GET /v1.0/me/drive/root:/hello.txt?expand=children,versions: 501 notSupported -: mockdrive does not emulate $expand=versions of driveItem.get.
            GET /v1.0/me/drive/root/children?$expand=analytics: 501 notSupported -: mockdrive does not emulate $expand=analytics of driveItem.children.list.
            GET /v1.0/me/drive/root/children?$expand=thumbnails: 400 invalidRequest invalidQueryOption: Thumbnails of children are told of personal drives only.
        "#]],
    )
    .await;
}

#[tokio::test]
async fn permissions_are_expanded() {
    let mock = Mock::new();
    let link = r#"{"type": "view", "scope": "organization"}"#;
    alice(&mock, "POST /v1.0/me/drive/root:/hello.txt:/createLink", link).await;
    let item = alice(
        &mock,
        "GET /v1.0/me/drive/root:/hello.txt?$expand=permissions($select=id,roles)&$select=name",
        "",
    );
    let list =
        alice(&mock, "GET /v1.0/me/drive/root:/hello.txt:/permissions?$select=id,roles", "").await.json();
    let item = item.await.json();
    assert_eq!((&item["name"], &item["permissions"]), (&json!("hello.txt"), &list["value"]));
    assert_eq!(list["value"].as_array().map(Vec::len), Some(2));
    let children = alice(&mock, "GET /v1.0/me/drive/root/children?$expand=permissions($select=id,roles)", "")
        .await
        .json();
    let children = children["value"].as_array().expect("a list").iter();
    let listed = children.filter(|item| item["name"] == "hello.txt").map(|item| item["permissions"].clone());
    assert_eq!(listed.collect::<Vec<_>>(), [list["value"].clone()]);
}

#[tokio::test]
async fn bodies_in_a_batch_arrive_as_they_were_sent() {
    let mock = Mock::new();
    let body = r#"{"z": 1,  "a": 1.0, "m": 1e2, "deep": DEEP}"#
        .replace("DEEP", &("[".repeat(100) + &"]".repeat(100)));
    let batch = format!(
        r#"{{"requests": [{{"id": "1", "method": "PUT", "url": "/me/drive/root:/a.json:/content",
            "headers": {{"Content-Type": "application/json"}}, "body": {body}}}]}}"#
    );
    let answer = alice(&mock, "POST /v1.0/$batch", &batch).await;
    assert_eq!((&answer.json()["responses"][0]["status"], text(&mock, "a.json")), (&json!(201), Some(body)));
}

#[tokio::test]
async fn the_file_of_a_session_stays_in_its_drive() {
    let mock = Mock::new();
    let request = "POST /v1.0/me/drive/root:/a.bin:/createUploadSession";
    let session = alice(&mock, request, r#"{"deferCommit": true}"#).await.json();
    let url = session["uploadUrl"].as_str().expect("an address");
    mock.send(&format!("PUT {}\nContent-Range: bytes 0-0/1\n\nx", url.replace("http://mock.test", ""))).await;
    let body = format!(r#"{{"name": "mine.bin", "@microsoft.graph.sourceUrl": "{url}"}}"#);
    refuses(&mock, "bob", [("PUT /v1.0/me/drive/root", &body)], expect![[r#"
        PUT /v1.0/me/drive/root {"name": "mine.bin", "@microsoft.graph.sourceUrl": "http://mock.test/_api/v2.0/upload/AAAAAAAAAA…: 404 itemNotFound uploadSessionNotFound: Upload session not found.
    "#]]).await;
    assert_eq!(alice(&mock, "PUT /v1.0/me/drive/root", &body).await.status, 201);
}

#[tokio::test]
async fn no_tag_of_a_folder_stands_for_the_list_of_what_is_in_it() {
    let mock = Mock::new();
    let folder = bob(&mock, "GET /v1.0/me/drive/root:/Private", "").await.json();
    bob(&mock, "POST /v1.0/me/drive/root:/Private:/children", r#"{"name": "new", "folder": {}}"#).await;
    for tag in ["cTag", "eTag"] {
        let tag = folder[tag].as_str().expect("a tag");
        let list = format!("GET /v1.0/me/drive/root:/Private:/children\nIf-None-Match: {tag}");
        assert_eq!(bob(&mock, &list, "").await.status, 200, "{tag}");
    }
    let after = bob(&mock, "GET /v1.0/me/drive/root:/Private", "").await.json();
    assert_eq!(after["cTag"], folder["cTag"], "it never changes");
}

#[tokio::test]
async fn no_file_is_larger_than_the_service_keeps() {
    let mock = Mock::new();
    let session = alice(&mock, "POST /v1.0/me/drive/root:/a.bin:/createUploadSession", "").await.json();
    let url = session["uploadUrl"].as_str().expect("an address").replace("http://mock.test", "");
    let refused = "413 invalidRequest maxFileSizeExceeded: Max file size exceeded.";
    for total in ["268435456001", "9223372036854775807"] {
        let answer = mock.send(&format!("PUT {url}\nContent-Range: bytes 0-0/{total}\n\nx")).await;
        assert_eq!(answer.line(), refused);
    }
}
