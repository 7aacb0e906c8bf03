//! Personal drives, as they are since they moved to the back end of the others.

use expect_test::expect;

use super::{alice, bob, refuses};
use crate::support::Mock;

#[tokio::test]
async fn the_root_of_a_personal_drive_has_no_ctag_and_only_its_drive_as_parent() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/root/$entity",
          "createdBy": "<bob's identity>",
          "createdDateTime": "2026-01-01T08:00:00Z",
          "eTag": "\"{EA8CC6BE-FFDB-43D7-976F-BC7DA445C639},1\"",
          "fileSystemInfo": "<the fixture's dates>",
          "folder": {
            "childCount": 2,
            "view": {
              "sortBy": "name",
              "sortOrder": "ascending",
              "viewType": "thumbnails"
            }
          },
          "id": "<bob's root>",
          "lastModifiedBy": "<bob's identity>",
          "lastModifiedDateTime": "2026-01-01T08:00:00Z",
          "name": "root",
          "parentReference": {
            "driveId": "<bob's drive>",
            "driveType": "personal"
          },
          "root": {},
          "size": 62,
          "webUrl": "http://mock.test/drives/2"
        }"#]]
    .assert_eq(&bob(&mock, "GET /v1.0/me/drive/root", "").await.to_string());
}

#[tokio::test]
async fn what_lies_below_the_root_lies_in_documents() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/root/children",
          "value": [
            {
              "cTag": "\"c:{<guid of Private>},0\"",
              "createdBy": "<bob's identity>",
              "createdDateTime": "2026-01-01T08:00:00Z",
              "eTag": "\"{<guid of Private>},1\"",
              "fileSystemInfo": "<the fixture's dates>",
              "folder": {
                "childCount": 1,
                "view": {
                  "sortBy": "name",
                  "sortOrder": "ascending",
                  "viewType": "thumbnails"
                }
              },
              "id": "<Private>",
              "lastModifiedBy": "<bob's identity>",
              "lastModifiedDateTime": "2026-01-01T08:00:00Z",
              "name": "Private",
              "parentReference": "<in bob's root>",
              "size": 36,
              "webUrl": "http://mock.test/drives/2/Private"
            },
            {
              "@microsoft.graph.downloadUrl": "http://mock.test/_layouts/15/download.aspx?UniqueId=3259af19-fec5-dc44-1354-0f0df1361dec&Translate=false&tempauth=AAAAAAAAAA8AAAAAAAAAAQAAAZt84HsIAQ1FR2qqZoK46_t0-MHcmg&ApiVersion=2.0",
              "cTag": "\"c:{<guid of todo.txt>},1\"",
              "createdBy": "<bob's identity>",
              "createdDateTime": "2026-01-01T08:00:00Z",
              "eTag": "\"{<guid of todo.txt>},1\"",
              "file": {
                "hashes": {
                  "quickXorHash": "QJWmGsEMzDYjVsTkFK9J3iAHENA=",
                  "sha1Hash": "44BBF3F06656EB0E2DB3CF61E23870DDB2549F76",
                  "sha256Hash": "3800DC1EB125E1BABA74C1A79304BE264A94DC570B083A05A71FE79104824915"
                },
                "mimeType": "text/plain"
              },
              "fileSystemInfo": "<the fixture's dates>",
              "id": "<todo.txt>",
              "lastModifiedBy": "<bob's identity>",
              "lastModifiedDateTime": "2026-01-01T08:00:00Z",
              "name": "todo.txt",
              "parentReference": "<in bob's root>",
              "size": 26,
              "webUrl": "http://mock.test/drives/2/todo.txt"
            }
          ]
        }"#]].assert_eq(&bob(&mock, "GET /v1.0/me/drive/root/children", "").await.to_string());
}

