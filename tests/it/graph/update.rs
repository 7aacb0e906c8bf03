//! Renaming, moving, and what is said of an item.

use std::time::Duration;

use expect_test::expect;
use mockdrive::world::{Actor, Content};

use super::{alice, refuses};
use crate::support::{Answer, Mock};

const HELLO: &str = "PATCH /v1.0/me/drive/root:/hello.txt";

/// Sends a request as alice with one more header.
async fn with(mock: &Mock, request: &str, header: &str, body: &str) -> Answer {
    mock.send(&format!(
        "{request}\nAuthorization: Bearer alice-token\nContent-Type: application/json\n{header}\n\n{body}"
    ))
    .await
}

#[tokio::test]
async fn an_item_is_moved_and_renamed_at_once() {
    let mock = Mock::new();
    let (hello, reports) = (
        mock.id("graph", "alice", "/hello.txt").await,
        mock.id("graph", "alice", "/Documents/Reports").await,
    );
    let body = format!(r#"{{"parentReference": {{"id": "{reports}"}}, "name": "new-item-name.txt"}}"#);
    let moved = alice(&mock, &format!("PATCH /v1.0/me/drive/items/{hello}"), &body).await;
    expect![[r#"
        200 OK
        {
          "@microsoft.graph.downloadUrl": "http://mock.test/_layouts/15/download.aspx?UniqueId=2da8620e-c3f2-d505-6ad0-ef0a88f3398c&Translate=false&tempauth=AAAAAAAAAAIAAAAAAAAAAQAAAZt84HsI_zBuQdcb5N8CwSXDVsqjOg&ApiVersion=2.0",
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/items/$entity",
          "cTag": "\"c:{<guid of hello.txt>},1\"",
          "createdBy": "<alice's identity>",
          "createdDateTime": "2026-01-01T08:00:00Z",
          "eTag": "\"{<guid of hello.txt>},2\"",
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
          "id": "<hello.txt>",
          "lastModifiedBy": "<alice's identity>",
          "lastModifiedDateTime": "2026-01-02T03:04:05Z",
          "name": "new-item-name.txt",
          "parentReference": "<in Reports>",
          "size": 18,
          "webUrl": "http://mock.test/personal/alice_example_com/Documents/Documents/Reports/new-item-name.txt"
        }"#]].assert_eq(&moved.to_string());
    assert_eq!(mock.find("graph", "<hello.txt>").await, "/Documents/Reports/new-item-name.txt");
}

#[tokio::test]
async fn every_form_of_the_target_is_taken() {
    let mock = Mock::new();
    for (parent, path) in [
        (
            r#"{"driveId": "<alice's drive>", "id": "<Photos>", "path": "", "driveType": ""}"#,
            "/Photos/hello.txt",
        ),
        (r#"{"path": "/drive/root:/Documents"}"#, "/Documents/hello.txt"),
        (r#"{"path": "/drive/root:/"}"#, "/hello.txt"),
        (r#"{"path": "/drives/<alice's drive>/root:/Photos"}"#, "/Photos/hello.txt"),
        (r#"{"path": "/drive/items/<alice's root>"}"#, "/hello.txt"),
        (r#"{"path": "/drive/root:%2FShared%20examples:"}"#, "/Shared examples/hello.txt"),
        (r#"{"id": "<alice's root>", "driveId": ""}"#, "/hello.txt"),
        (r#"{"id": "", "path": "", "driveId": ""}"#, "/hello.txt"),
        (r#"{"driveId": "<alice's drive>"}"#, "/hello.txt"),
        ("null", "/hello.txt"),
    ] {
        let body = format!(r#"{{"parentReference": {parent}}}"#);
        let answer = alice(&mock, "PATCH /v1.0/me/drive/items/<hello.txt>", &body).await;
        assert_eq!(answer.status, 200, "{parent}: {answer}");
        assert_eq!(mock.find("graph", "<hello.txt>").await, path, "{parent}");
    }
}

#[tokio::test]
async fn a_name_that_is_taken_is_refused_varied_or_replaced() {
    let key = "@microsoft.graph.conflictBehavior";
    let mut all = Vec::new();
    for (query, member) in [
        ("", String::new()),
        ("", r#", "@name.conflictBehavior": "fail""#.into()),
        ("", format!(r#", "{key}": "rename""#)),
        ("", format!(r#", "{key}": "replace""#)),
        ("?@microsoft.graph.conflictBehavior=replace", format!(r#", "{key}": "fail""#)),
        ("?@name.conflictBehavior=rename", String::new()),
        ("?@microsoft.graph.conflictBehavior=overwrite", String::new()),
    ] {
        for target in ["archive.zip", "Documents", "Hello.TXT"] {
            let mock = Mock::new();
            let hello = mock.id("graph", "alice", "/hello.txt").await;
            let answer =
                alice(&mock, &format!("{HELLO}{query}"), &format!(r#"{{"name": "{target}"{member}}}"#)).await;
            let outcome = if answer.status == 200 {
                assert_eq!(answer.json()["id"], hello, "the moved item keeps its id");
                let tree = mock.send("GET /_mock/tree?drive=alice&trashed=true").await.json();
                let items = tree["drives"][0]["items"].as_array().expect("a list").clone();
                let binned: Vec<_> =
                    items.iter().filter(|item| item["trashed"] == true).map(|item| &item["path"]).collect();
                format!("{} of {} bytes, in the bin {binned:?}", answer.json()["name"], answer.json()["size"])
            } else {
                answer.line()
            };
            all.push(format!("{query}{member} {target}: {outcome}"));
        }
    }
    expect![[r#"
        [
            " archive.zip: 409 nameAlreadyExists -: Name already exists",
            " Documents: 409 nameAlreadyExists -: Name already exists",
            " Hello.TXT: \"Hello.TXT\" of 18 bytes, in the bin []",
            ", \"@name.conflictBehavior\": \"fail\" archive.zip: 409 nameAlreadyExists -: Name already exists",
            ", \"@name.conflictBehavior\": \"fail\" Documents: 409 nameAlreadyExists -: Name already exists",
            ", \"@name.conflictBehavior\": \"fail\" Hello.TXT: \"Hello.TXT\" of 18 bytes, in the bin []",
            ", \"@microsoft.graph.conflictBehavior\": \"rename\" archive.zip: \"archive 1.zip\" of 18 bytes, in the bin []",
            ", \"@microsoft.graph.conflictBehavior\": \"rename\" Documents: \"Documents 1\" of 18 bytes, in the bin []",
            ", \"@microsoft.graph.conflictBehavior\": \"rename\" Hello.TXT: \"Hello.TXT\" of 18 bytes, in the bin []",
            ", \"@microsoft.graph.conflictBehavior\": \"replace\" archive.zip: \"archive.zip\" of 18 bytes, in the bin [String(\"/archive.zip\")]",
            ", \"@microsoft.graph.conflictBehavior\": \"replace\" Documents: 409 nameAlreadyExists -: Name already exists",
            ", \"@microsoft.graph.conflictBehavior\": \"replace\" Hello.TXT: \"Hello.TXT\" of 18 bytes, in the bin []",
            "?@microsoft.graph.conflictBehavior=replace, \"@microsoft.graph.conflictBehavior\": \"fail\" archive.zip: \"archive.zip\" of 18 bytes, in the bin [String(\"/archive.zip\")]",
            "?@microsoft.graph.conflictBehavior=replace, \"@microsoft.graph.conflictBehavior\": \"fail\" Documents: 409 nameAlreadyExists -: Name already exists",
            "?@microsoft.graph.conflictBehavior=replace, \"@microsoft.graph.conflictBehavior\": \"fail\" Hello.TXT: \"Hello.TXT\" of 18 bytes, in the bin []",
            "?@name.conflictBehavior=rename archive.zip: \"archive 1.zip\" of 18 bytes, in the bin []",
            "?@name.conflictBehavior=rename Documents: \"Documents 1\" of 18 bytes, in the bin []",
            "?@name.conflictBehavior=rename Hello.TXT: \"Hello.TXT\" of 18 bytes, in the bin []",
            "?@microsoft.graph.conflictBehavior=overwrite archive.zip: 400 invalidRequest -: conflictBehavior must be one of fail, replace, rename.",
            "?@microsoft.graph.conflictBehavior=overwrite Documents: 400 invalidRequest -: conflictBehavior must be one of fail, replace, rename.",
            "?@microsoft.graph.conflictBehavior=overwrite Hello.TXT: 400 invalidRequest -: conflictBehavior must be one of fail, replace, rename.",
        ]
    "#]].assert_debug_eq(&all);
}

#[tokio::test]
async fn clients_dates_and_a_description_are_kept_until_the_content_changes_or_the_item_moves() {
    let mock = Mock::new();
    let get = "GET /v1.0/me/drive/root:/hello.txt?$select=description,fileSystemInfo,lastModifiedDateTime,eTag,cTag";
    let body = r#"{"description": "Greeting", "fileSystemInfo": {
        "createdDateTime": "2019-12-31T23:59:59-01:00", "lastModifiedDateTime": "2020-01-01T00:00:00.5Z",
        "lastAccessedDateTime": "2020-01-01T00:00:00Z"}}"#;
    let answer = alice(&mock, HELLO, body).await;
    assert_eq!(answer.status, 200, "{answer}");
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root(description,fileSystemInfo,lastModifiedDateTime,eTag,cTag)/$entity",
          "@odata.etag": "\"{<guid of hello.txt>},2\"",
          "cTag": "\"c:{<guid of hello.txt>},1\"",
          "description": "Greeting",
          "eTag": "\"{<guid of hello.txt>},2\"",
          "fileSystemInfo": {
            "createdDateTime": "2020-01-01T00:59:59Z",
            "lastModifiedDateTime": "2020-01-01T00:00:00Z"
          },
          "lastModifiedDateTime": "2020-01-01T00:00:00Z"
        }"#]].assert_eq(&alice(&mock, get, "").await.to_string());

    mock.advance(Duration::from_mins(1));
    let before = alice(&mock, get, "").await;
    alice(&mock, HELLO, r#"{"description": "Another"}"#).await;
    expect![[r#"
        @odata.etag: "\"{<guid of hello.txt>},2\"" -> "\"{<guid of hello.txt>},3\""
        description: "Greeting" -> "Another"
        eTag: "\"{<guid of hello.txt>},2\"" -> "\"{<guid of hello.txt>},3\""
        lastModifiedDateTime: "2020-01-01T00:00:00Z" -> "2026-01-02T03:05:05Z"
    "#]]
    .assert_eq(&alice(&mock, get, "").await.differs_from(&before));

    let path = "/v1.0/me/drive/root:/hello.txt";
    let moved = alice(
        &mock,
        &format!("PATCH {path}"),
        r#"{"parentReference": {"id": "<Documents>"}, "description": ""}"#,
    )
    .await
    .json();
    assert_eq!(moved["fileSystemInfo"]["lastModifiedDateTime"], "2026-01-02T03:05:05Z", "a move forgets it");
    assert_eq!(moved["fileSystemInfo"]["createdDateTime"], "2020-01-01T00:59:59Z");
    assert_eq!(moved.get("description"), None, "an empty one takes it away");

    let root = mock.id("graph", "alice", "/").await;
    let body = format!(
        r#"{{"parentReference": {{"id": "{root}"}}, "fileSystemInfo": {{"lastModifiedDateTime": "2020-01-01T00:00:00Z"}}}}"#
    );
    let back = alice(&mock, "PATCH /v1.0/me/drive/root:/Documents/hello.txt", &body).await.json();
    assert_eq!(
        back["fileSystemInfo"]["lastModifiedDateTime"], "2020-01-01T00:00:00Z",
        "unless it is sent again"
    );
    let write = |world: &mut mockdrive::world::World, now| {
        let drive = world.drives().next().expect("alice's").clone();
        let hello = world.child(drive.root, "hello.txt").expect("seeded");
        world.write(Actor::User(drive.person().expect("alice")), hello, Content::new("second".into()), now)
    };
    mock.sandbox().write(write).expect("a file");
    let written = alice(&mock, get, "").await.json();
    assert_eq!(written["fileSystemInfo"]["lastModifiedDateTime"], "2026-01-02T03:05:05Z", "so does a write");
}

#[tokio::test]
async fn a_copy_has_neither_the_dates_nor_the_description() {
    let mock = Mock::new();
    let body =
        r#"{"description": "Ours", "fileSystemInfo": {"lastModifiedDateTime": "2020-01-01T00:00:00Z"}}"#;
    assert_eq!(alice(&mock, HELLO, body).await.status, 200);
    let copy = "POST /v1.0/me/drive/root:/hello.txt:/copy";
    assert_eq!(alice(&mock, copy, r#"{"name": "copy.txt"}"#).await.status, 202);
    let copied = alice(&mock, "GET /v1.0/me/drive/root:/copy.txt", "").await.json();
    assert_eq!(copied.get("description"), None);
    assert_eq!(copied["fileSystemInfo"]["lastModifiedDateTime"], "2026-01-02T03:04:05Z");
}

#[tokio::test]
async fn dates_make_no_version_and_an_empty_update_no_change() {
    let mock = Mock::new();
    let before = alice(&mock, "GET /v1.0/me/drive/root:/hello.txt", "").await;
    for body in ["{}", r#"{"name": "hello.txt"}"#, r#"{"unknown": {"a": [1]}, "size": 3}"#] {
        let answer = alice(&mock, HELLO, body).await;
        assert_eq!((answer.status.as_u16(), answer.json()), (200, before.json()), "{body}");
    }
    let body = r#"{"fileSystemInfo": {"lastModifiedDateTime": "2020-01-01T00:00:00Z"}}"#;
    let after = alice(&mock, HELLO, body).await;
    expect![[r#"
        eTag: "\"{<guid of hello.txt>},1\"" -> "\"{<guid of hello.txt>},2\""
        fileSystemInfo / lastModifiedDateTime: "2026-01-01T08:00:00Z" -> "2020-01-01T00:00:00Z"
        lastModifiedDateTime: "2026-01-01T08:00:00Z" -> "2020-01-01T00:00:00Z"
    "#]]
    .assert_eq(&after.differs_from(&before));
    let root = "GET /v1.0/me/drive/root";
    let before = alice(&mock, root, "").await;
    assert_eq!(alice(&mock, "PATCH /v1.0/me/drive/root", body).await.status, 200);
    expect![[r#"
        eTag: "\"{EA8CC6BE-FFDB-43D7-976F-BC7DA445C639},1\"" -> "\"{EA8CC6BE-FFDB-43D7-976F-BC7DA445C639},2\""
        fileSystemInfo / lastModifiedDateTime: "2026-01-01T08:00:00Z" -> "2020-01-01T00:00:00Z"
        lastModifiedDateTime: "2026-01-01T08:00:00Z" -> "2020-01-01T00:00:00Z"
    "#]]
    .assert_eq(&alice(&mock, root, "").await.differs_from(&before));
}

#[tokio::test]
async fn an_item_that_has_changed_since_is_left_alone() {
    let mock = Mock::new();
    let item = alice(&mock, "GET /v1.0/me/drive/root:/hello.txt", "").await.json();
    let (e_tag, c_tag) = (item["eTag"].as_str().expect("a tag"), item["cTag"].as_str().expect("a tag"));
    for (tag, status) in [("\"other\"", 412), (c_tag, 200), (e_tag, 412), (c_tag, 200), ("*", 200)] {
        let answer = with(&mock, HELLO, &format!("If-Match: {tag}"), r#"{"description": "x"}"#).await;
        assert_eq!(answer.status, status, "{tag}: {answer}");
    }
    let answer = with(&mock, HELLO, "If-Match: \"other\"", r#"{"name": "b.txt"}"#).await;
    expect!["412 resourceModified -: ETag does not match current item's value"].assert_eq(&answer.line());
}

#[tokio::test]
async fn a_wrong_update_is_refused_and_changes_nothing() {
    let mock = Mock::new();
    let move_to = |parent: &str| format!(r#"{{"parentReference": {parent}}}"#);
    let folder = "PATCH /v1.0/me/drive/root:/Documents";
    refuses(
        &mock,
        "alice",
        [
            (HELLO, "[]"),
            (HELLO, r#"{"name": ""}"#),
            (HELLO, r#"{"name": "a/b"}"#),
            (HELLO, r#"{"name": ["a"]}"#),
            (HELLO, r#"{"name": " a"}"#),
            (HELLO, r#"{"parentReference": "root"}"#),
            (HELLO, r#"{"parentReference": []}"#),
            (HELLO, &move_to(r#"{"id": 5}"#)),
            (HELLO, &move_to(r#"{"id": "root"}"#)),
            (HELLO, &move_to(r#"{"id": "01MXEZFVE5G2AS5Y74YZFYQF3KZAQ7CFEP"}"#)),
            (HELLO, &move_to(r#"{"path": "Documents"}"#)),
            (HELLO, &move_to(r#"{"path": "/drive/root:/Nowhere"}"#)),
            (HELLO, &move_to(r#"{"path": "/drive/root:/archive.zip"}"#)),
            (HELLO, &move_to(r#"{"id": "<hello.txt>"}"#)),
            (HELLO, &move_to(r#"{"driveId": "<the team's drive>", "id": "<Projects>"}"#)),
            (HELLO, &move_to(r#"{"driveId": "<the team's drive>", "path": "/drive/root:/Projects"}"#)),
            (HELLO, &move_to(r#"{"driveId": "<bob's drive>", "id": "x"}"#)),
            (HELLO, &move_to(r#"{"driveId": "nonsense", "id": "x"}"#)),
            (folder, &move_to(r#"{"id": "<Documents>"}"#)),
            (folder, &move_to(r#"{"id": "<Reports>"}"#)),
            (HELLO, r#"{"fileSystemInfo": {"lastModifiedDateTime": "2020-13-01T00:00:00Z"}}"#),
            (HELLO, r#"{"fileSystemInfo": {"lastAccessedDateTime": "now"}}"#),
            (HELLO, r#"{"fileSystemInfo": {"createdDateTime": 5}}"#),
            (HELLO, r#"{"fileSystemInfo": {"createdDateTime": "2020-01-01T00:00:00"}}"#),
            ("PATCH /v1.0/me/drive/root", r#"{"name": "other"}"#),
            ("PATCH /v1.0/me/drive/root", &move_to(r#"{"id": "<Documents>"}"#)),
            ("PATCH /v1.0/me/drive/root:/missing.txt", r#"{"name": "b"}"#),
        ],
        expect![[r#"
            PATCH /v1.0/me/drive/root:/hello.txt []: 400 BadRequest -: Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.
            PATCH /v1.0/me/drive/root:/hello.txt {"name": ""}: 400 invalidRequest invalidPath: Name contains invalid characters.
            PATCH /v1.0/me/drive/root:/hello.txt {"name": "a/b"}: 400 invalidRequest invalidPath: Name contains invalid characters.
            PATCH /v1.0/me/drive/root:/hello.txt {"name": ["a"]}: 400 BadRequest -: Property name in payload has a value that does not match schema.
            PATCH /v1.0/me/drive/root:/hello.txt {"name": " a"}: 400 invalidRequest invalidPath: Name contains invalid characters.
            PATCH /v1.0/me/drive/root:/hello.txt {"parentReference": "root"}: 400 BadRequest -: Property parentReference in payload has a value that does not match schema.
            PATCH /v1.0/me/drive/root:/hello.txt {"parentReference": []}: 400 BadRequest -: Property parentReference in payload has a value that does not match schema.
            PATCH /v1.0/me/drive/root:/hello.txt {"parentReference": {"id": 5}}: 400 BadRequest -: Property id in payload has a value that does not match schema.
            PATCH /v1.0/me/drive/root:/hello.txt {"parentReference": {"id": "root"}}: 400 invalidRequest -: When moving items to the root of a drive your app cannot use the "id:" "root" syntax. Your app needs to provide the actual ID of the root folder for the parent reference.
            PATCH /v1.0/me/drive/root:/hello.txt {"parentReference": {"id": "01MXEZFVE5G2AS5Y74YZFYQF3KZAQ7CFEP"}}: 404 itemNotFound -: The resource could not be found.
            PATCH /v1.0/me/drive/root:/hello.txt {"parentReference": {"path": "Documents"}}: 400 invalidRequest -: A valid path must be provided.
            PATCH /v1.0/me/drive/root:/hello.txt {"parentReference": {"path": "/drive/root:/Nowhere"}}: 404 itemNotFound -: The resource could not be found.
            PATCH /v1.0/me/drive/root:/hello.txt {"parentReference": {"path": "/drive/root:/archive.zip"}}: 400 invalidRequest itemTypeDoesNotMatch: The item is not a folder.
            PATCH /v1.0/me/drive/root:/hello.txt {"parentReference": {"id": "<hello.txt>"}}: 400 invalidRequest itemTypeDoesNotMatch: The item is not a folder.
            PATCH /v1.0/me/drive/root:/hello.txt {"parentReference": {"driveId": "<the team's drive>", "id": "<Projects>"}}: 400 invalidRequest -: Items cannot be moved between Drives using this request.
            PATCH /v1.0/me/drive/root:/hello.txt {"parentReference": {"driveId": "<the team's drive>", "path": "/drive/root:/Project…: 400 invalidRequest -: Items cannot be moved between Drives using this request.
            PATCH /v1.0/me/drive/root:/hello.txt {"parentReference": {"driveId": "<bob's drive>", "id": "x"}}: 403 accessDenied -: The caller doesn't have permission to perform the action.
            PATCH /v1.0/me/drive/root:/hello.txt {"parentReference": {"driveId": "nonsense", "id": "x"}}: 400 invalidRequest -: The provided drive id appears to be malformed.
            PATCH /v1.0/me/drive/root:/Documents {"parentReference": {"id": "<Documents>"}}: 400 invalidRequest -: An item cannot be placed inside itself.
            PATCH /v1.0/me/drive/root:/Documents {"parentReference": {"id": "<Reports>"}}: 400 invalidRequest -: An item cannot be placed inside itself.
            PATCH /v1.0/me/drive/root:/hello.txt {"fileSystemInfo": {"lastModifiedDateTime": "2020-13-01T00:00:00Z"}}: 400 BadRequest -: Property lastModifiedDateTime in payload has a value that does not match schema.
            PATCH /v1.0/me/drive/root:/hello.txt {"fileSystemInfo": {"lastAccessedDateTime": "now"}}: 400 BadRequest -: Property lastAccessedDateTime in payload has a value that does not match schema.
            PATCH /v1.0/me/drive/root:/hello.txt {"fileSystemInfo": {"createdDateTime": 5}}: 400 BadRequest -: Property createdDateTime in payload has a value that does not match schema.
            PATCH /v1.0/me/drive/root:/hello.txt {"fileSystemInfo": {"createdDateTime": "2020-01-01T00:00:00"}}: 400 BadRequest -: Property createdDateTime in payload has a value that does not match schema.
            PATCH /v1.0/me/drive/root {"name": "other"}: 400 invalidRequest -: The operation is not allowed on the root folder.
            PATCH /v1.0/me/drive/root {"parentReference": {"id": "<Documents>"}}: 400 invalidRequest -: The operation is not allowed on the root folder.
            PATCH /v1.0/me/drive/root:/missing.txt {"name": "b"}: 404 itemNotFound -: The resource could not be found.
        "#]],
    )
    .await;
}

#[tokio::test]
async fn an_update_that_says_nothing_new_leaves_the_tags() {
    let mock = Mock::new();
    let request = "PATCH /v1.0/me/drive/root:/hello.txt";
    let body = r#"{"name": "hello.txt", "description": "d",
        "fileSystemInfo": {"lastModifiedDateTime": "2021-01-01T00:00:00Z"}}"#;
    let first = alice(&mock, request, body).await;
    let before = mock.sandbox().snapshot();
    let again = alice(&mock, request, body).await;
    assert_eq!(again.differs_from(&first), "");
    let newest = |world: &mockdrive::world::World| {
        let drive = world.drives().next().expect("alice's").id;
        world.changes_newest_first(drive).expect("there").next()
    };
    assert_eq!(newest(&before), newest(&mock.sandbox().snapshot()), "nothing to tell of");
    let bare = alice(&mock, request, r#"{"description": ""}"#).await;
    expect![[r#"
        - description: "d"
        eTag: "\"{<guid of hello.txt>},2\"" -> "\"{<guid of hello.txt>},3\""
        lastModifiedDateTime: "2021-01-01T00:00:00Z" -> "2026-01-02T03:04:05Z"
    "#]]
    .assert_eq(&bare.differs_from(&again));
}
