//! onedrive-api: folders made, items changed, moved and deleted.

use expect_test::expect;
use onedrive_api::{ConflictBehavior, option::DriveItemPutOption, resource::DriveItem};

use crate::{Graph, at, name, printed, refused};

#[tokio::test]
async fn folders_are_made_by_every_conflict_behaviour() {
    let graph = Graph::start().await;
    let alice = graph.drive("alice-token");
    let made = alice.create_folder(at("/"), name("From Rust")).await.expect("a folder");
    expect![[r#"
        {
          "fileSystemInfo": {
            "createdDateTime": "2026-01-02T03:04:05Z",
            "lastModifiedDateTime": "2026-01-02T03:04:05Z"
          },
          "folder": {
            "childCount": 0
          },
          "size": 0,
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
          "name": "From Rust",
          "parentReference": {
            "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
            "driveType": "business",
            "id": "01A3AKUJV6Y2GOVW7725BZO354PWSELRRZ",
            "path": "/drives/b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE/root:",
            "siteId": "c80d6d1f-d7e4-f22d-2638-479cd5114ea8"
          },
          "webUrl": "https://graph.microsoft.com/personal/alice_example_com/Documents/From%20Rust"
        }"#]]
    .assert_eq(&printed(&made));
    let taken = alice.create_folder(at("/"), name("from rust")).await;
    assert_eq!(refused(taken), (409, "nameAlreadyExists".into()));
    let option = |behavior| DriveItemPutOption::new().conflict_behavior(behavior);
    let renamed = option(ConflictBehavior::Rename);
    let renamed = alice.create_folder_with_option(at("/"), name("From Rust"), renamed).await.expect("made");
    assert_eq!(renamed.name.as_deref(), Some("From Rust 1"));
    let kept = option(ConflictBehavior::Replace);
    let kept = alice.create_folder_with_option(at("/"), name("From Rust"), kept).await.expect("there");
    assert_eq!(kept.id, made.id);
    let below =
        alice.create_folder(made.id.as_ref().expect("an id"), name("魔理沙 #1%")).await.expect("made");
    let found = alice.get_item(at("/From Rust/魔理沙 #1%")).await.expect("a folder");
    assert_eq!(found.id, below.id);
}

#[tokio::test]
async fn items_are_changed_moved_and_deleted() {
    let graph = Graph::start().await;
    let alice = graph.drive("alice-token");
    let hello = alice.get_item(at("/hello.txt")).await.expect("a file");
    let (id, tag) = (hello.id.expect("an id"), hello.e_tag.expect("a tag"));
    let mut patch = DriveItem::default();
    patch.description = Some("says hello".into());
    let patched = alice.update_item(&id, &patch).await.expect("changed");
    assert_eq!(
        (patched.description.as_deref(), patched.e_tag == Some(tag.clone())),
        (Some("says hello"), false)
    );
    // The client writes the path of the folder with its slashes percent-encoded.
    let moved = alice.move_(&id, at("/Documents/Reports"), Some(name("moved.txt"))).await.expect("moved");
    expect![[r#"
        {
          "cTag": "\"c:{2DA8620E-C3F2-D505-6AD0-EF0A88F3398C},1\"",
          "description": "says hello",
          "file": {
            "hashes": {
              "quickXorHash": "6SQiS9jwBhaAoA1vCsMayCCHNNg="
            },
            "mimeType": "text/plain"
          },
          "fileSystemInfo": {
            "createdDateTime": "2026-01-01T08:00:00Z",
            "lastModifiedDateTime": "2026-01-02T03:04:05Z"
          },
          "size": 18,
          "id": "01A3AKUJQOMKUC34WDAXKWVUHPBKEPGOMM",
          "createdBy": {
            "user": {
              "displayName": "Alice Example",
              "email": "alice@example.com",
              "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
            }
          },
          "createdDateTime": "2026-01-01T08:00:00Z",
          "eTag": "\"{2DA8620E-C3F2-D505-6AD0-EF0A88F3398C},3\"",
          "lastModifiedBy": {
            "user": {
              "displayName": "Alice Example",
              "email": "alice@example.com",
              "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
            }
          },
          "lastModifiedDateTime": "2026-01-02T03:04:05Z",
          "name": "moved.txt",
          "parentReference": {
            "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
            "driveType": "business",
            "id": "01A3AKUJWOHWK5WB3KVARI5FSSHVQNZZWP",
            "name": "Reports",
            "path": "/drives/b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE/root:/Documents/Reports",
            "siteId": "c80d6d1f-d7e4-f22d-2638-479cd5114ea8"
          },
          "webUrl": "https://graph.microsoft.com/personal/alice_example_com/Documents/Documents/Reports/moved.txt",
          "@microsoft.graph.downloadUrl": "https://graph.microsoft.com/_layouts/15/download.aspx?UniqueId=2da8620e-c3f2-d505-6ad0-ef0a88f3398c&Translate=false&tempauth=AAAAAAAAAAIAAAAAAAAAAQAAAZt84HsI_zBuQdcb5N8CwSXDVsqjOg&ApiVersion=2.0"
        }"#]].assert_eq(&printed(&moved));
    let root = alice.get_item(at("/")).await.expect("the root").id.expect("an id");
    let back = alice.move_(at("/Documents/Reports/moved.txt"), &root, None).await.expect("moved back");
    assert_eq!((back.id.as_ref(), back.name.as_deref()), (Some(&id), Some("moved.txt")));
    let clash = alice.move_(&id, at("/Documents"), Some(name("PLAN.txt"))).await;
    assert_eq!(refused(clash), (409, "nameAlreadyExists".into()));
    let replace = DriveItemPutOption::new().conflict_behavior(ConflictBehavior::Replace);
    let place = Some(name("plan.txt"));
    let replaced = alice.move_with_option(&id, at("/Documents"), place, replace).await.expect("replaced");
    assert_eq!(alice.get_item(at("/Documents/plan.txt")).await.expect("a file").id, replaced.id);
    let stale = DriveItemPutOption::new().if_match(&tag);
    assert_eq!(refused(alice.delete_with_option(&id, stale).await), (412, "resourceModified".into()));
    let fresh = DriveItemPutOption::new().if_match(&replaced.e_tag.expect("a tag"));
    alice.delete_with_option(&id, fresh).await.expect("deleted");
    assert_eq!(refused(alice.get_item(&id).await), (404, "itemNotFound".into()));
    assert_eq!(refused(alice.delete(&id).await), (404, "itemNotFound".into()));
}
