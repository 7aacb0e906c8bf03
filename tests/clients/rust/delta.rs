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
          "id": "01A3AKUJTRM6ISX4MMOJLDFFKBTZKQJ3RN",
          "createdBy": {
            "user": {
              "displayName": "Alice Example",
              "email": "alice@example.com",
              "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
            }
          },
          "createdDateTime": "2026-01-02T03:04:05Z",
          "eTag": "\"{2B916771-8CF1-5672-3295-419E5504EE2D},1\"",
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
            "id": "01A3AKUJUNKX4QJIGTPGI7EKQQOXKZVIAK",
            "name": "Seen",
            "path": "/drives/b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE/root:/Documents/Seen"
          },
          "webUrl": "https://graph.microsoft.com/personal/alice_example_com/Documents/Documents/Seen/file.txt",
          "@microsoft.graph.downloadUrl": "https://graph.microsoft.com/_api/v2.0/download/AAAAAAAAAB8AAAAAAAAAAQAAAZt84HsIU2Sjl3P0EivFiygFwztR6Q"
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
            "id": "01A3AKUJUNKX4QJIGTPGI7EKQQOXKZVIAK",
            "parentReference": {
              "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
              "driveType": "business",
              "id": "01A3AKUJXETQ5GXK77WJK7CVALRNPIRRPP"
            }
          },
          {
            "deleted": {
              "state": "deleted"
            },
            "file": {},
            "size": 0,
            "id": "01A3AKUJTRM6ISX4MMOJLDFFKBTZKQJ3RN",
            "parentReference": {
              "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
              "driveType": "business",
              "id": "01A3AKUJUNKX4QJIGTPGI7EKQQOXKZVIAK"
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
            "id": "4E6049A02E884572!101",
            "name": "root"
          },
          {
            "id": "4E6049A02E884572!131",
            "name": "Seen"
          }
        ]"#]]
    .assert_eq(&printed(&items));
    let expire = format!("{}/_mock/graph/expire-delta-tokens", graph.mock.uri());
    assert_eq!(graph.http.post(expire).send().await.expect("an answer").status(), 204);
    let late = bob.track_root_changes_from_delta_url(&link).await.map(drop);
    assert_eq!(refused(late), (410, "resyncRequired".into()));
}
