//! onedrive-api: contents, at once and in ranges, and where they are downloaded.

use std::ops::Range;

use expect_test::expect;
use onedrive_api::{
    ConflictBehavior, ExpectRange, ItemLocation, Tag, UploadSession,
    option::{DriveItemPutOption, ObjectOption},
    resource::DriveItem,
};
use reqwest::header;

use crate::{Graph, at, name, printed, refused, some_bytes};

const PART: usize = 320 * 1024;
const LENGTH: usize = 2 * PART + 1000;

/// The parts of an upload.
fn parts() -> [Range<usize>; 3] {
    [0..PART, PART..2 * PART, 2 * PART..LENGTH]
}

/// Sends one part.
async fn send(
    graph: &Graph,
    session: &UploadSession,
    content: &[u8],
    part: Range<usize>,
) -> onedrive_api::Result<Option<DriveItem>> {
    let range = part.start as u64..part.end as u64;
    session.upload_part(content[part].to_vec(), range, content.len() as u64, &graph.http).await
}

/// What the session waits for.
async fn expected(graph: &Graph, session: &UploadSession) -> Vec<ExpectRange> {
    session.get_meta(&graph.http).await.expect("a session").next_expected_ranges
}

#[tokio::test]
async fn a_small_file_comes_back_whole_and_in_part() {
    let graph = Graph::start().await;
    let alice = graph.drive("alice-token");
    let item = alice.upload_small(at("/a b/f 1.txt"), &b"Hello from Rust.\n"[..]).await.expect("written");
    expect![[r#"
        {
          "cTag": "\"c:{457FBE29-9ACA-08EC-0B83-91CDF464EDA5},1\"",
          "file": {
            "hashes": {
              "quickXorHash": "iS0JG9jwBhCYQQ5veQMIpFCHOdA="
            },
            "mimeType": "text/plain"
          },
          "fileSystemInfo": {
            "createdDateTime": "2026-01-02T03:04:05Z",
            "lastModifiedDateTime": "2026-01-02T03:04:05Z"
          },
          "size": 17,
          "id": "01A3AKUJRJXZ7ULSU25QEAXA4RZX2GJ3NF",
          "createdBy": {
            "user": {
              "displayName": "Alice Example",
              "email": "alice@example.com",
              "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
            }
          },
          "createdDateTime": "2026-01-02T03:04:05Z",
          "eTag": "\"{457FBE29-9ACA-08EC-0B83-91CDF464EDA5},1\"",
          "lastModifiedBy": {
            "user": {
              "displayName": "Alice Example",
              "email": "alice@example.com",
              "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
            }
          },
          "lastModifiedDateTime": "2026-01-02T03:04:05Z",
          "name": "f 1.txt",
          "parentReference": {
            "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
            "driveType": "business",
            "id": "01A3AKUJUNJFIIVBU4QQVHOU4OIBW6FP44",
            "name": "a b",
            "path": "/drives/b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE/root:/a b",
            "siteId": "c80d6d1f-d7e4-f22d-2638-479cd5114ea8"
          },
          "webUrl": "https://graph.microsoft.com/personal/alice_example_com/Documents/a%20b/f%201.txt",
          "@microsoft.graph.downloadUrl": "https://graph.microsoft.com/_layouts/15/download.aspx?UniqueId=457fbe29-9aca-08ec-0b83-91cdf464eda5&Translate=false&tempauth=AAAAAAAAACEAAAAAAAAAAQAAAZt84HsI2dMIp1q4SwGkcbhu0hlM0w&ApiVersion=2.0"
        }"#]].assert_eq(&printed(&item));
    let id = item.id.as_ref().expect("an id");
    let url = alice.get_item_download_url(id).await.expect("an address");
    assert!(url.starts_with("https://graph.microsoft.com/_layouts/15/download.aspx?"), "{url}");
    assert_eq!(graph.get(&url).await, (200, b"Hello from Rust.\n".to_vec()));
    assert_eq!(alice.get_item(id).await.expect("a file").download_url.as_deref(), Some(&*url));
    let part = graph.http.get(&url).header(header::RANGE, "bytes=6-9").send().await.expect("an answer");
    assert_eq!(part.status(), 206);
    assert_eq!(part.headers()["content-range"], "bytes 6-9/17");
    assert_eq!(part.bytes().await.expect("a body"), "from");
    let known = ObjectOption::new().if_none_match(item.c_tag.as_ref().expect("a tag"));
    let answer = alice.get_item_download_url_with_option(id, known).await;
    assert_eq!(
        answer.expect_err("nothing new").to_string(),
        "Unexpected response: Header `Location` not exists in response of `get_item_download_url`",
    );
    let longer = alice.upload_small(id, &b"Hello again from Rust.\n"[..]).await.expect("replaced");
    assert_eq!((longer.id.as_ref(), longer.size), (Some(id), Some(23)));
}

#[tokio::test]
async fn a_large_file_is_uploaded_in_ranges() {
    let graph = Graph::start().await;
    let alice = graph.drive("alice-token");
    let content = some_bytes(LENGTH);
    let (session, meta) = alice.new_upload_session(at("/new folder/large.bin")).await.expect("a session");
    assert_eq!(meta.next_expected_ranges, [ExpectRange { start: 0, end: None }]);
    assert_eq!(meta.expiration_date_time, "2026-01-09T03:04:05Z");
    let [first, second, third] = parts();
    assert!(send(&graph, &session, &content, first.clone()).await.expect("taken").is_none());
    let rest = [ExpectRange { start: PART as u64, end: Some(LENGTH as u64) }];
    assert_eq!(expected(&graph, &session).await, rest);
    assert_eq!(refused(send(&graph, &session, &content, first).await), (416, "invalidRange".into()));
    assert_eq!(refused(send(&graph, &session, &content, third.clone()).await), (416, "invalidRange".into()));
    // All that a client needs to go on is the address.
    let session = UploadSession::from_upload_url(session.upload_url());
    assert!(send(&graph, &session, &content, second).await.expect("taken").is_none());
    assert_eq!(refused(alice.get_item(at("/new folder/large.bin")).await), (404, "itemNotFound".into()));
    let item = send(&graph, &session, &content, third).await.expect("taken").expect("an item");
    expect![[r#"
        {
          "cTag": "\"c:{457FBE29-9ACA-08EC-0B83-91CDF464EDA5},1\"",
          "file": {
            "hashes": {
              "quickXorHash": "8/PXJ1RgZ0bpjpRZfRvaiTFlX0E="
            },
            "mimeType": "application/octet-stream"
          },
          "fileSystemInfo": {
            "createdDateTime": "2026-01-02T03:04:05Z",
            "lastModifiedDateTime": "2026-01-02T03:04:05Z"
          },
          "size": 656360,
          "id": "01A3AKUJRJXZ7ULSU25QEAXA4RZX2GJ3NF",
          "createdBy": {
            "user": {
              "displayName": "Alice Example",
              "email": "alice@example.com",
              "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
            }
          },
          "createdDateTime": "2026-01-02T03:04:05Z",
          "eTag": "\"{457FBE29-9ACA-08EC-0B83-91CDF464EDA5},1\"",
          "lastModifiedBy": {
            "user": {
              "displayName": "Alice Example",
              "email": "alice@example.com",
              "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
            }
          },
          "lastModifiedDateTime": "2026-01-02T03:04:05Z",
          "name": "large.bin",
          "parentReference": {
            "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
            "driveType": "business",
            "id": "01A3AKUJUNJFIIVBU4QQVHOU4OIBW6FP44",
            "name": "new folder",
            "path": "/drives/b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE/root:/new folder",
            "siteId": "c80d6d1f-d7e4-f22d-2638-479cd5114ea8"
          },
          "webUrl": "https://graph.microsoft.com/personal/alice_example_com/Documents/new%20folder/large.bin",
          "@microsoft.graph.downloadUrl": "https://graph.microsoft.com/_layouts/15/download.aspx?UniqueId=457fbe29-9aca-08ec-0b83-91cdf464eda5&Translate=false&tempauth=AAAAAAAAACEAAAAAAAAAAQAAAZt84HsI2dMIp1q4SwGkcbhu0hlM0w&ApiVersion=2.0"
        }"#]].assert_eq(&printed(&item));
    let url = alice.get_item_download_url(at("/new folder/large.bin")).await.expect("an address");
    let (status, back) = graph.get(&url).await;
    assert!(status == 200 && back == content, "the bytes come back");
}

#[tokio::test]
async fn a_session_ends_in_a_clash_a_replacement_or_a_withdrawal() {
    let graph = Graph::start().await;
    let alice = graph.drive("alice-token");
    let content = some_bytes(1000);
    let taken = alice.new_upload_session(at("/hello.txt")).await.map(drop);
    assert_eq!(refused(taken), (409, "nameAlreadyExists".into()));
    let (late, _) = alice.new_upload_session(at("/late.bin")).await.expect("a session");
    alice.upload_small(at("/late.bin"), &b"first"[..]).await.expect("written meanwhile");
    assert_eq!(refused(send(&graph, &late, &content, 0..1000).await), (409, "nameAlreadyExists".into()));
    late.delete(&graph.http).await.expect("withdrawn");
    let gone = late.get_meta(&graph.http).await.map(drop);
    assert_eq!(refused(gone), (404, "itemNotFound".into()));
    let option = |behavior| DriveItemPutOption::new().conflict_behavior(behavior);
    let mut initial = DriveItem::default();
    initial.description = Some("not the first".into());
    for (behavior, called) in
        [(ConflictBehavior::Replace, "late.bin"), (ConflictBehavior::Rename, "late 1.bin")]
    {
        let session =
            alice.new_upload_session_with_initial_option(at("/late.bin"), &initial, option(behavior));
        let (session, _) = session.await.expect("a session");
        let item = send(&graph, &session, &content, 0..1000).await.expect("taken").expect("an item");
        assert_eq!((item.name.as_deref(), item.size), (Some(called), Some(1000)), "{behavior:?}");
        let found = alice.get_item(at(&format!("/{called}"))).await.expect("a file");
        assert_eq!(found.description.as_deref(), Some("not the first"), "{behavior:?}");
    }
    let stale = DriveItemPutOption::new().if_match(&Tag("\"another\"".into()));
    let session = alice.new_upload_session_with_option(at("/late.bin"), stale).await.map(drop);
    assert_eq!(refused(session), (412, "resourceModified".into()));
    let folder = alice.get_item(at("/Documents")).await.expect("a folder").id.expect("an id");
    let child = ItemLocation::child_of_id(&folder, name("by name.bin"));
    let (session, _) = alice.new_upload_session(child).await.expect("a session");
    send(&graph, &session, &content, 0..1000).await.expect("taken").expect("an item");
    alice.get_item(at("/Documents/by name.bin")).await.expect("a file");
}
