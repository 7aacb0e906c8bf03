//! Thumbnails of pictures, and pages to look at files.

use expect_test::expect;
use mockdrive::world::{Actor, Content, OnConflict};

use super::{alice, bob};
use crate::support::{Answer, Mock};

const PICTURE: &str = "/v1.0/me/drive/root:/Photos/mountains.jpg:";

/// The width and height in the header of a PNG.
fn png_size(answer: &Answer) -> (u32, u32) {
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "image/png"), "{answer}");
    assert!(answer.body.starts_with(b"\x89PNG\r\n\x1a\n"));
    let edge = |at: usize| u32::from_be_bytes(answer.body[at..at + 4].try_into().expect("four bytes"));
    (edge(16), edge(20))
}

/// The answer of an address of ours to a caller without a token.
async fn open(mock: &Mock, address: &str) -> Answer {
    mock.send(&format!("GET {}", address.strip_prefix("http://mock.test").expect("our origin"))).await
}

#[tokio::test]
async fn a_picture_has_three_sizes_that_keep_its_shape() {
    let mock = Mock::new();
    let list = alice(&mock, &format!("GET {PICTURE}/thumbnails"), "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root/thumbnails",
          "value": [
            {
              "id": "0",
              "large": {
                "height": 400,
                "url": "http://mock.test/_api/v2.0/sealed/dAAAAAAAAAALAAAAAAAAAAFsYXJnZdQOJL9fueLplfETXRohv-s",
                "width": 640
              },
              "medium": {
                "height": 110,
                "url": "http://mock.test/_api/v2.0/sealed/dAAAAAAAAAALAAAAAAAAAAFtZWRpdW1zmS8ONj56SzPWgZTSxRo3",
                "width": 176
              },
              "small": {
                "height": 60,
                "url": "http://mock.test/_api/v2.0/sealed/dAAAAAAAAAALAAAAAAAAAAFzbWFsbJ4PyBCqIHjZxZESqymIE9M",
                "width": 96
              }
            }
          ]
        }"#]].assert_eq(&list.to_string());
    for size in ["small", "medium", "large"] {
        let thumbnail = &list.json()["value"][0][size];
        let picture = open(&mock, thumbnail["url"].as_str().expect("an address")).await;
        let (width, height) = png_size(&picture);
        assert_eq!(
            (thumbnail["width"].as_u64(), thumbnail["height"].as_u64()),
            (Some(width.into()), Some(height.into()))
        );
    }
    let set = alice(&mock, &format!("GET {PICTURE}/thumbnails/0"), "").await.content();
    assert_eq!(set, list.json()["value"][0]);
}

#[tokio::test]
async fn any_size_is_made_to_measure() {
    let mock = Mock::new();
    for (size, expected) in [
        ("smallSquare", (96, 96)),
        ("c300x400", (300, 188)),
        ("c300x400_crop", (300, 400)),
        ("c4000x4000", (640, 400)),
    ] {
        let selected = alice(&mock, &format!("GET {PICTURE}/thumbnails?select={size}"), "").await.json();
        let thumbnail = selected["value"][0].as_object().expect("a set");
        assert_eq!(
            (thumbnail.len(), thumbnail.get(size).is_some()),
            (2, true),
            "the id and what was selected"
        );
        let one = alice(&mock, &format!("GET {PICTURE}/thumbnails/0/{size}"), "").await.json();
        assert_eq!((one["width"].as_u64(), one["height"].as_u64()), (Some(expected.0), Some(expected.1)));
        assert_eq!(one["url"], thumbnail[size]["url"]);
        let content = alice(&mock, &format!("GET {PICTURE}/thumbnails/0/{size}/content"), "").await;
        assert_eq!(
            (content.status.as_u16(), content.header("location")),
            (302, one["url"].as_str().expect("one"))
        );
        let (width, height) = png_size(&open(&mock, content.header("location")).await);
        assert_eq!((u64::from(width), u64::from(height)), expected, "{size}");
    }
}

#[tokio::test]
async fn what_is_no_picture_has_no_thumbnails() {
    let mock = Mock::new();
    for path in ["/v1.0/me/drive/root:/hello.txt:", "/v1.0/me/drive/root:/Photos:"] {
        let list = alice(&mock, &format!("GET {path}/thumbnails"), "").await;
        assert_eq!(
            (list.status.as_u16(), list.json()["value"].clone()),
            (200, serde_json::json!([])),
            "{path}"
        );
        assert_eq!(alice(&mock, &format!("GET {path}/thumbnails/0/small"), "").await.status, 404);
    }
    for (path, status) in [
        ("0/huge", 400),
        ("0/c0x0", 400),
        ("0/c5000x5000", 400),
        ("0/huge/content", 400),
        ("1/small", 404),
        ("1", 404),
        ("nothing/small/content", 404),
    ] {
        let answer = alice(&mock, &format!("GET {PICTURE}/thumbnails/{path}"), "").await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {answer}");
    }
}

