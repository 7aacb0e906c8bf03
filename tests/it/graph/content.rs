//! Files written in one request.

use std::fmt::Write;

use expect_test::expect;

use super::{alice, text};
use crate::support::Mock;

const ME: &str = "/v1.0/me/drive";

#[tokio::test]
async fn a_new_file_is_created_with_the_folders_above_it() {
    let mock = Mock::new();
    let answer =
        alice(&mock, &format!("PUT {ME}/root:/New%20folder/deeper/a%20b.txt:/content"), "hello").await;
    expect![[r#"
        201 Created
        {
          "@microsoft.graph.downloadUrl": "http://mock.test/_layouts/15/download.aspx?UniqueId=0a01b3cd-d7c5-09af-6571-6d4193621e36&Translate=false&tempauth=AAAAAAAAACIAAAAAAAAAAQAAAZt84HsIBxwhZaF9vF60iNAobKMlxw&ApiVersion=2.0",
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root/$entity",
          "cTag": "\"c:{0A01B3CD-D7C5-09AF-6571-6D4193621E36},1\"",
          "createdBy": "<alice's identity>",
          "createdDateTime": "2026-01-02T03:04:05Z",
          "eTag": "\"{0A01B3CD-D7C5-09AF-6571-6D4193621E36},1\"",
          "file": {
            "hashes": {
              "quickXorHash": "aCgDG9jwBgAAAAAABQAAAAAAAAA="
            },
            "mimeType": "text/plain"
          },
          "fileSystemInfo": {
            "createdDateTime": "2026-01-02T03:04:05Z",
            "lastModifiedDateTime": "2026-01-02T03:04:05Z"
          },
          "id": "01A3AKUJWNWMAQVROXV4EWK4LNIGJWEHRW",
          "lastModifiedBy": "<alice's identity>",
          "lastModifiedDateTime": "2026-01-02T03:04:05Z",
          "name": "a b.txt",
          "parentReference": {
            "driveId": "<alice's drive>",
            "driveType": "business",
            "id": "01A3AKUJRJXZ7ULSU25QEAXA4RZX2GJ3NF",
            "name": "deeper",
            "path": "/drives/<alice's drive>/root:/New folder/deeper",
            "siteId": "c80d6d1f-d7e4-f22d-2638-479cd5114ea8"
          },
          "size": 5,
          "webUrl": "http://mock.test/personal/alice_example_com/Documents/New%20folder/deeper/a%20b.txt"
        }"#]].assert_eq(&answer.to_string());
    assert_eq!(text(&mock, "New folder/deeper/a b.txt").as_deref(), Some("hello"));
}

#[tokio::test]
async fn a_file_that_is_there_keeps_its_id_and_gets_a_version() {
    let mock = Mock::new();
    let before = alice(&mock, &format!("GET {ME}/root:/hello.txt"), "").await.json();
    let answer = alice(&mock, &format!("PUT {ME}/root:/HELLO.TXT:/content"), "other").await;
    expect![[r#"
        200 OK
        {
          "@microsoft.graph.downloadUrl": "http://mock.test/_layouts/15/download.aspx?UniqueId=2da8620e-c3f2-d505-6ad0-ef0a88f3398c&Translate=false&tempauth=AAAAAAAAAAIAAAAAAAAAAgAAAZt84HsI6TGBJV3azxdthOwC9mMvXQ&ApiVersion=2.0",
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root/$entity",
          "cTag": "\"c:{<guid of hello.txt>},2\"",
          "createdBy": "<alice's identity>",
          "createdDateTime": "2026-01-01T08:00:00Z",
          "eTag": "\"{<guid of hello.txt>},2\"",
          "file": {
            "hashes": {
              "quickXorHash": "b6ADGsogBwAAAAAABQAAAAAAAAA="
            },
            "mimeType": "text/plain"
          },
          "fileSystemInfo": {
            "createdDateTime": "2026-01-01T08:00:00Z",
            "lastModifiedDateTime": "2026-01-02T03:04:05Z"
          },
          "id": "<hello.txt>",
          "lastModifiedBy": "<alice's identity>",
          "lastModifiedDateTime": "2026-01-02T03:04:05Z",
          "name": "hello.txt",
          "parentReference": "<in alice's root>",
          "size": 5,
          "webUrl": "http://mock.test/personal/alice_example_com/Documents/hello.txt"
        }"#]].assert_eq(&answer.to_string());
    assert_eq!(answer.json()["id"], before["id"]);
    assert_ne!(answer.json()["cTag"], before["cTag"]);
    assert_eq!(text(&mock, "hello.txt").as_deref(), Some("other"));
}

#[tokio::test]
async fn every_address_form_writes() {
    let mock = Mock::new();
    for (address, path, status) in [
        ("items/<hello.txt>/content", "hello.txt", 200),
        ("items/<hello.txt>:/:/content", "hello.txt", 200),
        ("items/<alice's root>:/new%20%231.txt:/content", "new #1.txt", 201),
        ("items/<Documents>:/sub/b.txt:/content", "Documents/sub/b.txt", 201),
        ("items/<Documents>/children/c.txt/content", "Documents/c.txt", 201),
        ("items/<Documents>/children/C.TXT/content", "Documents/c.txt", 200),
        ("root/children/d.txt/content", "d.txt", 201),
        ("root:/Documents/sub:/children/e.txt/content", "Documents/sub/e.txt", 201),
        ("root:/Documents/made:/children/f.txt/content", "Documents/made/f.txt", 201),
        ("items/root%3A%2FDocuments%2Fg.txt%3A/content", "Documents/g.txt", 201),
        ("root:/x//y.txt:/content", "x/y.txt", 201),
    ] {
        let body = address.replace(['<', '>'], "");
        let answer = alice(&mock, &format!("PUT {ME}/{address}"), &body).await;
        assert_eq!(answer.status, status, "{address}: {answer}");
        assert_eq!(text(&mock, path), Some(body));
    }
}

#[tokio::test]
async fn an_empty_body_makes_an_empty_file() {
    let mock = Mock::new();
    let answer = alice(&mock, &format!("PUT {ME}/root:/empty.txt:/content"), "").await;
    assert_eq!((answer.status.as_u16(), &answer.json()["size"]), (201, &0.into()));
    assert_eq!(text(&mock, "empty.txt").as_deref(), Some(""));
}

#[tokio::test]
async fn the_query_says_what_becomes_of_a_taken_name() {
    for (behavior, status, name, old) in [
        ("", 200, "hello.txt", "new"),
        ("@microsoft.graph.conflictBehavior=replace", 200, "hello.txt", "new"),
        ("%40microsoft.graph.conflictBehavior=rename", 201, "hello 1.txt", "Hello, mockdrive!\n"),
        ("@name.conflictBehavior=rename", 201, "hello 1.txt", "Hello, mockdrive!\n"),
    ] {
        for by_path in [true, false] {
            let mock = Mock::new();
            let hello = mock.id("graph", "alice", "/hello.txt").await;
            let address = if by_path { "root:/hello.txt:".to_owned() } else { format!("items/{hello}") };
            let answer = alice(&mock, &format!("PUT {ME}/{address}/content?{behavior}"), "new").await;
            assert_eq!(answer.status, status, "{behavior}: {answer}");
            assert_eq!(answer.json()["name"], name, "{behavior}");
            assert_eq!(text(&mock, name).as_deref(), Some("new"), "{behavior}");
            assert_eq!(text(&mock, "hello.txt").as_deref(), Some(old), "{behavior}");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_written_is_refused_and_changes_nothing() {
    let mock = Mock::with(|settings| settings.graph_put_max_bytes = 20);
    let before = mock.sandbox().snapshot();
    let mut lines = String::new();
    let long = format!("{}/x", "a".repeat(200)).repeat(2);
    for request in [
        format!("{ME}/root:/hello.txt:/content?@microsoft.graph.conflictBehavior=fail"),
        format!("{ME}/root:/hello.txt:/content?@microsoft.graph.conflictBehavior=overwrite"),
        format!("{ME}/root:/Documents:/content"),
        format!("{ME}/root/content"),
        format!("{ME}/root:/hello.txt/below.txt:/content"),
        format!("{ME}/items/nothing/content"),
        format!("{ME}/items/nothing:/a.txt:/content"),
        "/v1.0/drives/nothing/root:/a.txt:/content".into(),
        "/v1.0/users/bob/drive/root:/a.txt:/content".into(),
        format!("{ME}/root:/a%7Cb.txt:/content"),
        format!("{ME}/root:/../a.txt:/content"),
        format!("{ME}/root:/missing./a.txt:/content"),
        format!("{ME}/root:/%FF.txt:/content"),
        format!("{ME}/root:/{long}:/content"),
    ] {
        let answer = alice(&mock, &format!("PUT {request}"), "new").await;
        let error = &answer.json()["error"];
        let shown = if request.len() > 400 { "a path of 401 characters" } else { &request };
        let (status, inner) = (answer.status.as_u16(), &error["innerError"]["code"]);
        writeln!(lines, "{shown}\n  {status} {} {inner} {}", error["code"], error["message"])
            .expect("a string");
    }
    let answer = alice(&mock, &format!("PUT {ME}/root:/a.txt:/content"), &"x".repeat(21)).await;
    lines += &answer.to_string();
    expect![[r#"
        /v1.0/me/drive/root:/hello.txt:/content?@microsoft.graph.conflictBehavior=fail
          409 "nameAlreadyExists" null "Name already exists"
        /v1.0/me/drive/root:/hello.txt:/content?@microsoft.graph.conflictBehavior=overwrite
          400 "invalidRequest" null "conflictBehavior must be one of fail, replace, rename."
        /v1.0/me/drive/root:/Documents:/content
          501 "notSupported" null "Content cannot be written to a folder."
        /v1.0/me/drive/root/content
          501 "notSupported" null "Content cannot be written to a folder."
        /v1.0/me/drive/root:/hello.txt/below.txt:/content
          404 "itemNotFound" null "The resource could not be found."
        /v1.0/me/drive/items/nothing/content
          404 "itemNotFound" null "The resource could not be found."
        /v1.0/me/drive/items/nothing:/a.txt:/content
          404 "itemNotFound" null "The resource could not be found."
        /v1.0/drives/nothing/root:/a.txt:/content
          400 "invalidRequest" null "The provided drive id appears to be malformed."
        /v1.0/users/bob/drive/root:/a.txt:/content
          403 "accessDenied" null "The caller doesn't have permission to perform the action."
        /v1.0/me/drive/root:/a%7Cb.txt:/content
          400 "invalidRequest" "invalidPath" "Name contains invalid characters."
        /v1.0/me/drive/root:/../a.txt:/content
          400 "invalidRequest" "invalidPath" "Name contains invalid characters."
        /v1.0/me/drive/root:/missing./a.txt:/content
          400 "invalidRequest" "invalidPath" "Name contains invalid characters."
        /v1.0/me/drive/root:/%FF.txt:/content
          400 "invalidRequest" null "A valid path must be provided."
        a path of 401 characters
          400 "invalidRequest" "pathIsTooLong" "Path exceeds maximum length."
        413 Payload Too Large
        {
          "error": {
            "code": "invalidRequest",
            "innerError": "maxStreamSizeExceeded <request 15's ids>",
            "message": "The request body is larger than 20 bytes."
          }
        }"#]]
    .assert_eq(&lines);
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing changed");
}

#[tokio::test]
async fn the_longest_path_has_400_characters() {
    let mock = Mock::new();
    let folder = "é".repeat(199);
    for (name, status) in [("b".repeat(200), 201), ("c".repeat(201), 400)] {
        let encoded = "%C3%A9".repeat(199);
        let answer = alice(&mock, &format!("PUT {ME}/root:/{encoded}/{name}:/content"), "x").await;
        assert_eq!(answer.status, status, "{answer}");
    }
    let id = mock.id("graph", "alice", &format!("/{folder}")).await;
    for (name, status) in [("d".repeat(200), 201), ("e".repeat(201), 400)] {
        let answer = alice(&mock, &format!("PUT {ME}/items/{id}:/{name}:/content"), "x").await;
        assert_eq!(answer.status, status, "the folder counts: {answer}");
    }
}

#[tokio::test]
async fn a_drive_without_room_takes_nothing() {
    let mock = Mock::new();
    let sandbox = mock.sandbox();
    let left = alice(&mock, "GET /v1.0/me/drive", "").await.json()["quota"]["remaining"].as_u64();
    let before = sandbox.snapshot();
    let body = format!(r#"{{"item": {{"fileSize": {}}}}}"#, left.expect("a number") + 1);
    let answer = alice(&mock, &format!("POST {ME}/root:/new/big.bin:/createUploadSession"), &body).await;
    expect!["507 quotaLimitReached -: The user has reached their quota limit."].assert_eq(&answer.line());
    assert!(std::sync::Arc::ptr_eq(&before, &sandbox.snapshot()), "nothing changed");
}

#[tokio::test]
async fn tags_guard_against_lost_updates() {
    let mock = Mock::new();
    let hello = alice(&mock, &format!("GET {ME}/root:/hello.txt"), "").await.json();
    let tags = [&hello["eTag"], &hello["cTag"]].map(|tag| tag.as_str().expect("text").to_owned());
    let put = async |path: &str, header: &str, tag: &str| {
        let request = format!(
            "PUT {ME}/root:/{path}:/content\nAuthorization: Bearer alice-token\n{header}: {tag}\n\nx"
        );
        mock.send(&request).await
    };
    for tag in &tags {
        assert_eq!(put("hello.txt", "If-None-Match", tag).await.status, 412);
    }
    assert_eq!(put("hello.txt", "If-None-Match", "*").await.status, 412);
    assert_eq!(put("new.txt", "If-Match", "*").await.status, 412, "it is not there");
    expect!["412 resourceModified -: ETag does not match current item's value"]
        .assert_eq(&put("hello.txt", "If-Match", "\"other\"").await.line());
    assert_eq!(put("hello.txt", "If-Match", &tags[0]).await.status, 200);
    assert_eq!(put("hello.txt", "If-Match", &tags[0]).await.status, 412, "it was changed since");
    assert_eq!(put("new.txt", "If-None-Match", "*").await.status, 201);
}
