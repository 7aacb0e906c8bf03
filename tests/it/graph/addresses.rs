//! Ways to an item beside its drive: as one that is followed, behind a link, as a child by its id.

use expect_test::expect;

use super::{alice, stage::Stage, text};

const ALICE: Option<&str> = Some("alice-token");
const BOB: Option<&str> = Some("bob-token");

#[tokio::test]
async fn a_followed_item_is_returned_and_leads_on() {
    let stage = Stage::new().await;
    let item = "/v1.0/me/drive/items/{item-id}";
    let followed = "/v1.0/me/drive/following/{item-id}";
    let whole = stage.send(&format!("GET {item}"), ALICE).await.content();
    assert_eq!(stage.send(&format!("GET {followed}"), ALICE).await.content(), whole);
    let versions = stage.send(&format!("GET {item}/versions"), ALICE).await.content();
    assert_eq!(stage.send(&format!("GET {followed}/versions"), ALICE).await.content(), versions);
    assert_eq!(stage.send(&format!("PUT {followed}/content\n\nfollowed"), ALICE).await.status, 200);
    assert_eq!(text(&stage.mock, "hello.txt").as_deref(), Some("followed"));
    assert_eq!(stage.send(&format!("DELETE {followed}"), ALICE).await.status, 204);
    let refused = [
        ("alice-token", "GET /v1.0/me/drive/following/{item-id}"),
        ("alice-token", "GET /v1.0/me/drive/following/{plan-id}"),
        ("bob-token", "GET /v1.0/me/drive/following/{bobs-item}"),
        ("bob-token", "GET /v1.0/drives/{drive-id}/following/{item-id}"),
    ];
    stage.refuses(refused, expect![[r#"
        alice-token GET /v1.0/me/drive/following/{item-id}: 404 itemNotFound -: The resource could not be found.
        alice-token GET /v1.0/me/drive/following/{plan-id}: 404 itemNotFound -: The resource could not be found.
        bob-token GET /v1.0/me/drive/following/{bobs-item}: 400 invalidRequest -: Items of personal drives cannot be followed.
        bob-token GET /v1.0/drives/{drive-id}/following/{item-id}: 403 accessDenied -: The caller doesn't have permission to perform the action.
    "#]]).await;
}

#[tokio::test]
async fn a_child_by_its_id_is_written_to_and_not_named_after_it() {
    let stage = Stage::new().await;
    let child = "/v1.0/me/drive/items/{folder-id}/children/{plan-id}";
    let before = stage.mock.paths("alice").await;
    let put = stage.send(&format!("PUT {child}/content\n\nby its id"), ALICE).await;
    assert_eq!((put.status.as_u16(), &put.json()["name"]), (200, &"plan.txt".into()), "{put}");
    assert_eq!(text(&stage.mock, "Documents/plan.txt").as_deref(), Some("by its id"));
    assert_eq!(stage.mock.paths("alice").await, before);
    let elsewhere = "PUT /v1.0/me/drive/items/{folder-id}/children/{item-id}/content\n\nx";
    let made = stage.send(elsewhere, ALICE).await;
    assert_eq!(made.status, 201, "no child of that folder has this id: {made}");
    let folder = "PUT /v1.0/me/drive/root/children/{folder-id}/content

x";
    stage.refuses([("alice-token", folder)], expect![[r#"
        alice-token PUT /v1.0/me/drive/root/children/{folder-id}/content  x: 501 notSupported -: Content cannot be written to a folder.
    "#]]).await;
}

#[tokio::test]
async fn a_link_that_lets_people_write_takes_contents() {
    let stage = Stage::new().await;
    let file = "PUT /v1.0/shares/{people-share}/driveItem/content\n\nby the link";
    assert_eq!(stage.send(file, BOB).await.status, 200);
    assert_eq!(text(&stage.mock, "Documents/plan.txt").as_deref(), Some("by the link"));
    for request in [
        "PUT /v1.0/shares/{share-id}/root:/a.txt:/content\n\na",
        "PUT /v1.0/shares/{share-id}/driveItem/children/b.txt/content\n\nb",
        "PUT /v1.0/shares/{share-id}/items/{folder-id}:/c/d.txt:/content\n\nd",
    ] {
        let made = stage.send(request, BOB).await;
        assert_eq!(made.status, 201, "{request}: {made}");
    }
    assert_eq!(text(&stage.mock, "Documents/c/d.txt").as_deref(), Some("d"));
    let session = "POST /v1.0/shares/{share-id}/root:/e.txt:/createUploadSession";
    assert_eq!(stage.send(session, BOB).await.status, 200);
    let view = stage.fill("POST /v1.0/me/drive/items/{folder-id}/createLink");
    let view = alice(&stage.mock, &view, r#"{"type": "view"}"#).await.json();
    let view = view["shareId"].as_str().expect("an id");
    let refused = [
        format!("PUT /v1.0/shares/{view}/root:/a.txt:/content\n\nx"),
        "PUT /v1.0/shares/{share-id}/items/{item-id}/content\n\nx".into(),
        "PUT /v1.0/shares/{share-id}/driveItem/content\n\nx".into(),
        "PUT /v1.0/shares/nothing/driveItem/content\n\nx".into(),
    ];
    stage.refuses(refused.map(|request| ("bob-token", request)), expect![[r#"
        bob-token PUT /v1.0/shares/u!aHR0cDovL21vY2sudGVzdC86ZjovZy9wZXJzb25hbC9hbGljZV9leGFtcGxlX2NvbS9FM0MxdlEwdXNvSXE4QkhiNFl…: 403 accessDenied -: The caller doesn't have permission to perform the action.
        bob-token PUT /v1.0/shares/{share-id}/items/{item-id}/content  x: 404 itemNotFound -: The resource could not be found.
        bob-token PUT /v1.0/shares/{share-id}/driveItem/content  x: 501 notSupported -: Content cannot be written to a folder.
        bob-token PUT /v1.0/shares/nothing/driveItem/content  x: 403 accessDenied -: The sharing link no longer exists, or you do not have permission to access it.
    "#]]).await;
}
