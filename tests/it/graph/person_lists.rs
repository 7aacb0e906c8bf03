//! Lists that concern a person: shared with them, used lately, followed.

use std::time::Duration;

use expect_test::expect;
use mockdrive::world::{Actor, Content};

use super::{alice, bob};
use crate::support::{Answer, Mock};

const INVITE: &str = r#"{"recipients": [{"email": "bob@example.com"}], "roles": ["read"]}"#;

/// The names in a list.
fn names(list: &Answer) -> Vec<String> {
    let value = list.json()["value"].as_array().unwrap_or_else(|| panic!("{list}")).clone();
    value.iter().map(|item| item["name"].as_str().expect("a name").to_owned()).collect()
}

#[tokio::test]
async fn what_others_shared_points_to_their_drives() {
    let mock = Mock::new();
    assert_eq!(names(&bob(&mock, "GET /v1.0/me/drive/sharedWithMe", "").await), [""; 0]);
    for path in ["/Documents", "/hello.txt"] {
        let request = format!("POST /v1.0/me/drive/root:{path}:/invite");
        assert_eq!(alice(&mock, &request, INVITE).await.status, 200);
    }
    let link = r#"{"scope": "users", "recipients": [{"email": "bob@example.com"}]}"#;
    let request = "POST /v1.0/me/drive/root:/hello.txt:/createLink";
    assert_eq!(alice(&mock, request, link).await.status, 201);
    let list = bob(&mock, "GET /v1.0/me/drive/sharedWithMe()", "").await;
    assert_eq!(names(&list), ["hello.txt", "Documents"], "each once");
    let remote = &list.json()["value"][1]["remoteItem"];
    let (drive, id) = (remote["parentReference"]["driveId"].as_str(), remote["id"].as_str());
    let request = format!("GET /v1.0/drives/{}/items/{}/children", drive.expect("an id"), id.expect("an id"));
    assert_eq!(names(&bob(&mock, &request, "").await), ["plan.txt", "Reports"]);
    assert_eq!(names(&alice(&mock, "GET /v1.0/me/drive/sharedWithMe", "").await), [""; 0]);
}

#[tokio::test]
async fn an_item_of_somebody_else_has_its_place() {
    let mock = Mock::new();
    let request = "POST /v1.0/me/drive/root:/Documents:/invite";
    assert_eq!(alice(&mock, request, INVITE).await.status, 200);
    let list = bob(&mock, "GET /v1.0/me/drive/sharedWithMe?$top=1", "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)",
          "value": [
            {
              "createdBy": "<alice's identity>",
              "createdDateTime": "2026-01-01T08:00:00Z",
              "fileSystemInfo": "<the fixture's dates>",
              "folder": {
                "childCount": 2
              },
              "id": "<Documents>",
              "lastModifiedBy": "<alice's identity>",
              "lastModifiedDateTime": "2026-01-01T08:00:00Z",
              "name": "Documents",
              "remoteItem": {
                "createdBy": "<alice's identity>",
                "createdDateTime": "2026-01-01T08:00:00Z",
                "fileSystemInfo": "<the fixture's dates>",
                "folder": {
                  "childCount": 2
                },
                "id": "<Documents>",
                "lastModifiedBy": "<alice's identity>",
                "lastModifiedDateTime": "2026-01-01T08:00:00Z",
                "name": "Documents",
                "parentReference": "<in alice's root>",
                "shared": {
                  "owner": "<alice's identity>",
                  "scope": "users",
                  "sharedBy": "<alice's identity>",
                  "sharedDateTime": "2026-01-02T03:04:05Z"
                },
                "size": 41900,
                "webUrl": "http://mock.test/personal/alice_example_com/Documents/Documents"
              },
              "size": 41900,
              "webUrl": "http://mock.test/personal/alice_example_com/Documents/Documents"
            }
          ]
        }"#]]
    .assert_eq(&list.to_string());
}

