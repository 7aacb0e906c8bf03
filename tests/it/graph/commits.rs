//! How upload sessions begin and end: refusals, conflicts, commits.

use std::fmt::Write;

use expect_test::expect;
use mockdrive::world::{Actor, Content, OnConflict};

use super::{
    alice, text,
    uploads::{NEW, open, put},
};
use crate::support::Mock;

#[tokio::test]
async fn sessions_that_could_never_end_well_are_not_opened() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    let mut lines = String::new();
    for (item, headers, body) in [
        ("root:/hello.txt:", "", r#"{"item": {"@microsoft.graph.conflictBehavior": "fail"}}"#),
        ("root:/Documents:", "", ""),
        ("root", "", ""),
        ("items/nothing", "", ""),
        ("root:/a|b.bin:", "", ""),
        ("root:/a.bin:", "", r#"{"item": {"name": "b.bin"}}"#),
        ("root:/a.bin:", "", r#"{"item": {"name": "a?.bin"}}"#),
        ("root:/a.bin:", "", r#"{"item": {"fileSize": 1099511627776}}"#),
        ("root:/a.bin:", "", r#"{"item": {"fileSize": 300000000000}}"#),
        ("root:/a.bin:", "", r#"{"item": {"fileSize": -1}}"#),
        ("root:/a.bin:", "", r#"{"item": {"fileSize": 99999999999999999999}}"#),
        ("root:/a.bin:", "", r#"{"item": []}"#),
        ("root:/a.bin:", "", r#"{"deferCommit": "yes"}"#),
        ("root:/hello.txt:", "If-Match: \"other\"", ""),
        ("root:/hello.txt:", "If-None-Match: *", ""),
        ("root:/a.bin:", "If-Match: *", ""),
    ] {
        let head = if headers.is_empty() { String::new() } else { format!("\n{headers}") };
        let request = format!("POST /v1.0/me/drive/{}/createUploadSession{head}", item.replace('|', "%7C"));
        let answer = alice(&mock, &request, body).await;
        writeln!(lines, "{item} {headers} {body}\n  {}", answer.line()).expect("a string");
    }
    expect![[r#"
        root:/hello.txt:  {"item": {"@microsoft.graph.conflictBehavior": "fail"}}
          409 nameAlreadyExists -: Name already exists
        root:/Documents:  
          400 invalidRequest -: Cannot overwrite an item with the current operation
        root  
          400 invalidRequest -: Cannot overwrite an item with the current operation
        items/nothing  
          404 itemNotFound -: The resource could not be found.
        root:/a|b.bin:  
          400 invalidRequest invalidPath: Name contains invalid characters.
        root:/a.bin:  {"item": {"name": "b.bin"}}
          400 invalidRequest -: The name of the item is not the one in the URL.
        root:/a.bin:  {"item": {"name": "a?.bin"}}
          400 invalidRequest invalidPath: Name contains invalid characters.
        root:/a.bin:  {"item": {"fileSize": 1099511627776}}
          507 quotaLimitReached -: The user has reached their quota limit.
        root:/a.bin:  {"item": {"fileSize": 300000000000}}
          413 invalidRequest maxFileSizeExceeded: Max file size exceeded.
        root:/a.bin:  {"item": {"fileSize": -1}}
          400 BadRequest -: Property fileSize in payload has a value that does not match schema.
        root:/a.bin:  {"item": {"fileSize": 99999999999999999999}}
          400 BadRequest -: Property fileSize in payload has a value that does not match schema.
        root:/a.bin:  {"item": []}
          400 BadRequest -: Property item in payload has a value that does not match schema.
        root:/a.bin:  {"deferCommit": "yes"}
          400 BadRequest -: Property deferCommit in payload has a value that does not match schema.
        root:/hello.txt: If-Match: "other" 
          412 resourceModified -: ETag does not match current item's value
        root:/hello.txt: If-None-Match: * 
          412 resourceModified -: ETag does not match current item's value
        root:/a.bin: If-Match: * 
          412 resourceModified -: ETag does not match current item's value
    "#]]
    .assert_eq(&lines);
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing changed");
}

/// Someone else makes a file of this name in alice's root.
fn intrude(mock: &Mock, name: &str) {
    let made = mock.sandbox().write(|world, now| {
        let drive = world.drives().next().expect("alice's").clone();
        let by = Actor::User(drive.person().expect("alice"));
        world.create_file(by, drive.root, name, Content::default(), OnConflict::Fail, now)
    });
    made.expect("the name is free");
}

#[tokio::test]
async fn a_name_that_is_taken_at_the_end_leaves_the_session_alive() {
    let mock = Mock::new();
    let fail = r#"{"item": {"@microsoft.graph.conflictBehavior": "fail"}}"#;
    let url = open(&mock, "/v1.0/me/drive/root:/late.bin:", fail).await;
    put(&mock, &url, "0-4/10", "12345").await;
    intrude(&mock, "late.bin");
    let mut story = format!("{}\n", put(&mock, &url, "5-9/10", "67890").await);
    writeln!(story, "again: {}", put(&mock, &url, "5-9/10", "67890").await.line()).expect("a string");
    writeln!(story, "GET: {}", mock.send(&format!("GET {url}")).await).expect("a string");
    let commit = format!(
        r#"{{"name": "late.bin", "@microsoft.graph.conflictBehavior": "rename",
            "@microsoft.graph.sourceUrl": "http://mock.test{url}"}}"#
    );
    let refused = commit.replace("rename", "fail");
    let answer = alice(&mock, "PUT /v1.0/me/drive/root", &refused).await;
    writeln!(story, "PUT fail: {}", answer.line()).expect("a string");
    let answer = alice(&mock, "PUT /v1.0/me/drive/root", &commit).await;
    writeln!(story, "PUT rename: {} {}", answer.status, answer.json()["name"]).expect("a string");
    expect![[r#"
        409 Conflict
        {
          "error": {
            "code": "nameAlreadyExists",
            "innerError": "<request 3's ids>",
            "message": "Another file exists with the same name as the uploaded session. You can redirect the upload session to use a new filename by calling PUT with the new metadata and @microsoft.graph.sourceUrl attribute."
          }
        }
        again: 409 nameAlreadyExists -: Another file exists with the same name as the uploaded session. You can redirect the upload session to use a new filename by calling PUT with the new metadata and @microsoft.graph.sourceUrl attribute.
        GET: 200 OK
        {
          "expirationDateTime": "2026-01-09T03:04:05Z",
          "nextExpectedRanges": []
        }
        PUT fail: 409 nameAlreadyExists -: Another file exists with the same name as the uploaded session. You can redirect the upload session to use a new filename by calling PUT with the new metadata and @microsoft.graph.sourceUrl attribute.
        PUT rename: 201 Created "late 1.bin"
    "#]].assert_eq(&story);
    assert_eq!(text(&mock, "late 1.bin").as_deref(), Some("1234567890"));
    assert_eq!(text(&mock, "late.bin").as_deref(), Some(""));
}

#[tokio::test]
async fn a_commit_may_put_the_file_elsewhere() {
    for (path, name, made) in [
        ("root:/Documents:", r#""b.bin""#, "Documents/b.bin"),
        ("root:/Documents/c.bin:", r#""ignored.bin""#, "Documents/c.bin"),
        ("root:/new/deep/d.bin", "null", "new/deep/d.bin"),
    ] {
        let mock = Mock::new();
        let url = open(&mock, NEW, r#"{"deferCommit": true}"#).await;
        put(&mock, &url, "0-2/3", "new").await;
        let commit = format!(
            r#"{{"name": {name}, "@microsoft.graph.sourceUrl": "http://mock.test{url}", "file": {{}}}}"#
        );
        let answer = alice(&mock, &format!("PUT /v1.0/me/drive/{path}"), &commit).await;
        assert_eq!(answer.status, 201, "{path}: {answer}");
        assert_eq!(text(&mock, made).as_deref(), Some("new"), "{path}");
        assert_eq!(text(&mock, "New/a.bin"), None);
    }
}

#[tokio::test]
async fn a_commit_needs_a_session_that_has_everything() {
    let mock = Mock::new();
    let url = open(&mock, NEW, r#"{"deferCommit": true}"#).await;
    put(&mock, &url, "0-2/6", "new").await;
    let before = mock.sandbox().snapshot();
    let mut lines = String::new();
    for (path, source) in [
        ("root:/b.bin:", format!("\"http://mock.test{url}\"")),
        ("root:/b.bin:", "\"http://mock.test/_api/v2.0/upload/nothing\"".into()),
        ("root:/b.bin:", "\"https://example.com/picture.jpg\"".into()),
        ("root:/b.bin:", "null".into()),
        ("root:/b.bin:", "7".into()),
    ] {
        let body = format!(r#"{{"@microsoft.graph.sourceUrl": {source}}}"#);
        let answer = alice(&mock, &format!("PUT /v1.0/me/drive/{path}"), &body).await;
        let source = if source.contains("upload/A") { "the session" } else { &source };
        writeln!(lines, "{path} {source}\n  {}", answer.line()).expect("a string");
    }
    let answer = mock.send(&format!("POST {url}")).await;
    writeln!(lines, "POST\n  {}", answer.line()).expect("a string");
    expect![[r#"
        root:/b.bin: the session
          400 invalidRequest uploadSessionIncomplete: Upload session incomplete.
        root:/b.bin: "http://mock.test/_api/v2.0/upload/nothing"
          404 itemNotFound uploadSessionNotFound: Upload session not found.
        root:/b.bin: "https://example.com/picture.jpg"
          400 notSupported -: Items cannot be fetched from other addresses.
        root:/b.bin: null
          400 invalidRequest -: A PUT of an item needs @microsoft.graph.sourceUrl, the address of an upload session.
        root:/b.bin: 7
          400 BadRequest -: Property @microsoft.graph.sourceUrl in payload has a value that does not match schema.
        POST
          400 invalidRequest uploadSessionIncomplete: Upload session incomplete.
    "#]].assert_eq(&lines);
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing changed");
}

#[tokio::test]
async fn a_deferred_file_appears_when_it_is_committed() {
    let mock = Mock::new();
    let url = open(&mock, NEW, r#"{"deferCommit": true}"#).await;
    let mut story = String::new();
    for _ in 0..2 {
        writeln!(story, "PUT: {}", put(&mock, &url, "0-2/3", "new").await).expect("a string");
    }
    assert_eq!(text(&mock, "New/a.bin"), None);
    expect![[r#"
        PUT: 202 Accepted
        {
          "expirationDateTime": "2026-01-09T03:04:05Z",
          "nextExpectedRanges": []
        }
        PUT: 202 Accepted
        {
          "expirationDateTime": "2026-01-09T03:04:05Z",
          "nextExpectedRanges": []
        }
    "#]]
    .assert_eq(&story);
    for _ in 0..2 {
        let answer = mock.send(&format!("POST {url}\nContent-Length: 0")).await;
        assert_eq!(
            (answer.status.as_u16(), answer.json()["name"].as_str()),
            (201, Some("a.bin")),
            "{answer}"
        );
    }
    assert_eq!(text(&mock, "New/a.bin").as_deref(), Some("new"));
}

#[tokio::test]
async fn a_folder_can_be_put_at_a_path() {
    let mock = Mock::new();
    let put = async |path: &str, body: &str| {
        let answer = alice(&mock, &format!("PUT /v1.0/me/drive/{path}"), body).await;
        (answer.status.as_u16(), answer.json()["name"].as_str().unwrap_or("-").to_owned())
    };
    let folder =
        |behavior: &str| format!(r#"{{"folder": {{}}, "@microsoft.graph.conflictBehavior": "{behavior}"}}"#);
    assert_eq!(put("root:/a/b/c", r#"{"folder": {}}"#).await, (201, "c".into()));
    assert_eq!(put("root:/a/b/c:", r#"{"folder": {}}"#).await, (409, "-".into()));
    assert_eq!(put("root:/a/b/c:", &folder("replace")).await, (200, "c".into()));
    assert_eq!(put("root:/a/b/c:", &folder("rename")).await, (201, "c 1".into()));
    assert_eq!(put("root:/a/b:", r#"{"folder": {}, "name": "d"}"#).await, (201, "d".into()));
    assert_eq!(put("root:/hello.txt:", &folder("replace")).await, (409, "-".into()));
    assert_eq!(put("root:/a|:".replace('|', "%7C").as_str(), r#"{"folder": {}}"#).await, (400, "-".into()));
    let hello = mock.id("graph", "alice", "/hello.txt").await;
    assert_eq!(put(&format!("items/{hello}"), &folder("rename")).await, (409, "-".into()));
    let made: Vec<String> = mock.paths("alice").await;
    let made: Vec<&String> = made.iter().filter(|path| path.starts_with("/a/")).collect();
    assert_eq!(made, ["/a/b", "/a/b/c", "/a/b/c 1", "/a/b/d"]);
}

#[tokio::test]
async fn what_a_session_says_of_the_file_is_kept() {
    let mock = Mock::new();
    let body = r#"{"item": {"description": "from a camera", "fileSystemInfo":
        {"createdDateTime": "2020-01-01T00:00:00Z", "lastModifiedDateTime": "2020-02-02T00:00:00Z"}}}"#;
    let url = open(&mock, "/v1.0/me/drive/root:/a.jpg:", body).await;
    assert_eq!(put(&mock, &url, "0-1/2", "12").await.status, 201);
    let deferred = body.replacen('{', r#"{"deferCommit": true, "#, 1);
    let url = open(&mock, "/v1.0/me/drive/root:/b.jpg:", &deferred).await;
    assert_eq!(put(&mock, &url, "0-1/2", "12").await.status, 202);
    let commit = format!(
        r#"{{"name": "b.jpg", "description": "from the commit", "@microsoft.graph.sourceUrl": "{url}"}}"#
    );
    let answer = alice(&mock, "PUT /v1.0/me/drive/root", &commit).await;
    assert_eq!(answer.status, 201, "{answer}");
    let mut lines = String::new();
    for name in ["a.jpg", "b.jpg"] {
        let select = format!("GET /v1.0/me/drive/root:/{name}?$select=description,fileSystemInfo");
        writeln!(lines, "{}", alice(&mock, &select, "").await).expect("a string");
    }
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root(description,fileSystemInfo)/$entity",
          "@odata.etag": "\"{8A50498D-9C86-2A84-7753-8E406DE2BF9C},1\"",
          "description": "from a camera",
          "fileSystemInfo": {
            "createdDateTime": "2020-01-01T00:00:00Z",
            "lastModifiedDateTime": "2020-02-02T00:00:00Z"
          }
        }
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root(description,fileSystemInfo)/$entity",
          "@odata.etag": "\"{457FBE29-9ACA-08EC-0B83-91CDF464EDA5},1\"",
          "description": "from the commit",
          "fileSystemInfo": {
            "createdDateTime": "2020-01-01T00:00:00Z",
            "lastModifiedDateTime": "2020-02-02T00:00:00Z"
          }
        }
    "#]].assert_eq(&lines);
}
