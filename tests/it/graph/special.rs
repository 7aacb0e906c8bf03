//! Special folders.

use expect_test::expect;

use super::{alice, bob, refuses};
use crate::support::{Answer, Mock};

async fn with_token(mock: &Mock, request: &str, token: &str) -> Answer {
    mock.send(&format!("{request}\nAuthorization: Bearer {token}")).await
}

#[tokio::test]
async fn a_special_folder_is_made_when_a_writer_first_asks_for_it() {
    let mock = Mock::new();
    let music = "GET /v1.0/me/drive/special/music";
    let absent = with_token(&mock, music, "readonly-token").await;
    expect!["404 itemNotFound -: The resource could not be found."].assert_eq(&absent.line());
    let made = alice(&mock, music, "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/special/$entity",
          "createdBy": "<alice's identity>",
          "createdDateTime": "2026-01-02T03:04:05Z",
          "eTag": "\"{8A50498D-9C86-2A84-7753-8E406DE2BF9C},1\"",
          "fileSystemInfo": {
            "createdDateTime": "2026-01-02T03:04:05Z",
            "lastModifiedDateTime": "2026-01-02T03:04:05Z"
          },
          "folder": {
            "childCount": 0
          },
          "id": "01A3AKUJUNJFIIVBU4QQVHOU4OIBW6FP44",
          "lastModifiedBy": "<alice's identity>",
          "lastModifiedDateTime": "2026-01-02T03:04:05Z",
          "name": "Music",
          "parentReference": "<in alice's root>",
          "size": 0,
          "specialFolder": {
            "name": "music"
          },
          "webUrl": "http://mock.test/personal/alice_example_com/Documents/Music"
        }"#]]
    .assert_eq(&made.to_string());
    assert_eq!(with_token(&mock, music, "readonly-token").await.json(), made.json());
}

