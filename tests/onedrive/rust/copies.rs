//! onedrive-api: copies, followed by their monitor.

use expect_test::expect;
use onedrive_api::{CopyProgress, CopyProgressMonitor, CopyStatus};
use serde_json::json;

use crate::{Graph, at, name, printed, refused};

/// State and percentage.
fn state(progress: &CopyProgress) -> (CopyStatus, f64) {
    (progress.status, progress.percentage_complete)
}

#[tokio::test]
async fn a_copy_is_followed_to_its_end() {
    let graph = Graph::start().await;
    let alice = graph.drive("alice-token");
    graph.control("settings", json!({"tasks": "polls:2"})).await;
    let monitor =
        alice.copy(at("/hello.txt"), at("/Documents/Reports"), name("copied.txt")).await.expect("taken");
    let url = monitor.monitor_url().to_owned();
    assert!(url.starts_with("https://graph.microsoft.com/_api/v2.0/monitor/"), "{url}");
    for progress in [33.3, 66.6] {
        let expected = (CopyStatus::InProgress, progress);
        assert_eq!(state(&monitor.fetch_progress(&alice).await.expect("a state")), expected);
    }
    let monitor = CopyProgressMonitor::from_monitor_url(url);
    assert_eq!(
        state(&monitor.fetch_progress(&alice).await.expect("a state")),
        (CopyStatus::Completed, 100.0)
    );
    let copied = alice.get_item(at("/Documents/Reports/copied.txt")).await.expect("the copy");
    expect![[r#"
        {
          "cTag": "\"c:{8A50498D-9C86-2A84-7753-8E406DE2BF9C},1\"",
          "file": {
            "hashes": {
              "quickXorHash": "6SQiS9jwBhaAoA1vCsMayCCHNNg="
            },
            "mimeType": "text/plain"
          },
          "fileSystemInfo": {
            "createdDateTime": "2026-01-02T03:04:05Z",
            "lastModifiedDateTime": "2026-01-02T03:04:05Z"
          },
          "size": 18,
          "id": "01A3AKUJUNJFIIVBU4QQVHOU4OIBW6FP44",
          "createdBy": {
            "user": {
              "displayName": "Alice Example",
              "email": "alice@example.com",
              "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
            }
          },
          "createdDateTime": "2026-01-02T03:04:05Z",
          "eTag": "\"{8A50498D-9C86-2A84-7753-8E406DE2BF9C},1\"",
          "lastModifiedBy": {
            "user": {
              "displayName": "Alice Example",
              "email": "alice@example.com",
              "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
            }
          },
          "lastModifiedDateTime": "2026-01-02T03:04:05Z",
          "name": "copied.txt",
          "parentReference": {
            "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
            "driveType": "business",
            "id": "01A3AKUJWOHWK5WB3KVARI5FSSHVQNZZWP",
            "name": "Reports",
            "path": "/drives/b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE/root:/Documents/Reports",
            "siteId": "c80d6d1f-d7e4-f22d-2638-479cd5114ea8"
          },
          "webUrl": "https://graph.microsoft.com/personal/alice_example_com/Documents/Documents/Reports/copied.txt",
          "@microsoft.graph.downloadUrl": "https://graph.microsoft.com/_layouts/15/download.aspx?UniqueId=8a50498d-9c86-2a84-7753-8e406de2bf9c&Translate=false&tempauth=AAAAAAAAACAAAAAAAAAAAQAAAZt84HsIKytur-APUxTNieawdAzZdg&ApiVersion=2.0"
        }"#]].assert_eq(&printed(&copied));
    let unknown = CopyProgressMonitor::from_monitor_url("https://graph.microsoft.com/_api/v2.0/monitor/none");
    assert_eq!(refused(unknown.fetch_progress(&alice).await), (404, "operationNotFound".into()));
}

#[tokio::test]
async fn a_copy_fails_at_once_or_in_the_end() {
    let graph = Graph::start().await;
    let alice = graph.drive("alice-token");
    let root = alice.get_item(at("/")).await.expect("the root").id.expect("an id");
    let taken = alice.copy(at("/Documents/plan.txt"), &root, name("hello.txt")).await.expect("taken");
    assert_eq!(state(&taken.fetch_progress(&alice).await.expect("a state")), (CopyStatus::Failed, 0.0));
    let nowhere = alice.copy(at("/hello.txt"), at("/no such folder"), name("hello.txt")).await;
    assert_eq!(refused(nowhere.map(drop)), (404, "itemNotFound".into()));
    let nothing = alice.copy(at("/nothing.txt"), &root, name("hello.txt")).await;
    assert_eq!(refused(nothing.map(drop)), (404, "itemNotFound".into()));
}
