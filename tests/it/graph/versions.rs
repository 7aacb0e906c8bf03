//! Versions of files.

use std::time::Duration;

use expect_test::expect;
use mockdrive::world::{Actor, Content};

use super::{alice, bob, text};
use crate::support::Mock;

const HELLO: &str = "/v1.0/me/drive/root:/hello.txt:/versions";

/// A mock whose `hello.txt` has three versions, a minute apart.
fn three_versions() -> Mock {
    let mock = Mock::new();
    for text in ["second\n", "the third\n"] {
        mock.advance(Duration::from_mins(1));
        mock.sandbox()
            .write(|world, now| {
                let drive = world.drives().next().expect("alice's").clone();
                let hello = world.child(drive.root, "hello.txt").expect("seeded");
                let by = Actor::User(drive.person().expect("alice"));
                world.write(by, hello, Content::new(text.into()), now)
            })
            .expect("a file");
    }
    mock
}

/// The bytes that a version's content leads to.
async fn content(mock: &Mock, version: &str) -> String {
    let answer = alice(mock, &format!("GET {HELLO}/{version}/content"), "").await;
    assert_eq!(answer.status, 302, "{answer}");
    let location = answer.header("location").strip_prefix("http://mock.test").expect("our origin").to_owned();
    let answer = mock.send(&format!("GET {location}")).await;
    assert_eq!(answer.header("content-type"), "text/plain");
    String::from_utf8(answer.body).expect("text")
}

#[tokio::test]
async fn versions_are_listed_newest_first() {
    let mock = three_versions();
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root/versions",
          "value": [
            {
              "id": "3.0",
              "lastModifiedBy": "<alice's identity>",
              "lastModifiedDateTime": "2026-01-02T03:06:05Z",
              "publication": {
                "level": "published",
                "versionId": "3.0"
              },
              "size": 10
            },
            {
              "id": "2.0",
              "lastModifiedBy": "<alice's identity>",
              "lastModifiedDateTime": "2026-01-02T03:05:05Z",
              "publication": {
                "level": "published",
                "versionId": "2.0"
              },
              "size": 7
            },
            {
              "id": "1.0",
              "lastModifiedBy": "<alice's identity>",
              "lastModifiedDateTime": "2026-01-01T08:00:00Z",
              "publication": {
                "level": "published",
                "versionId": "1.0"
              },
              "size": 18
            }
          ]
        }"#]]
    .assert_eq(&alice(&mock, &format!("GET {HELLO}"), "").await.to_string());
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root/versions/$entity",
          "id": "2.0",
          "lastModifiedBy": "<alice's identity>",
          "lastModifiedDateTime": "2026-01-02T03:05:05Z",
          "publication": {
            "level": "published",
            "versionId": "2.0"
          },
          "size": 7
        }"#]]
    .assert_eq(&alice(&mock, &format!("GET {HELLO}/2.0"), "").await.to_string());
    let selected = alice(&mock, &format!("GET {HELLO}?$select=id,size"), "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root/versions(id,size)",
          "value": [
            {
              "id": "3.0",
              "size": 10
            },
            {
              "id": "2.0",
              "size": 7
            },
            {
              "id": "1.0",
              "size": 18
            }
          ]
        }"#]]
    .assert_eq(&selected.to_string());
    let current = alice(&mock, &format!("GET {HELLO}/current"), "").await.json();
    assert_eq!(current["id"], "3.0");
}

#[tokio::test]
async fn the_bytes_of_a_version_are_fetched_without_a_token_for_an_hour() {
    let mock = three_versions();
    assert_eq!(content(&mock, "1.0").await, "Hello, mockdrive!\n");
    assert_eq!(content(&mock, "2.0").await, "second\n");
    let answer = alice(&mock, &format!("GET {HELLO}/1.0/content"), "").await;
    let location = answer.header("location").replace("http://mock.test", "");
    mock.advance(Duration::from_secs(3599));
    assert_eq!(mock.send(&format!("GET {location}")).await.status, 200);
    mock.advance(Duration::from_secs(1));
    assert_eq!(mock.send(&format!("GET {location}")).await.status, 401);
    let forged = location.replace("sealed/", "sealed/x");
    assert_eq!(mock.send(&format!("GET {forged}")).await.status, 404);
}