#[tokio::test]
async fn the_address_changes_with_the_content_and_a_broken_picture_has_none() {
    let mock = Mock::new();
    let url = async |mock: &Mock| {
        let one = alice(mock, &format!("GET {PICTURE}/thumbnails/0/small"), "").await.json();
        one["url"].as_str().map(str::to_owned)
    };
    let before = url(&mock).await.expect("a picture");
    assert_eq!(url(&mock).await, Some(before.clone()), "it can be cached");
    let bytes = include_bytes!("../../../fixtures/files/mountains.jpg");
    for (content, is_picture) in [(&bytes[..], true), (&bytes[..20], false)] {
        mock.sandbox()
            .write(|world, now| {
                let drive = world.drives().next().expect("alice's").clone();
                let picture = world.descend(drive.root, ["Photos", "mountains.jpg"]).expect("seeded");
                let by = Actor::User(drive.person().expect("alice"));
                world.write(by, picture, Content::new(content.to_vec().into()), now)
            })
            .expect("a file");
        let after = url(&mock).await;
        assert_eq!(after.is_some(), is_picture);
        assert_ne!(after, Some(before.clone()));
    }
}

#[tokio::test]
async fn thumbnails_are_expanded_on_items_and_on_the_children_of_personal_drives() {
    let mock = Mock::new();
    let item =
        alice(&mock, &format!("GET {PICTURE}?$select=name&$expand=thumbnails($select=small)"), "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root(name,thumbnails(small))/$entity",
          "@odata.etag": "\"{<guid of mountains.jpg>},1\"",
          "name": "mountains.jpg",
          "thumbnails": [
            {
              "id": "0",
              "small": {
                "height": 60,
                "url": "http://mock.test/_api/v2.0/sealed/dAAAAAAAAAALAAAAAAAAAAFzbWFsbJ4PyBCqIHjZxZESqymIE9M",
                "width": 96
              }
            }
          ]
        }"#]].assert_eq(&item.to_string());
    let children = "/v1.0/me/drive/root/children?$select=name&$expand=thumbnails";
    assert_eq!(alice(&mock, &format!("GET {children}"), "").await.status, 400);
    mock.sandbox()
        .write(|world, now| {
            let drive = world.drives().nth(1).expect("bob's").clone();
            let by = Actor::User(drive.person().expect("bob"));
            let bytes = include_bytes!("../../../fixtures/files/mountains.jpg");
            let content = Content::new(bytes.to_vec().into());
            world.create_file(by, drive.root, "m.jpg", content, OnConflict::Fail, now)
        })
        .expect("free");
    let list = bob(&mock, &format!("GET {children}"), "").await.json();
    let sets: Vec<_> = list["value"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|item| (item["name"].as_str().expect("a name"), item["thumbnails"].as_array().map(Vec::len)))
        .collect();
    assert_eq!(sets, [("m.jpg", Some(1)), ("Private", Some(0)), ("todo.txt", Some(0))]);
}

#[tokio::test]
async fn a_preview_leads_to_a_page_that_shows_what_it_can() {
    let mock = Mock::new();
    let preview = alice(&mock, &format!("POST {PICTURE}/preview"), r#"{"page": "1", "zoom": 1.0}"#).await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#microsoft.graph.itemPreviewInfo",
          "getUrl": "http://mock.test/_api/v2.0/sealed/cAAAAAAAAAALAAAAAAAAAAEAAAGbfOB7CCf6k_YzInAnJQTArhQRSkI"
        }"#]]
    .assert_eq(&preview.to_string());
    let page = open(&mock, preview.json()["getUrl"].as_str().expect("an address")).await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    expect![[r#"
        200 OK
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>mountains.jpg</title><style>…</style><body class="wide"><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>mountains.jpg</h1><p class="soft">7628 bytes, version 1, changed 2026-01-01T08:00:00Z.</p><p><img src="http://mock.test/_api/v2.0/sealed/dAAAAAAAAAALAAAAAAAAAAFsYXJnZdQOJL9fueLplfETXRohv-s" alt="mountains.jpg"></p><p class="soft">mockdrive has no viewer for documents: this page stands in its place.</p></main>
    "#]].assert_eq(&page.to_string());
    let picture =
        page.to_string().split("src=\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
    png_size(&open(&mock, &picture.expect("a picture")).await);
    mock.advance(std::time::Duration::from_hours(1));
    assert_eq!(open(&mock, preview.json()["getUrl"].as_str().expect("an address")).await.status, 401);
    for (request, body) in [
        ("POST /v1.0/me/drive/root/preview", ""),
        ("POST /v1.0/me/drive/root:/hello.txt:/preview", r#"{"zoom": "large"}"#),
    ] {
        assert_eq!(alice(&mock, request, body).await.status, 400, "{request}");
    }
    assert_eq!(bob(&mock, "POST /v1.0/me/drive/root:/todo.txt:/preview", "").await.status, 400);
    let link = alice(&mock, &format!("POST {PICTURE}/createLink"), "").await.json();
    let share = format!("POST /v1.0/shares/{}/driveItem/preview", link["shareId"].as_str().expect("an id"));
    assert!(bob(&mock, &share, "").await.json()["getUrl"].is_string());
}