#[tokio::test]
async fn every_special_folder_has_its_place() {
    let mock = Mock::new();
    let mut all = Vec::new();
    for name in ["documents", "photos", "cameraroll", "music", "approot"] {
        for token in ["readonly-token", "alice-token"] {
            let answer = with_token(&mock, &format!("GET /v1.0/me/drive/special/{name}"), token).await;
            all.push(if answer.status == 200 {
                let item = answer.json();
                assert_eq!(item["specialFolder"]["name"], name);
                let path = mock.find("graph", item["id"].as_str().expect("an id")).await;
                format!("{name} with {token}: {path}")
            } else {
                format!("{name} with {token}: {}", answer.status.as_u16())
            });
        }
    }
    let other = with_token(&mock, "GET /v1.0/me/drive/special/approot", "alice-prod-token").await.json();
    all.push(format!("approot of another application: {}", other["name"]));
    let nameless =
        with_token(&mock, "GET /v1.0/me/drive/special/approot", "10f88d07fa************44791e9ff").await;
    all.push(format!("approot of no application: {}", nameless.json()["name"]));
    expect![[r#"
        [
            "documents with readonly-token: /Documents",
            "documents with alice-token: /Documents",
            "photos with readonly-token: /Photos",
            "photos with alice-token: /Photos",
            "cameraroll with readonly-token: 404",
            "cameraroll with alice-token: /Photos/Camera Roll",
            "music with readonly-token: 404",
            "music with alice-token: /Music",
            "approot with readonly-token: 404",
            "approot with alice-token: /Apps/SX20260101MOCKED",
            "approot of another application: \"AK20260101MOCKED\"",
            "approot of no application: \"mockdrive\"",
        ]
    "#]]
    .assert_debug_eq(&all);
}

#[tokio::test]
async fn a_special_folder_is_found_wherever_it_is_moved_and_made_again_when_it_is_deleted() {
    let mock = Mock::new();
    let documents = "/v1.0/me/drive/special/documents";
    let id = alice(&mock, &format!("GET {documents}"), "").await.json()["id"].clone();
    let body = r#"{"name": "Papers", "parentReference": {"id": "<Photos>"}}"#;
    let moved = alice(&mock, &format!("PATCH {documents}"), body).await.json();
    assert_eq!((&moved["id"], &moved["specialFolder"]["name"]), (&id, &"documents".into()));
    let found = alice(&mock, &format!("GET {documents}"), "").await.json();
    assert_eq!(found, moved);
    assert_eq!(alice(&mock, &format!("DELETE {documents}"), "").await.status, 204);
    assert_eq!(with_token(&mock, &format!("GET {documents}"), "readonly-token").await.status, 404);
    let again = alice(&mock, &format!("GET {documents}"), "").await.json();
    assert_eq!((&again["name"], &again["specialFolder"]["name"]), (&"Documents".into(), &"documents".into()));
    assert_ne!(again["id"], id);
}

#[tokio::test]
async fn items_are_reached_from_a_special_folder() {
    let mock = Mock::new();
    let plan = mock.id("graph", "alice", "/Documents/plan.txt").await;
    for path in
        ["special/documents:/plan.txt", "special/documents:/plan.txt:", "special/documents/children/plan.txt"]
    {
        let answer = alice(&mock, &format!("GET /v1.0/me/drive/{path}"), "").await;
        assert_eq!(answer.json()["id"], plan.as_str(), "{path}: {answer}");
    }
    let children = alice(&mock, "GET /v1.0/me/drive/special/documents/children?$select=name", "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/special('documents')/children(name)",
          "value": [
            {
              "@odata.etag": "\"{<guid of plan.txt>},1\"",
              "name": "plan.txt"
            },
            {
              "@odata.etag": "\"{<guid of Reports>},1\"",
              "name": "Reports"
            }
          ]
        }"#]].assert_eq(&children.to_string());
    let app = "/v1.0/me/drive/special/approot";
    for request in
        [format!("POST {app}/children"), format!("POST {app}:/a:/children"), format!("PATCH {app}:/b:")]
    {
        let answer = alice(&mock, &request, r#"{"name": "a", "folder": {}}"#).await;
        assert_eq!(answer.status, 201, "{request}: {answer}");
    }
    let mut paths = mock.paths("alice").await;
    paths.retain(|path| path.starts_with("/Apps"));
    expect![[r#"
        [
            "/Apps",
            "/Apps/SX20260101MOCKED",
            "/Apps/SX20260101MOCKED/a",
            "/Apps/SX20260101MOCKED/b",
            "/Apps/SX20260101MOCKED/a/a",
        ]
    "#]]
    .assert_debug_eq(&paths);
}

#[tokio::test]
async fn other_special_folders_are_refused() {
    let mock = Mock::new();
    refuses(
        &mock,
        "alice",
        [
            "/me/drive/special/desktop",
            "/me/drive/special/music.1",
            "/me/drive/special/%FF",
            "/drives/nonsense/special/music",
            "/drives/<bob's drive>/special/music",
            "/me/drive/items/~special.desktop",
        ]
        .map(|path| (format!("GET /v1.0{path}"), "")),
        expect![[r#"
            GET /v1.0/me/drive/special/desktop: 404 itemNotFound -: The resource could not be found.
            GET /v1.0/me/drive/special/music.1: 404 itemNotFound -: The resource could not be found.
            GET /v1.0/me/drive/special/%FF: 400 invalidRequest -: A valid path must be provided.
            GET /v1.0/drives/nonsense/special/music: 400 invalidRequest -: The provided drive id appears to be malformed.
            GET /v1.0/drives/<bob's drive>/special/music: 403 accessDenied -: The caller doesn't have permission to perform the action.
            GET /v1.0/me/drive/items/~special.desktop: 404 itemNotFound -: The resource could not be found.
        "#]],
    )
    .await;
    let file = r#"{"name": "Music"}"#;
    assert_eq!(alice(&mock, "PATCH /v1.0/me/drive/root:/hello.txt", file).await.status, 200);
    refuses(
        &mock,
        "alice",
        [("GET /v1.0/me/drive/special/music", "")],
        expect![[r#"
            GET /v1.0/me/drive/special/music: 400 invalidRequest itemTypeDoesNotMatch: The item is not a folder.
        "#]],
    )
    .await;
}

#[tokio::test]
async fn a_refused_change_leaves_no_special_folder_behind() {
    let mock = Mock::new();
    refuses(
        &mock,
        "alice",
        [
            ("PUT /v1.0/me/drive/special/music:/a%7Cb:/content", "text"),
            ("PUT /v1.0/me/drive/special/music:/a.mp3:/content\nIf-Match: *", "text"),
            ("POST /v1.0/me/drive/special/music/children", r#"{"name": "a|b", "folder": {}}"#),
            (
                "POST /v1.0/me/drive/special/music:/a.mp3:/createUploadSession",
                r#"{"item": {"name": "b.mp3"}}"#,
            ),
            ("POST /v1.0/me/drive/special/music/copy", r#"{"parentReference": {"id": "nothing"}}"#),
            ("DELETE /v1.0/me/drive/special/music:/a.mp3", ""),
        ],
        expect![[r#"
            PUT /v1.0/me/drive/special/music:/a%7Cb:/content text: 400 invalidRequest invalidPath: Name contains invalid characters.
            PUT /v1.0/me/drive/special/music:/a.mp3:/content If-Match: * text: 412 resourceModified -: ETag does not match current item's value
            POST /v1.0/me/drive/special/music/children {"name": "a|b", "folder": {}}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/me/drive/special/music:/a.mp3:/createUploadSession {"item": {"name": "b.mp3"}}: 400 invalidRequest -: The name of the item is not the one in the URL.
            POST /v1.0/me/drive/special/music/copy {"parentReference": {"id": "nothing"}}: 404 itemNotFound -: The resource could not be found.
            DELETE /v1.0/me/drive/special/music:/a.mp3: 404 itemNotFound -: The resource could not be found.
        "#]],
    )
    .await;
    let made = alice(&mock, "PUT /v1.0/me/drive/special/music:/a.mp3:/content", "text").await;
    assert_eq!(made.status, 201, "{made}");
    assert_eq!(super::text(&mock, "Music/a.mp3").as_deref(), Some("text"));
}

#[tokio::test]
async fn those_that_there_are_can_be_listed() {
    let mock = Mock::new();
    for name in ["music", "approot"] {
        alice(&mock, &format!("GET /v1.0/me/drive/special/{name}"), "").await;
    }
    let list = alice(&mock, "GET /v1.0/me/drive/special?$select=name,specialFolder", "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/special(name,specialFolder)",
          "value": [
            {
              "@odata.etag": "\"{8A50498D-9C86-2A84-7753-8E406DE2BF9C},1\"",
              "name": "Music",
              "specialFolder": {
                "name": "music"
              }
            },
            {
              "@odata.etag": "\"{0A01B3CD-D7C5-09AF-6571-6D4193621E36},1\"",
              "name": "SX20260101MOCKED",
              "specialFolder": {
                "name": "approot"
              }
            }
          ]
        }"#]]
    .assert_eq(&list.to_string());
    let bobs = bob(&mock, "GET /v1.0/me/drive/special", "").await.json();
    assert_eq!(bobs["value"], serde_json::json!([]));
}