#[tokio::test]
async fn a_restored_version_becomes_a_new_one() {
    let mock = three_versions();
    let get = "GET /v1.0/me/drive/root:/hello.txt";
    let before = alice(&mock, get, "").await;
    let answer = alice(&mock, &format!("POST {HELLO}/1.0/restoreVersion"), "").await;
    assert_eq!(answer.to_string(), "204 No Content\n");
    assert_eq!(text(&mock, "hello.txt").as_deref(), Some("Hello, mockdrive!\n"));
    assert_eq!(content(&mock, "3.0").await, "the third\n");
    expect![[r#"
        @microsoft.graph.downloadUrl: "http://mock.test/_layouts/15/download.aspx?UniqueId=2da8620e-c3f2-d505-6ad0-ef0a88f3398c&Translate=false&tempauth=AAAAAAAAAAIAAAAAAAAAAwAAAZt84k_It4VVvkFYSdQHLpa4FW9L9g&ApiVersion=2.0" -> "http://mock.test/_layouts/15/download.aspx?UniqueId=2da8620e-c3f2-d505-6ad0-ef0a88f3398c&Translate=false&tempauth=AAAAAAAAAAIAAAAAAAAABAAAAZt84k_Ib3SUL3tG9MjCCsG2stqMfw&ApiVersion=2.0"
        cTag: "\"c:{<guid of hello.txt>},3\"" -> "\"c:{<guid of hello.txt>},4\""
        eTag: "\"{<guid of hello.txt>},3\"" -> "\"{<guid of hello.txt>},4\""
        file / hashes / quickXorHash: "dEBDGUBABzSkQQ5kWgAAAAAAAAA=" -> "6SQiS9jwBhaAoA1vCsMayCCHNNg="
        size: 10 -> 18
    "#]].assert_eq(&alice(&mock, get, "").await.differs_from(&before));
}

#[tokio::test]
async fn an_earlier_version_is_deleted_and_the_current_one_is_not() {
    let mock = three_versions();
    assert_eq!(alice(&mock, &format!("DELETE {HELLO}/2.0"), "").await.to_string(), "204 No Content\n");
    let ids: Vec<_> = alice(&mock, &format!("GET {HELLO}"), "").await.json()["value"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|version| version["id"].as_str().expect("an id").to_owned())
        .collect();
    assert_eq!(ids, ["3.0", "1.0"]);
    expect![[r#"400 {"error":{"code":"invalidRequest","innerError":{"client-request-id":"<request 3>","date":"2026-01-02T03:06:05","request-id":"<request 3>"},"message":"The current version of an item cannot be deleted."}}"#]].assert_eq(&alice(&mock, &format!("DELETE {HELLO}/3.0"), "").await.line());
}

#[tokio::test]
async fn what_has_no_such_version_is_refused() {
    let mock = three_versions();
    let before = mock.sandbox().snapshot();
    let folder = "/v1.0/me/drive/root:/Documents:/versions";
    for (request, status) in [
        (format!("GET {folder}"), 400),
        (format!("GET {folder}/1.0"), 400),
        (format!("POST {folder}/1.0/restoreVersion"), 400),
        (format!("GET {HELLO}/9.0"), 404),
        (format!("GET {HELLO}/1"), 404),
        (format!("GET {HELLO}/99999999999.0"), 404),
        (format!("GET {HELLO}/9.0/content"), 404),
        (format!("POST {HELLO}/9.0/restoreVersion"), 404),
        (format!("DELETE {HELLO}/9.0"), 404),
    ] {
        let answer = alice(&mock, &request, "").await;
        assert_eq!(answer.status, status, "{request}: {answer}");
    }
    let alices =
        alice(&mock, "GET /v1.0/me/drive", "").await.json()["id"].as_str().expect("an id").to_owned();
    let request = format!("GET /v1.0/drives/{alices}/root:/hello.txt:/versions");
    assert_eq!(bob(&mock, &request, "").await.status, 403);
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing changed");
}