#[tokio::test]
async fn the_files_that_a_person_changed_last_come_first() {
    let mock = Mock::new();
    for (drive, path) in [(0, "hello.txt"), (3, "Projects/notes.md")] {
        mock.advance(Duration::from_mins(1));
        mock.sandbox()
            .write(|world, now| {
                let root = world.drives().nth(drive).expect("seeded").root;
                let by = Actor::User(world.user_named("alice").expect("seeded").id);
                let file = world.descend(root, path.split('/')).expect("seeded");
                world.write(by, file, Content::new("new".into()), now)
            })
            .expect("a file");
    }
    let list = alice(&mock, "GET /v1.0/me/drive/recent()", "").await;
    let value = list.json()["value"].clone();
    assert_eq!(names(&list)[..2], ["notes.md", "hello.txt"]);
    assert_eq!(value[0]["remoteItem"]["name"], "notes.md", "it lies in the team's drive");
    assert!(value[1].get("remoteItem").is_none() && value[1]["parentReference"]["driveId"].is_string());
    let bobs = bob(&mock, "GET /v1.0/me/drive/recent?$top=1", "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)",
          "value": [
            {
              "@microsoft.graph.downloadUrl": "http://mock.test/_layouts/15/download.aspx?UniqueId=576cbef9-98fe-6381-60fe-91b6f0ca579f&Translate=false&tempauth=AAAAAAAAABEAAAAAAAAAAQAAAZt84k_Ia6yI8hFsoGcK96L4GMh8pQ&ApiVersion=2.0",
              "cTag": "\"c:{<guid of diary.txt>},1\"",
              "createdBy": "<bob's identity>",
              "createdDateTime": "2026-01-01T08:00:00Z",
              "eTag": "\"{<guid of diary.txt>},1\"",
              "file": {
                "hashes": {
                  "quickXorHash": "7vZMbW3qxPtCNo3lKqhwnRnHLIY=",
                  "sha1Hash": "232D94894CADE8C6FE95D6CAD77F2AEB76DBD318",
                  "sha256Hash": "1645530B2F50DADB3613EE6C87CD24ABC8E64F6FE605CF89B1AC0CF5368036D2"
                },
                "mimeType": "text/plain"
              },
              "fileSystemInfo": {
                "createdDateTime": "2026-01-01T08:00:00Z",
                "lastAccessedDateTime": "2026-01-01T08:00:00Z",
                "lastModifiedDateTime": "2026-01-01T08:00:00Z"
              },
              "id": "<diary.txt>",
              "lastModifiedBy": "<bob's identity>",
              "lastModifiedDateTime": "2026-01-01T08:00:00Z",
              "name": "diary.txt",
              "parentReference": "<in Private>",
              "size": 36,
              "webUrl": "http://mock.test/drives/2/Private/diary.txt"
            }
          ]
        }"#]]
    .assert_eq(&bobs.to_string());
    let times = |list: &Answer| -> Vec<_> {
        let value = list.json()["value"].as_array().expect("a list").clone();
        value.iter().map(|item| item["fileSystemInfo"]["lastAccessedDateTime"].clone()).collect()
    };
    assert_eq!(
        times(&list)[..2],
        ["2026-01-02T03:06:05Z", "2026-01-02T03:05:05Z"],
        "every kind of drive tells it"
    );
}

#[tokio::test]
async fn items_are_followed_and_no_longer() {
    let mock = Mock::new();
    let item = "/v1.0/me/drive/root:/hello.txt:";
    let followed = alice(&mock, &format!("POST {item}/follow"), "").await;
    assert_eq!(followed.status, 200, "{followed}");
    assert_eq!(followed.json(), alice(&mock, &format!("GET {item}"), "").await.json());
    assert_eq!(alice(&mock, "POST /v1.0/me/drive/root:/Documents:/follow", "").await.status, 200);
    let following = "GET /v1.0/me/drive/following";
    assert_eq!(names(&alice(&mock, following, "").await), ["hello.txt", "Documents"]);
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/following(id,name)",
          "value": [
            {
              "@odata.etag": "\"{<guid of hello.txt>},1\"",
              "id": "<hello.txt>",
              "name": "hello.txt"
            },
            {
              "@odata.etag": "\"{<guid of Documents>},1\"",
              "id": "<Documents>",
              "name": "Documents"
            }
          ]
        }"#]]
    .assert_eq(&alice(&mock, &format!("{following}?$select=id,name"), "").await.to_string());
    assert_eq!(alice(&mock, &format!("POST {item}/unfollow"), "").await.to_string(), "204 No Content\n");
    assert_eq!(names(&alice(&mock, following, "").await), ["Documents"]);
    let id = mock.id("graph", "alice", "/Documents").await;
    let request = format!("DELETE /v1.0/me/drive/following/{id}");
    assert_eq!(alice(&mock, &request, "").await.to_string(), "204 No Content\n");
    assert_eq!(alice(&mock, &request, "").await.status, 404);
    assert_eq!(names(&alice(&mock, following, "").await), [""; 0]);
    assert_eq!(bob(&mock, "POST /v1.0/me/drive/root:/todo.txt:/follow", "").await.status, 400);
    assert_eq!(bob(&mock, following, "").await.status, 400);
}
