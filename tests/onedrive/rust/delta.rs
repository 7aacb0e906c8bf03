//! onedrive-api: following what changes in a drive.

use expect_test::expect;
use onedrive_api::{
    TrackChangeFetcher,
    option::CollectionOption,
    resource::{DriveItem, DriveItemField},
};

use crate::{Graph, at, name, printed, refused};

/// Each item's name, and whether it is gone.
fn changes(items: &[DriveItem]) -> Vec<(&str, bool)> {
    items.iter().map(|item| (item.name.as_deref().unwrap_or("?"), item.deleted.is_some())).collect()
}

#[tokio::test]
async fn a_drive_is_followed_from_its_beginning() {
    let graph = Graph::start().await;
    let alice = graph.drive("alice-token");
    let (all, _) =
        alice.track_root_changes_from_initial().await.expect("changes").fetch_all(&alice).await.expect("all");
    let small = CollectionOption::new().page_size(3);
    let mut pages = alice.track_root_changes_from_initial_with_option(small).await.expect("changes");
    let mut seen = pages.fetch_next_page(&alice).await.expect("a page").expect("items");
    assert_eq!((seen.len(), pages.delta_url()), (3, None));
    let rest = TrackChangeFetcher::resume_from(pages.next_url().expect("a link"));
    let (rest, link) = rest.fetch_all(&alice).await.expect("the rest");
    seen.extend(rest);
    assert_eq!(printed(&seen), printed(&all));
    let (none, again) = since(&graph, &link).await;
    assert_eq!((changes(&none), again.starts_with("https://graph.microsoft.com/v1.0/")), (vec![], true));
}

/// What changed since, and the link to what will.
async fn since(graph: &Graph, link: &str) -> (Vec<DriveItem>, String) {
    let alice = graph.drive("alice-token");
    let pages = alice.track_root_changes_from_delta_url(link).await.expect("changes");
    pages.fetch_all(&alice).await.expect("all changes")
}

#[tokio::test]
async fn a_drive_is_followed_from_now_on() {
    let graph = Graph::start().await;
    let alice = graph.drive("alice-token");
    let link = alice.get_root_latest_delta_url().await.expect("a link");
    let made = alice.create_folder(at("/Documents"), name("Seen")).await.expect("made").id.expect("an id");
    alice.upload_small(at("/Documents/Seen/file.txt"), &b"seen"[..]).await.expect("written");
    let (items, link) = since(&graph, &link).await;
    let expected = [("root", false), ("Documents", false), ("Seen", false), ("file.txt", false)];
    assert_eq!(changes(&items), expected);
    expect![[r#"
        {
          "file": {
            "hashes": {
              "quickXorHash": "cyhDGdwAAAAAAAAABAAAAAAAAAA="
            },
            "mimeType": "text/plain"
          },
          "fileSystemInfo": {
            "createdDateTime": "2026-01-02T03:04:05Z",
            "lastModifiedDateTime": "2026-01-02T03:04:05Z"
          },
          "size": 4,
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
          "name": "file.txt",
          "parentReference": {
            "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
            "driveType": "business",
            "id": "01A3AKUJUNJFIIVBU4QQVHOU4OIBW6FP44",
            "name": "Seen",
            "path": "/drives/b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE/root:/Documents/Seen",
            "siteId": "c80d6d1f-d7e4-f22d-2638-479cd5114ea8"
          },
          "webUrl": "https://graph.microsoft.com/personal/alice_example_com/Documents/Documents/Seen/file.txt",
          "@microsoft.graph.downloadUrl": "https://graph.microsoft.com/_layouts/15/download.aspx?UniqueId=457fbe29-9aca-08ec-0b83-91cdf464eda5&Translate=false&tempauth=AAAAAAAAACEAAAAAAAAAAQAAAZt84HsI2dMIp1q4SwGkcbhu0hlM0w&ApiVersion=2.0"
        }"#]].assert_eq(&printed(&items[3]));
    alice.delete(&made).await.expect("deleted");
    let (items, link) = since(&graph, &link).await;
    let gone: Vec<_> = items.iter().filter(|item| item.deleted.is_some()).collect();
    expect![[r#"
        [
          {
            "deleted": {
              "state": "deleted"
            },
            "folder": {},
            "size": 0,
            "id": "01A3AKUJUNJFIIVBU4QQVHOU4OIBW6FP44",
            "parentReference": {
              "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
              "driveType": "business",
              "id": "01A3AKUJXETQ5GXK77WJK7CVALRNPIRRPP",
              "siteId": "c80d6d1f-d7e4-f22d-2638-479cd5114ea8"
            }
          },
          {
            "deleted": {
              "state": "deleted"
            },
            "file": {},
            "size": 0,
            "id": "01A3AKUJRJXZ7ULSU25QEAXA4RZX2GJ3NF",
            "parentReference": {
              "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
              "driveType": "business",
              "id": "01A3AKUJUNJFIIVBU4QQVHOU4OIBW6FP44",
              "siteId": "c80d6d1f-d7e4-f22d-2638-479cd5114ea8"
            }
          }
        ]"#]]
    .assert_eq(&printed(&gone));
    assert!(gone.iter().any(|item| item.id.as_ref() == Some(&made)), "the folder is gone");
    assert!(since(&graph, &link).await.0.is_empty(), "nothing happened since");
}

#[tokio::test]
async fn a_round_keeps_to_what_was_selected_and_ends_when_its_token_does() {
    let graph = Graph::start().await;
    let bob = graph.drive("bob-token");
    let option = CollectionOption::new().select(&[DriveItemField::id, DriveItemField::name]);
    let link = bob.get_root_latest_delta_url_with_option(option).await.expect("a link");
    bob.create_folder(at("/"), name("Seen")).await.expect("made");
    let pages = bob.track_root_changes_from_delta_url(&link).await.expect("changes");
    let (items, link) = pages.fetch_all(&bob).await.expect("all changes");
    expect![[r#"
        [
          {
            "id": "0250D6AAB1F394F2!sea8cc6beffdb43d7976fbc7da445c639",
            "name": "root"
          },
          {
            "id": "0250D6AAB1F394F2!s8a50498d9c862a8477538e406de2bf9c",
            "name": "Seen"
          }
        ]"#]]
    .assert_eq(&printed(&items));
    let expire = format!("{}/_mock/graph/expire-delta-tokens", graph.mock.uri());
    assert_eq!(graph.http.post(expire).send().await.expect("an answer").status(), 204);
    let late = bob.track_root_changes_from_delta_url(&link).await.map(drop);
    assert_eq!(refused(late), (410, "resyncRequired".into()));
}
