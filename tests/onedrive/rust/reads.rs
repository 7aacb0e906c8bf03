//! onedrive-api: drives, items and lists.

use expect_test::expect;
use onedrive_api::{
    DriveLocation, ItemLocation, ListChildrenFetcher, OneDrive, Tag,
    option::{CollectionOption, ObjectOption, Order},
    resource::{DriveField, DriveItem, DriveItemField},
};

use crate::{Graph, at, name, printed};

/// The names of these items.
fn names(items: &[DriveItem]) -> Vec<&str> {
    items.iter().map(|item| item.name.as_deref().expect("a name")).collect()
}

#[tokio::test]
async fn drives_are_understood_in_full() {
    let graph = Graph::start().await;
    let alice = graph.drive("alice-token");
    expect![[r#"
        {
          "id": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
          "createdBy": {
            "user": {
              "displayName": "System Account"
            }
          },
          "createdDateTime": "2026-01-01T08:00:00Z",
          "description": "",
          "driveType": "business",
          "lastModifiedBy": {
            "user": {
              "displayName": "Alice Example",
              "email": "alice@example.com",
              "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
            }
          },
          "lastModifiedDateTime": "2026-01-01T08:00:00Z",
          "name": "Alice's drive",
          "owner": {
            "user": {
              "displayName": "Alice Example",
              "email": "alice@example.com",
              "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
            }
          },
          "quota": {
            "deleted": 0,
            "remaining": 1099511576706,
            "state": "normal",
            "total": 1099511627776,
            "used": 51070
          },
          "webUrl": "https://graph.microsoft.com/personal/alice_example_com/Documents"
        }"#]]
    .assert_eq(&printed(&alice.get_drive().await.expect("a drive")));
    let bob = graph.drive("bob-token");
    let few = ObjectOption::new().select(&[DriveField::id, DriveField::drive_type]);
    expect![[r#"
        {
          "id": "0250D6AAB1F394F2",
          "driveType": "personal"
        }"#]]
    .assert_eq(&printed(&bob.get_drive_with_option(few).await.expect("a drive")));
}

#[tokio::test]
async fn items_are_understood_in_full() {
    let graph = Graph::start().await;
    let alice = graph.drive("alice-token");
    expect![[r#"
        {
          "cTag": "\"c:{A19AB2F1-A9B9-C4F9-DCA8-0B89DB71A088},1\"",
          "file": {
            "hashes": {
              "quickXorHash": "zyRet5SbQdei7cH2BX9hCt9KKP4="
            },
            "mimeType": "text/plain"
          },
          "fileSystemInfo": {
            "createdDateTime": "2026-01-01T08:00:00Z",
            "lastModifiedDateTime": "2026-01-01T08:00:00Z"
          },
          "size": 74,
          "id": "01A3AKUJXRWKNKDONJ7HCNZKALRHNXDIEI",
          "createdBy": {
            "user": {
              "displayName": "Alice Example",
              "email": "alice@example.com",
              "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
            }
          },
          "createdDateTime": "2026-01-01T08:00:00Z",
          "eTag": "\"{A19AB2F1-A9B9-C4F9-DCA8-0B89DB71A088},1\"",
          "lastModifiedBy": {
            "user": {
              "displayName": "Alice Example",
              "email": "alice@example.com",
              "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
            }
          },
          "lastModifiedDateTime": "2026-01-01T08:00:00Z",
          "name": "plan.txt",
          "parentReference": {
            "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
            "driveType": "business",
            "id": "01A3AKUJXETQ5GXK77WJK7CVALRNPIRRPP",
            "name": "Documents",
            "path": "/drives/b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE/root:/Documents",
            "siteId": "c80d6d1f-d7e4-f22d-2638-479cd5114ea8"
          },
          "webUrl": "https://graph.microsoft.com/personal/alice_example_com/Documents/Documents/plan.txt",
          "@microsoft.graph.downloadUrl": "https://graph.microsoft.com/_layouts/15/download.aspx?UniqueId=a19ab2f1-a9b9-c4f9-dca8-0b89db71a088&Translate=false&tempauth=AAAAAAAAAAQAAAAAAAAAAQAAAZt84HsIJ_Q1HCnwTuU4NTMOeAonkA&ApiVersion=2.0"
        }"#]].assert_eq(&printed(&alice.get_item(at("/Documents/plan.txt")).await.expect("a file")));
    let bob = graph.drive("bob-token");
    expect![[r#"
        {
          "cTag": "\"c:{121BACDE-85EA-7C81-0417-0AD3307D691A},0\"",
          "fileSystemInfo": {
            "createdDateTime": "2026-01-01T08:00:00Z",
            "lastModifiedDateTime": "2026-01-01T08:00:00Z"
          },
          "folder": {
            "childCount": 1,
            "view": {
              "sortBy": "name",
              "sortOrder": "ascending",
              "viewType": "thumbnails"
            }
          },
          "size": 36,
          "id": "0250D6AAB1F394F2!s121bacde85ea7c8104170ad3307d691a",
          "createdBy": {
            "user": {
              "displayName": "Bob Example",
              "email": "bob@example.com",
              "id": "0250D6AAB1F394F2"
            }
          },
          "createdDateTime": "2026-01-01T08:00:00Z",
          "eTag": "\"{121BACDE-85EA-7C81-0417-0AD3307D691A},1\"",
          "lastModifiedBy": {
            "user": {
              "displayName": "Bob Example",
              "email": "bob@example.com",
              "id": "0250D6AAB1F394F2"
            }
          },
          "lastModifiedDateTime": "2026-01-01T08:00:00Z",
          "name": "Private",
          "parentReference": {
            "driveId": "0250D6AAB1F394F2",
            "driveType": "personal",
            "id": "0250D6AAB1F394F2!sea8cc6beffdb43d7976fbc7da445c639",
            "name": "Documents",
            "path": "/drive/root:",
            "siteId": "3fbf38e3-1bd5-d3ab-fb0f-2bf350e92408"
          },
          "webUrl": "https://graph.microsoft.com/drives/2/Private"
        }"#]]
    .assert_eq(&printed(&bob.get_item(at("/Private")).await.expect("a folder")));
}

#[tokio::test]
async fn an_item_has_many_addresses() {
    let graph = Graph::start().await;
    let alice = graph.drive("alice-token");
    let plan = alice.get_item(at("/Documents/plan.txt")).await.expect("a file");
    let (id, tag) = (plan.id.clone().expect("an id"), plan.e_tag.clone().expect("a tag"));
    assert_eq!(printed(&alice.get_item(&id).await.expect("by id")), printed(&plan));
    let folder = alice.get_item(at("/Documents/")).await.expect("a folder").id.expect("an id");
    let child = ItemLocation::child_of_id(&folder, name("plan.txt"));
    assert_eq!(printed(&alice.get_item(child).await.expect("by name")), printed(&plan));
    let drive = alice.get_drive().await.expect("a drive").id.expect("an id");
    for location in [DriveLocation::from_id(drive), DriveLocation::from_user("alice@example.com")] {
        let drive = OneDrive::new_with_client(graph.http.clone(), "alice-token", location);
        assert_eq!(drive.get_item(&id).await.expect("by id").name.as_deref(), Some("plan.txt"));
    }
    let known = ObjectOption::new().if_none_match(&tag);
    assert!(alice.get_item_with_option(&id, known).await.expect("an answer").is_none());
    let other = ObjectOption::new().if_none_match(&Tag("\"another\"".into())).select(&[DriveItemField::name]);
    let printed =
        printed(&alice.get_item_with_option(&id, other).await.expect("an answer").expect("an item"));
    expect![[r#"
        {
          "name": "plan.txt"
        }"#]]
    .assert_eq(&printed);
    let deep = ObjectOption::new().expand(DriveItemField::children, Some(&["name", "size"]));
    let folder = alice.get_item_with_option(at("/Documents"), deep).await.expect("an answer");
    assert_eq!(names(&folder.expect("a folder").children.expect("children")), ["plan.txt", "Reports"]);
}

#[tokio::test]
async fn children_come_in_pages() {
    let graph = Graph::start().await;
    let alice = graph.drive("alice-token");
    let all = alice.list_children(at("/")).await.expect("a list");
    let expected = ["archive.zip", "Documents", "hello.txt", "locked.zip", "Photos", "Shared examples"];
    assert_eq!(names(&all), expected);
    let option = || CollectionOption::new().order_by(DriveItemField::size, Order::Descending).page_size(4);
    let pages = |option| async { alice.list_children_with_option(at("/"), option).await };
    let mut pages = pages(option()).await.expect("an answer").expect("a list");
    let first = pages.fetch_next_page(&alice).await.expect("a page").expect("items");
    assert_eq!(first.len(), 4);
    let next = pages.next_url().expect("a link").to_owned();
    assert!(next.starts_with("https://graph.microsoft.com/v1.0/"), "{next}");
    let second = pages.fetch_next_page(&alice).await.expect("a page").expect("items");
    assert!(pages.fetch_next_page(&alice).await.expect("an end").is_none());
    let resumed = ListChildrenFetcher::resume_from(next).fetch_all(&alice).await.expect("a list");
    assert_eq!(printed(&resumed), printed(&second));
    let sizes: Vec<_> = first.iter().chain(&second).map(|item| item.size.expect("a size")).collect();
    assert!(sizes.len() == expected.len() && sizes.is_sorted_by(|a, b| a >= b), "{sizes:?}");
}