#[tokio::test]
async fn a_new_file_has_three_hashes_also_an_empty_one() {
    let mock = Mock::new();
    let put = "PUT /v1.0/me/drive/root:/Private/a%20b.txt:/content";
    expect![[r#"
        201 Created
        {
          "@microsoft.graph.downloadUrl": "http://mock.test/_layouts/15/download.aspx?UniqueId=8a50498d-9c86-2a84-7753-8e406de2bf9c&Translate=false&tempauth=AAAAAAAAACAAAAAAAAAAAQAAAZt84HsIKytur-APUxTNieawdAzZdg&ApiVersion=2.0",
          "@odata.context": "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/root/$entity",
          "cTag": "\"c:{8A50498D-9C86-2A84-7753-8E406DE2BF9C},1\"",
          "createdBy": "<bob's identity>",
          "createdDateTime": "2026-01-02T03:04:05Z",
          "eTag": "\"{8A50498D-9C86-2A84-7753-8E406DE2BF9C},1\"",
          "file": {
            "hashes": {
              "quickXorHash": "aCgDG9jwBhDc4Q1yawMZAAAAAAA=",
              "sha1Hash": "2AAE6C35C94FCFB415DBE95F408B9CE91EE846ED",
              "sha256Hash": "B94D27B9934D3E08A52E52D7DA7DABFAC484EFE37A5380EE9088F7ACE2EFCDE9"
            },
            "mimeType": "text/plain"
          },
          "fileSystemInfo": {
            "createdDateTime": "2026-01-02T03:04:05Z",
            "lastModifiedDateTime": "2026-01-02T03:04:05Z"
          },
          "id": "<bob's drive>!s8a50498d9c862a8477538e406de2bf9c",
          "lastModifiedBy": "<bob's identity>",
          "lastModifiedDateTime": "2026-01-02T03:04:05Z",
          "name": "a b.txt",
          "parentReference": "<in Private>",
          "size": 11,
          "webUrl": "http://mock.test/drives/2/Private/a%20b.txt"
        }"#]].assert_eq(&bob(&mock, put, "hello world").await.to_string());
    let empty = bob(&mock, "PUT /v1.0/me/drive/root:/empty.txt:/content", "").await.json();
    expect![[r#"
        {
          "hashes": {
            "quickXorHash": "AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "sha1Hash": "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709",
            "sha256Hash": "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"
          },
          "mimeType": "text/plain"
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&empty["file"]).expect("JSON"));
}

#[tokio::test]
async fn files_of_other_drives_have_one_hash_and_empty_ones_none() {
    let mock = Mock::new();
    for drive in ["/me/drive", "/drives/<the team's drive>"] {
        let put = format!("PUT /v1.0{drive}/root:/empty.txt:/content");
        let empty = alice(&mock, &put, "").await.json();
        assert_eq!(empty["file"].to_string(), r#"{"mimeType":"text/plain"}"#, "{drive}");
        let full = alice(&mock, &put, "hello world").await.json();
        let hashes = r#"{"quickXorHash":"aCgDG9jwBhDc4Q1yawMZAAAAAAA="}"#;
        assert_eq!(full["file"]["hashes"].to_string(), hashes, "{drive}");
    }
}

#[tokio::test]
async fn ids_from_before_the_move_and_either_case_are_accepted() {
    let mock = Mock::new();
    let diary = bob(&mock, "GET /v1.0/me/drive/items/<diary.txt>", "").await.json();
    let cid = diary["parentReference"]["driveId"].as_str().expect("an id").to_owned();
    assert_eq!(cid, "0250D6AAB1F394F2", "with its zero");
    let id = diary["id"].as_str().expect("an id").to_owned();
    for id in [format!("{cid}!118"), id.to_lowercase(), id.to_uppercase(), id] {
        for cid in [cid.to_lowercase(), cid.clone()] {
            let item = bob(&mock, &format!("GET /v1.0/drives/{cid}/items/{id}"), "").await.json();
            assert_eq!(item["id"], diary["id"], "{cid} {id}");
        }
    }
    let root = bob(&mock, "GET /v1.0/me/drive/items/0250D6AAB1F394F2!101?$select=id", "").await.json();
    assert_eq!(root["id"], "0250D6AAB1F394F2!sea8cc6beffdb43d7976fbc7da445c639");
    refuses(
        &mock,
        "bob",
        [
            ("GET /v1.0/me/drive/items/0250D6AAB1F394F2!99", ""),
            ("GET /v1.0/me/drive/items/250D6AAB1F394F2!118", ""),
            ("GET /v1.0/me/drive/items/0250D6AAB1F394F2!sea8cc6beffdb43d7976fbc7da445c630", ""),
            ("GET /v1.0/drives/250D6AAB1F394F2/root", ""),
        ],
        expect![[r#"
            GET /v1.0/me/drive/items/<bob's drive>!99: 404 itemNotFound -: The resource could not be found.
            GET /v1.0/me/drive/items/250D6AAB1F394F2!118: 404 itemNotFound -: The resource could not be found.
            GET /v1.0/me/drive/items/<bob's drive>!sea8cc6beffdb43d7976fbc7da445c630: 404 itemNotFound -: The resource could not be found.
            GET /v1.0/drives/250D6AAB1F394F2/root: 404 itemNotFound -: The resource could not be found.
        "#]],
    )
    .await;
}

#[tokio::test]
async fn people_without_a_personal_drive_are_known_there_by_their_ids() {
    let mock = Mock::new();
    let invitation = r#"{"recipients": [{"email": "alice@example.com"}], "roles": ["write"]}"#;
    assert_eq!(bob(&mock, "POST /v1.0/me/drive/items/<Private>/invite", invitation).await.status, 200);
    let put = "PUT /v1.0/drives/<bob's drive>/items/<diary.txt>/content";
    let written = alice(&mock, put, "new").await.json();
    assert_eq!(written["createdBy"]["user"]["id"], "0250D6AAB1F394F2");
    assert_eq!(written["lastModifiedBy"]["user"]["id"], alice(&mock, "GET /v1.0/me", "").await.json()["id"]);
    let at_work = bob(&mock, "PUT /v1.0/drives/<the team's drive>/root:/b.txt:/content", "b").await.json();
    assert_eq!(at_work["createdBy"]["user"]["id"], bob(&mock, "GET /v1.0/me", "").await.json()["id"]);
}

#[tokio::test]
async fn dates_have_whole_seconds_on_every_kind_of_drive() {
    let mock = Mock::new();
    mock.advance(std::time::Duration::from_millis(1789));
    let body = r#"{"fileSystemInfo": {"createdDateTime": "2020-02-03T04:05:06.789Z", "lastModifiedDateTime": "2020-02-03T04:05:06.001+01:00"}}"#;
    for (person, drive) in
        [("alice", "me/drive"), ("bob", "me/drive"), ("alice", "drives/<the team's drive>")]
    {
        let folder = r#"{"name": "new", "folder": {}}"#;
        let new =
            mock.send(&super::by(person, &format!("POST /v1.0/{drive}/root/children"), folder)).await.json();
        let id = new["id"].as_str().expect("an id");
        let dates =
            mock.send(&super::by(person, &format!("PATCH /v1.0/{drive}/items/{id}"), body)).await.json();
        let told = [
            &new["createdDateTime"],
            &new["lastModifiedDateTime"],
            &dates["fileSystemInfo"]["createdDateTime"],
            &dates["fileSystemInfo"]["lastModifiedDateTime"],
        ];
        assert_eq!(
            told,
            ["2026-01-02T03:04:06Z", "2026-01-02T03:04:06Z", "2020-02-03T04:05:06Z", "2020-02-03T03:05:06Z"],
            "{person} {drive}"
        );
        let filter = format!(
            "GET /v1.0/{drive}/root/children?$select=name&$filter=createdDateTime%20eq%202026-01-02T03:04:06Z"
        );
        let found = mock.send(&super::by(person, &filter, "")).await.json();
        assert_eq!(found["value"][0]["name"], "new", "they are compared as they are told");
    }
}

#[tokio::test]
async fn versions_are_told_with_the_addresses_of_their_contents() {
    let mock = Mock::new();
    mock.advance(std::time::Duration::from_millis(600));
    let put = "PUT /v1.0/me/drive/root:/todo.txt:/content";
    assert_eq!(bob(&mock, put, "new").await.status, 200);
    let list = bob(&mock, "GET /v1.0/me/drive/items/<todo.txt>/versions", "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/items('<bob's drive>%21s3259af19fec5dc4413540f0df1361dec')/versions",
          "value": [
            {
              "@microsoft.graph.downloadUrl": "http://mock.test/_layouts/15/download.aspx?UniqueId=3259af19-fec5-dc44-1354-0f0df1361dec&Translate=false&tempauth=AAAAAAAAAA8AAAAAAAAAAgAAAZt84H1gKOysimY6_3LjqaKUtskIQg&ApiVersion=2.0",
              "id": "2.0",
              "lastModifiedBy": "<bob's identity>",
              "lastModifiedDateTime": "2026-01-02T03:04:05Z",
              "publication": {
                "level": "published",
                "versionId": "2.0"
              },
              "size": 3
            },
            {
              "@microsoft.graph.downloadUrl": "http://mock.test/_layouts/15/download.aspx?UniqueId=3259af19-fec5-dc44-1354-0f0df1361dec&Translate=false&tempauth=AAAAAAAAAA8AAAAAAAAAAQAAAZt84H1gxFVgapEL6WvvqYs4WhFZvw&ApiVersion=2.0",
              "id": "1.0",
              "lastModifiedBy": "<bob's identity>",
              "lastModifiedDateTime": "2026-01-01T08:00:00Z",
              "publication": {
                "level": "published",
                "versionId": "1.0"
              },
              "size": 26
            }
          ]
        }"#]].assert_eq(&list.to_string());
    for (version, text) in [(0, "new"), (1, "Ask alice for the report.\n")] {
        let url = list.json()["value"][version]["@microsoft.graph.downloadUrl"].clone();
        let url = url.as_str().expect("an address").replace("http://mock.test", "");
        assert_eq!(mock.send(&format!("GET {url}")).await.body, text.as_bytes());
    }
    let one = bob(&mock, "GET /v1.0/me/drive/items/<todo.txt>/versions/1.0", "").await.content();
    assert_eq!(one, list.json()["value"][1]);
    let business = alice(&mock, "GET /v1.0/me/drive/items/<hello.txt>/versions", "").await.json();
    assert!(business["value"][0].get("@microsoft.graph.downloadUrl").is_none());
}

#[tokio::test]
async fn the_monitor_of_a_copy_has_a_shape_of_its_own() {
    let mock = Mock::new();
    let copy = bob(&mock, "POST /v1.0/me/drive/items/<todo.txt>/copy", r#"{"name": "copy.txt"}"#).await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/_api/v2.0/$metadata#oneDrive.asynchronousOperationStatus",
          "percentageComplete": 100.0,
          "resourceId": "<bob's drive>!s8a50498d9c862a8477538e406de2bf9c",
          "status": "completed"
        }"#]]
    .assert_eq(&super::monitor(&mock, &copy).await.to_string());
    let again = bob(&mock, "POST /v1.0/me/drive/items/<todo.txt>/copy", r#"{"name": "copy.txt"}"#).await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/_api/v2.0/$metadata#oneDrive.asynchronousOperationStatus",
          "error": {
            "code": "nameAlreadyExists",
            "message": "Name already exists"
          },
          "percentageComplete": 0.0,
          "status": "failed"
        }"#]]
    .assert_eq(&super::monitor(&mock, &again).await.to_string());
    let slow =
        "POST /v1.0/me/drive/items/<Private>/copy\nX-Mock-Task: manual\nAuthorization: Bearer bob-token";
    let slow = mock.send(&format!("{slow}\nContent-Type: application/json\n\n{{\"name\": \"slow\"}}")).await;
    expect![[r#"
        202 Accepted
        {
          "@odata.context": "http://mock.test/_api/v2.0/$metadata#oneDrive.asynchronousOperationStatus",
          "percentageComplete": 0.0,
          "status": "notStarted"
        }"#]]
    .assert_eq(&super::monitor(&mock, &slow).await.to_string());
}

#[tokio::test]
async fn pages_lead_on_by_tokens_in_the_form_of_the_service() {
    let mock = Mock::new();
    for name in ["a&b=c.txt", "\u{e9}t\u{e9} 100%.txt"] {
        let name = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
        let put = format!("PUT /v1.0/me/drive/root:/{name}:/content");
        assert_eq!(bob(&mock, &put, "x").await.status, 201);
    }
    let mut tokens = String::new();
    for options in ["$top=1&$select=name", "$top=2&$select=name&$orderby=size"] {
        let mut next = Some(format!("/v1.0/me/drive/root/children?{options}"));
        let mut names = Vec::new();
        while let Some(path) = next {
            let page = bob(&mock, &format!("GET {path}"), "").await.json();
            let value = page["value"].as_array().expect("a list");
            names.extend(value.iter().map(|item| item["name"].as_str().expect("a name").to_owned()));
            next = page["@odata.nextLink"].as_str().map(|link| link.replace("http://mock.test", ""));
            if let Some((_, token)) = next.as_deref().and_then(|next| next.split_once("$skiptoken=")) {
                let token = data_encoding::BASE64URL_NOPAD.decode(token.as_bytes()).expect("base64");
                tokens += &String::from_utf8(token).expect("text");
                tokens.push('\n');
            }
        }
        names.sort();
        assert_eq!(names, ["Private", "a&b=c.txt", "todo.txt", "\u{e9}t\u{e9} 100%.txt"], "{options}");
    }
    expect![[r#"
        Paged=TRUE&p_SortBehavior=1&p_FileLeafRef=a%26b%3Dc%2Etxt
        Paged=TRUE&p_SortBehavior=1&p_FileLeafRef=Private
        Paged=TRUE&p_SortBehavior=1&p_FileLeafRef=todo%2Etxt
        Paged=TRUE&p_SortBehavior=1&PageFirstRow=3
    "#]]
    .assert_eq(&tokens);
}

#[tokio::test]
async fn a_personal_drive_is_made_by_the_service() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#drives/$entity",
          "createdBy": {
            "user": {
              "displayName": "System Account"
            }
          },
          "createdDateTime": "2026-01-01T08:00:00Z",
          "description": "",
          "driveType": "personal",
          "id": "<bob's drive>",
          "lastModifiedBy": "<bob's identity>",
          "lastModifiedDateTime": "2026-01-01T08:00:00Z",
          "name": "Bob's drive",
          "owner": "<bob's identity>",
          "quota": {
            "deleted": 0,
            "remaining": 1099511627714,
            "state": "normal",
            "total": 1099511627776,
            "used": 62
          },
          "webUrl": "http://mock.test/drives/2"
        }"#]]
    .assert_eq(&bob(&mock, "GET /v1.0/me/drive", "").await.to_string());
}
