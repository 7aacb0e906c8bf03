//! Making folders.

use expect_test::expect;

use super::{alice, refuses};
use crate::support::Mock;

const ROOT: &str = "POST /v1.0/me/drive/root/children";

#[tokio::test]
async fn a_folder_is_made_as_the_page_shows_it() {
    let mock = Mock::new();
    let body = r#"{"name": "New Folder", "folder": {}, "@microsoft.graph.conflictBehavior": "rename"}"#;
    let made = alice(&mock, ROOT, body).await;
    expect![[r#"
        201 Created
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root/children/$entity",
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
          "name": "New Folder",
          "parentReference": "<in alice's root>",
          "size": 0,
          "webUrl": "http://mock.test/personal/alice_example_com/Documents/New%20Folder"
        }"#]]
    .assert_eq(&made.to_string());
    let id = made.json()["id"].as_str().expect("an id").to_owned();
    let read = alice(&mock, &format!("GET /v1.0/me/drive/items/{id}"), "").await;
    assert_eq!(read.content(), made.content());
}

#[tokio::test]
async fn every_address_of_the_parent_receives_a_folder() {
    let mock = Mock::new();
    let documents = mock.id("graph", "alice", "/Documents").await;
    let tree = mock.send("GET /_mock/tree?drive=alice").await.json();
    let drive = tree["drives"][0]["graph_drive"].as_str().expect("an id").to_owned();
    for (at, form) in [
        format!("/me/drive/items/{documents}/children"),
        format!("/drives/{drive}/items/{documents}/children"),
        format!("/drives('{drive}')/items('{documents}')/children"),
        "/me/drive/root:/Documents:/children".into(),
        "/users/alice/drive/items/root%3A%2FDocuments%3A/children".into(),
        "/me/drive/special/documents/children".into(),
    ]
    .iter()
    .enumerate()
    {
        let answer = alice(
            &mock,
            &format!("POST /v1.0{form}"),
            &format!(r#"{{"name": "made {at}", "folder": {{}}}}"#),
        )
        .await;
        assert_eq!(answer.status, 201, "{form}: {answer}");
        assert!(mock.paths("alice").await.contains(&format!("/Documents/made {at}")), "{form}");
    }
}

#[tokio::test]
async fn a_taken_name_is_refused_varied_or_answered_with_the_folder_that_is_there() {
    let key = "@microsoft.graph.conflictBehavior";
    let mut all = Vec::new();
    for (query, member) in [
        ("", String::new()),
        ("", format!(r#", "{key}": "fail""#)),
        ("", r#", "@name.conflictBehavior": "fail""#.into()),
        ("", format!(r#", "{key}": "rename""#)),
        ("", r#", "@name.conflictBehavior": "rename""#.into()),
        ("", format!(r#", "{key}": "replace""#)),
        ("", format!(r#", "{key}": "overwrite""#)),
        ("?@microsoft.graph.conflictBehavior=rename", format!(r#", "{key}": "fail""#)),
        ("?%40name.conflictBehavior=replace", String::new()),
        ("?@microsoft.graph.conflictBehavior=fail", format!(r#", "{key}": "rename""#)),
        ("?@microsoft.graph.conflictBehavior=x", String::new()),
    ] {
        for name in ["documents", "HELLO.txt"] {
            let mock = Mock::new();
            let body = format!(r#"{{"name": "{name}", "folder": {{}}, "@other.key": 1{member}}}"#);
            let answer = alice(&mock, &format!("{ROOT}{query}"), &body).await;
            let outcome = if answer.status.is_success() {
                let item = answer.json();
                let children = &item["folder"]["childCount"];
                format!("{} {} with {children} children", answer.status.as_u16(), item["name"])
            } else {
                answer.line()
            };
            all.push(format!("{query}{member} {name}: {outcome}"));
        }
    }
    expect![[r#"
        [
            " documents: 409 nameAlreadyExists -: Name already exists",
            " HELLO.txt: 409 nameAlreadyExists -: Name already exists",
            ", \"@microsoft.graph.conflictBehavior\": \"fail\" documents: 409 nameAlreadyExists -: Name already exists",
            ", \"@microsoft.graph.conflictBehavior\": \"fail\" HELLO.txt: 409 nameAlreadyExists -: Name already exists",
            ", \"@name.conflictBehavior\": \"fail\" documents: 409 nameAlreadyExists -: Name already exists",
            ", \"@name.conflictBehavior\": \"fail\" HELLO.txt: 409 nameAlreadyExists -: Name already exists",
            ", \"@microsoft.graph.conflictBehavior\": \"rename\" documents: 201 \"documents 1\" with 0 children",
            ", \"@microsoft.graph.conflictBehavior\": \"rename\" HELLO.txt: 201 \"HELLO.txt 1\" with 0 children",
            ", \"@name.conflictBehavior\": \"rename\" documents: 201 \"documents 1\" with 0 children",
            ", \"@name.conflictBehavior\": \"rename\" HELLO.txt: 201 \"HELLO.txt 1\" with 0 children",
            ", \"@microsoft.graph.conflictBehavior\": \"replace\" documents: 200 \"Documents\" with 2 children",
            ", \"@microsoft.graph.conflictBehavior\": \"replace\" HELLO.txt: 409 nameAlreadyExists -: Name already exists",
            ", \"@microsoft.graph.conflictBehavior\": \"overwrite\" documents: 400 invalidRequest -: conflictBehavior must be one of fail, replace, rename.",
            ", \"@microsoft.graph.conflictBehavior\": \"overwrite\" HELLO.txt: 400 invalidRequest -: conflictBehavior must be one of fail, replace, rename.",
            "?@microsoft.graph.conflictBehavior=rename, \"@microsoft.graph.conflictBehavior\": \"fail\" documents: 201 \"documents 1\" with 0 children",
            "?@microsoft.graph.conflictBehavior=rename, \"@microsoft.graph.conflictBehavior\": \"fail\" HELLO.txt: 201 \"HELLO.txt 1\" with 0 children",
            "?%40name.conflictBehavior=replace documents: 200 \"Documents\" with 2 children",
            "?%40name.conflictBehavior=replace HELLO.txt: 409 nameAlreadyExists -: Name already exists",
            "?@microsoft.graph.conflictBehavior=fail, \"@microsoft.graph.conflictBehavior\": \"rename\" documents: 409 nameAlreadyExists -: Name already exists",
            "?@microsoft.graph.conflictBehavior=fail, \"@microsoft.graph.conflictBehavior\": \"rename\" HELLO.txt: 409 nameAlreadyExists -: Name already exists",
            "?@microsoft.graph.conflictBehavior=x documents: 400 invalidRequest -: conflictBehavior must be one of fail, replace, rename.",
            "?@microsoft.graph.conflictBehavior=x HELLO.txt: 400 invalidRequest -: conflictBehavior must be one of fail, replace, rename.",
        ]
    "#]].assert_debug_eq(&all);
}

#[tokio::test]
async fn a_folder_keeps_what_its_maker_says_of_it() {
    let mock = Mock::new();
    let body = r#"{"name": "a", "folder": {}, "description": "Ours", "fileSystemInfo": {
        "createdDateTime": "2020-02-03T04:05:06.789+02:00", "lastModifiedDateTime": "2021-02-03T04:05:06Z"}}"#;
    let made = alice(&mock, ROOT, body).await;
    assert_eq!(made.status, 201, "{made}");
    let made = alice(
        &mock,
        "GET /v1.0/me/drive/root:/a?$select=name,description,fileSystemInfo,createdDateTime,eTag",
        "",
    )
    .await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root(name,description,fileSystemInfo,createdDateTime,eTag)/$entity",
          "@odata.etag": "\"{8A50498D-9C86-2A84-7753-8E406DE2BF9C},1\"",
          "createdDateTime": "2026-01-02T03:04:05Z",
          "description": "Ours",
          "eTag": "\"{8A50498D-9C86-2A84-7753-8E406DE2BF9C},1\"",
          "fileSystemInfo": {
            "createdDateTime": "2020-02-03T02:05:06Z",
            "lastModifiedDateTime": "2021-02-03T04:05:06Z"
          },
          "name": "a"
        }"#]].assert_eq(&made.to_string());
}

#[tokio::test]
async fn what_makes_no_folder_is_refused() {
    let mock = Mock::new();
    let long = "x".repeat(256);
    let wordy = format!(r#"{{"name": "a", "folder": {{}}, "description": "{}"}}"#, "é".repeat(1025));
    let mut deep = String::new();
    for _ in 0..4 {
        let name = "d".repeat(90);
        let at = if deep.is_empty() { "root".into() } else { format!("root:{deep}:") };
        let body = format!(r#"{{"name": "{name}", "folder": {{}}}}"#);
        let answer = alice(&mock, &format!("POST /v1.0/me/drive/{at}/children"), &body).await;
        assert_eq!(answer.status, 201, "{answer}");
        deep = format!("{deep}/{name}");
    }
    let deep = format!("POST /v1.0/me/drive/root:{deep}:/children");
    let multipart = format!("{ROOT}\nContent-Type: multipart/related; boundary=x");
    refuses(
        &mock,
        "alice",
        [
            (ROOT, String::new()),
            (ROOT, r#"{"folder": {}}"#.into()),
            (ROOT, r#"{"name": "a"}"#.into()),
            (ROOT, r#"{"name": "a", "folder": null}"#.into()),
            (ROOT, r#"{"name": "a", "folder": []}"#.into()),
            (ROOT, r#"{"name": "a", "folder": "yes"}"#.into()),
            (ROOT, r#"{"name": 7, "folder": {}}"#.into()),
            (ROOT, r#"{"name": "", "folder": {}}"#.into()),
            (ROOT, r#"{"name": "a:b", "folder": {}}"#.into()),
            (ROOT, r#"{"name": "..", "folder": {}}"#.into()),
            (ROOT, format!(r#"{{"name": "{long}", "folder": {{}}}}"#)),
            (ROOT, wordy),
            (ROOT, r#"{"name": "a", "folder": {}, "description": 1}"#.into()),
            (ROOT, r#"{"name": "a", "folder": {}, "fileSystemInfo": ["2020-01-01T00:00:00Z"]}"#.into()),
            (
                ROOT,
                r#"{"name": "a", "folder": {}, "fileSystemInfo": {"createdDateTime": "yesterday"}}"#.into(),
            ),
            (
                ROOT,
                r#"{"name": "a", "folder": {}, "fileSystemInfo": {"lastModifiedDateTime": "2020-01-01"}}"#
                    .into(),
            ),
            (ROOT, r#"{"name": "a", "folder": {}, "@microsoft.graph.conflictBehavior": 1}"#.into()),
            (ROOT, r#"{"name": "a", "file": {}, "folder": {}}"#.into()),
            (
                ROOT,
                r#"{"name": "a", "file": {}, "@microsoft.graph.sourceUrl": "https://example.com/a"}"#.into(),
            ),
            (ROOT, r#"{"name": "a", "remoteItem": {"id": "x", "parentReference": {"driveId": "y"}}}"#.into()),
            ("POST /v1.0/me/drive/root:/hello.txt:/children", r#"{"name": "a", "folder": {}}"#.into()),
            ("POST /v1.0/me/drive/root:/missing:/children", r#"{"name": "a", "folder": {}}"#.into()),
            (&deep, format!(r#"{{"name": "{}", "folder": {{}}}}"#, "e".repeat(37))),
            (&multipart, String::new()),
        ],
        expect![[r#"
            POST /v1.0/me/drive/root/children: 400 invalidRequest -: The name of the item must be provided.
            POST /v1.0/me/drive/root/children {"folder": {}}: 400 invalidRequest -: The name of the item must be provided.
            POST /v1.0/me/drive/root/children {"name": "a"}: 400 invalidRequest -: Either a folder facet or a file facet must be provided.
            POST /v1.0/me/drive/root/children {"name": "a", "folder": null}: 400 invalidRequest -: Either a folder facet or a file facet must be provided.
            POST /v1.0/me/drive/root/children {"name": "a", "folder": []}: 400 BadRequest -: Property folder in payload has a value that does not match schema.
            POST /v1.0/me/drive/root/children {"name": "a", "folder": "yes"}: 400 BadRequest -: Property folder in payload has a value that does not match schema.
            POST /v1.0/me/drive/root/children {"name": 7, "folder": {}}: 400 BadRequest -: Property name in payload has a value that does not match schema.
            POST /v1.0/me/drive/root/children {"name": "", "folder": {}}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/me/drive/root/children {"name": "a:b", "folder": {}}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/me/drive/root/children {"name": "..", "folder": {}}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/me/drive/root/children {"name": "<x × 256>", "folder": {}}: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
            POST /v1.0/me/drive/root/children {"name": "a", "folder": {}, "description": "<é × 1025>"}: 400 invalidRequest -: The description is longer than 1024 characters.
            POST /v1.0/me/drive/root/children {"name": "a", "folder": {}, "description": 1}: 400 BadRequest -: Property description in payload has a value that does not match schema.
            POST /v1.0/me/drive/root/children {"name": "a", "folder": {}, "fileSystemInfo": ["2020-01-01T00:00:00Z"]}: 400 BadRequest -: Property fileSystemInfo in payload has a value that does not match schema.
            POST /v1.0/me/drive/root/children {"name": "a", "folder": {}, "fileSystemInfo": {"createdDateTime": "yesterday"}}: 400 BadRequest -: Property createdDateTime in payload has a value that does not match schema.
            POST /v1.0/me/drive/root/children {"name": "a", "folder": {}, "fileSystemInfo": {"lastModifiedDateTime": "2020-01-01"}}: 400 BadRequest -: Property lastModifiedDateTime in payload has a value that does not match schema.
            POST /v1.0/me/drive/root/children {"name": "a", "folder": {}, "@microsoft.graph.conflictBehavior": 1}: 400 BadRequest -: Property @microsoft.graph.conflictBehavior in payload has a value that does not match schema.
            POST /v1.0/me/drive/root/children {"name": "a", "file": {}, "folder": {}}: 400 invalidRequest -: Either a folder facet or a file facet must be provided.
            POST /v1.0/me/drive/root/children {"name": "a", "file": {}, "@microsoft.graph.sourceUrl": "https://example.com/a"}: 400 notSupported -: Uploads from a URL are not supported.
            POST /v1.0/me/drive/root/children {"name": "a", "remoteItem": {"id": "x", "parentReference": {"driveId": "y"}}}: 501 notSupported -: mockdrive does not emulate adding shared folders.
            POST /v1.0/me/drive/root:/hello.txt:/children {"name": "a", "folder": {}}: 400 invalidRequest itemTypeDoesNotMatch: The item is not a folder.
            POST /v1.0/me/drive/root:/missing:/children {"name": "a", "folder": {}}: 404 itemNotFound -: The resource could not be found.
            POST /v1.0/me/drive/root:/<d × 90>/<d × 90>/<d × 90>/<d × 90>:/children {"name": "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"…: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
            POST /v1.0/me/drive/root/children Content-Type: multipart/related; boundary=x: 400 BadRequest -: Entity only allows writes with a JSON Content-Type header.
        "#]],
    )
    .await;
    let fits = alice(&mock, &deep, &format!(r#"{{"name": "{}", "folder": {{}}}}"#, "e".repeat(36))).await;
    assert_eq!(fits.status, 201, "400 characters are not too many: {fits}");
}

#[tokio::test]
async fn a_patch_of_a_path_that_leads_to_nothing_makes_the_folder() {
    let mock = Mock::new();
    let body = r#"{"folder": {}, "description": "new"}"#;
    for (path, status) in [("/a/b", 201), ("/a/b", 200), ("/hello.txt", 200)] {
        let answer = alice(&mock, &format!("PATCH /v1.0/me/drive/root:{path}"), body).await;
        assert_eq!(answer.status, status, "{path}: {answer}");
        assert_eq!(answer.json()["description"], "new");
    }
    assert!(mock.paths("alice").await.contains(&"/a/b".to_owned()));
    let answer = alice(&mock, "PATCH /v1.0/me/drive/items/<Documents>:/c:", r#"{"folder": {}}"#).await;
    assert_eq!((answer.status.as_u16(), answer.json()["name"].as_str()), (201, Some("c")));
    refuses(
        &mock,
        "alice",
        [
            ("/d", "{}"),
            ("/d", r#"{"file": {}}"#),
            ("/d", r#"{"folder": {}, "file": {}}"#),
            ("/d%22", r#"{"folder": {}}"#),
            ("/%22/d", r#"{"folder": {}}"#),
            ("/hello.txt/d", r#"{"folder": {}}"#),
        ]
        .map(|(path, body)| (format!("PATCH /v1.0/me/drive/root:{path}"), body)),
        expect![[r#"
            PATCH /v1.0/me/drive/root:/d {}: 404 itemNotFound -: The resource could not be found.
            PATCH /v1.0/me/drive/root:/d {"file": {}}: 404 itemNotFound -: The resource could not be found.
            PATCH /v1.0/me/drive/root:/d {"folder": {}, "file": {}}: 400 invalidRequest -: Either a folder facet or a file facet must be provided.
            PATCH /v1.0/me/drive/root:/d%22 {"folder": {}}: 400 invalidRequest invalidPath: Name contains invalid characters.
            PATCH /v1.0/me/drive/root:/%22/d {"folder": {}}: 400 invalidRequest invalidPath: Name contains invalid characters.
            PATCH /v1.0/me/drive/root:/hello.txt/d {"folder": {}}: 400 invalidRequest itemTypeDoesNotMatch: The item is not a folder.
        "#]],
    )
    .await;
}
