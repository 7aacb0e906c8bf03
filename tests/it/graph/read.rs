//! Reading drives and items.

use expect_test::expect;

use super::alice;
use crate::support::Mock;

#[tokio::test]
async fn a_drive_has_an_owner_and_a_quota() {
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
          "driveType": "business",
          "id": "<alice's drive>",
          "lastModifiedBy": "<alice's identity>",
          "lastModifiedDateTime": "2026-01-01T08:00:00Z",
          "name": "Alice's drive",
          "owner": "<alice's identity>",
          "quota": {
            "deleted": 0,
            "remaining": 1099511576706,
            "state": "normal",
            "total": 1099511627776,
            "used": 51070
          },
          "webUrl": "http://mock.test/personal/alice_example_com/Documents"
        }"#]]
    .assert_eq(&alice(&mock, "GET /v1.0/me/drive", "").await.to_string());
}

#[tokio::test]
async fn the_root_has_no_parent_id() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root/$entity",
          "createdBy": "<alice's identity>",
          "createdDateTime": "2026-01-01T08:00:00Z",
          "eTag": "\"{EA8CC6BE-FFDB-43D7-976F-BC7DA445C639},1\"",
          "fileSystemInfo": "<the fixture's dates>",
          "folder": {
            "childCount": 6
          },
          "id": "<alice's root>",
          "lastModifiedBy": "<alice's identity>",
          "lastModifiedDateTime": "2026-01-01T08:00:00Z",
          "name": "root",
          "parentReference": {
            "driveId": "<alice's drive>",
            "driveType": "business"
          },
          "root": {},
          "size": 51070,
          "webUrl": "http://mock.test/personal/alice_example_com/Documents"
        }"#]]
    .assert_eq(&alice(&mock, "GET /v1.0/me/drive/root", "").await.to_string());
}

#[tokio::test]
async fn a_file_has_tags_hashes_and_its_place() {
    let mock = Mock::new();
    let by_path = alice(&mock, "GET /v1.0/me/drive/root:/documents/Plan.txt", "").await;
    expect![[r#"
        200 OK
        {
          "@microsoft.graph.downloadUrl": "http://mock.test/_layouts/15/download.aspx?UniqueId=a19ab2f1-a9b9-c4f9-dca8-0b89db71a088&Translate=false&tempauth=AAAAAAAAAAQAAAAAAAAAAQAAAZt84HsIJ_Q1HCnwTuU4NTMOeAonkA&ApiVersion=2.0",
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root/$entity",
          "cTag": "\"c:{<guid of plan.txt>},1\"",
          "createdBy": "<alice's identity>",
          "createdDateTime": "2026-01-01T08:00:00Z",
          "eTag": "\"{<guid of plan.txt>},1\"",
          "file": {
            "hashes": {
              "quickXorHash": "zyRet5SbQdei7cH2BX9hCt9KKP4="
            },
            "mimeType": "text/plain"
          },
          "fileSystemInfo": "<the fixture's dates>",
          "id": "<plan.txt>",
          "lastModifiedBy": "<alice's identity>",
          "lastModifiedDateTime": "2026-01-01T08:00:00Z",
          "name": "plan.txt",
          "parentReference": "<in Documents>",
          "size": 74,
          "webUrl": "http://mock.test/personal/alice_example_com/Documents/Documents/plan.txt"
        }"#]].assert_eq(&by_path.to_string());
    let id = by_path.json()["id"].as_str().expect("an id").to_owned();
    for path in [
        format!("/me/drive/items/{id}"),
        "/me/drive/items/root%3A%2FDocuments%2Fplan.txt%3A".into(),
        "/me/drive/root:/Documents/plan.txt:".into(),
        "//me//drive/root:%2FDocuments%2Fplan.txt:".into(),
    ] {
        let answer = alice(&mock, &format!("GET /v1.0{path}"), "").await;
        assert_eq!(answer.content(), by_path.content(), "{path}");
    }
    for path in ["<Documents>:/plan.txt", "<Documents>:/plan.txt:"] {
        let answer = alice(&mock, &format!("GET /_api/v2.0/me/drive/items/{path}"), "").await;
        assert_eq!(answer.content(), by_path.content(), "{path}");
    }
}

#[tokio::test]
async fn a_known_tag_gets_304() {
    let mock = Mock::new();
    let path = "GET /v1.0/me/drive/root:/hello.txt";
    let item = alice(&mock, path, "").await.json();
    for tag in ["eTag", "cTag"] {
        let tag = item[tag].as_str().expect("a tag");
        let request = format!("{path}\nAuthorization: Bearer alice-token\nIf-None-Match: {tag}");
        assert_eq!(mock.send(&request).await.to_string(), "304 Not Modified\n");
    }
    let request = format!("{path}\nAuthorization: Bearer alice-token\nIf-None-Match: \"other\"");
    assert_eq!(mock.send(&request).await.json(), item);
}

#[tokio::test]
async fn members_are_selected_and_children_expanded() {
    let mock = Mock::new();
    let path = "GET /v1.0/me/drive/root:/Documents?$select=name,folder&$expand=children(select=name,size)";
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root(name,folder,children(name,size))/$entity",
          "@odata.etag": "\"{<guid of Documents>},1\"",
          "children": [
            {
              "@odata.etag": "\"{<guid of plan.txt>},1\"",
              "name": "plan.txt",
              "size": 74
            },
            {
              "@odata.etag": "\"{<guid of Reports>},1\"",
              "name": "Reports",
              "size": 41826
            }
          ],
          "folder": {
            "childCount": 2
          },
          "name": "Documents"
        }"#]].assert_eq(&alice(&mock, path, "").await.to_string());
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#drives(id,driveType)/$entity",
          "driveType": "business",
          "id": "<alice's drive>"
        }"#]]
    .assert_eq(&alice(&mock, "GET /v1.0/me/drive?select=id,driveType", "").await.to_string());
    expect!["400 invalidRequest -: $skip is not supported on this API. Only URLs returned by the API can be used to page."]
        .assert_eq(&alice(&mock, "GET /v1.0/me/drive/root/children?$skip=2", "").await.line());
}

#[tokio::test]
async fn a_consumers_drive_speaks_otherwise() {
    let mock = Mock::new();
    let bob = "Authorization: Bearer bob-token";
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#drives(id,driveType)/$entity",
          "driveType": "personal",
          "id": "<bob's drive>"
        }"#]]
    .assert_eq(&mock.send(&format!("GET /v1.0/me/drive?$select=id,driveType\n{bob}")).await.to_string());
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/root/$entity",
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
        }"#]]
    .assert_eq(&mock.send(&format!("GET /v1.0/me/drive/root:/Private\n{bob}")).await.to_string());
}

#[tokio::test]
async fn children_come_in_pages() {
    let mock = Mock::new();
    let mut names = Vec::new();
    let mut next = "/v1.0/me/drive/root/children?$top=3".to_owned();
    loop {
        let page = alice(&mock, &format!("GET {next}"), "").await.json();
        let value = page["value"].as_array().expect("items").clone();
        names.push(
            value.iter().map(|item| item["name"].as_str().expect("a name").to_owned()).collect::<Vec<_>>(),
        );
        match page["@odata.nextLink"].as_str() {
            Some(link) => next = link.replace("http://mock.test", ""),
            None => break,
        }
    }
    expect![[r#"
        [
            [
                "archive.zip",
                "Documents",
                "hello.txt",
            ],
            [
                "locked.zip",
                "Photos",
                "Shared examples",
            ],
        ]
    "#]]
    .assert_debug_eq(&names);
}

#[tokio::test]
async fn answers_carry_the_ids_of_their_request() {
    let mock = Mock::new();
    let request = "GET /v1.0/me/drive\nAuthorization: Bearer alice-token\nclient-request-id: mine";
    let answer = mock.send(request).await;
    assert_eq!(answer.header("client-request-id"), "mine");
    assert_eq!(answer.header("request-id").len(), 36);
    let content_type =
        "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
    assert_eq!(answer.header("content-type"), content_type);
}

#[tokio::test]
async fn links_follow_the_address_that_was_asked() {
    let mock = Mock::new();
    for (headers, expected) in [
        ("X-Forwarded-Proto: https\nX-Forwarded-Host: drive.test", "https://drive.test/_api/v2.0/monitor/"),
        (
            "Forwarded: for=1.2.3.4;proto=https;host=\"drive.test:8443\"",
            "https://drive.test:8443/_api/v2.0/monitor/",
        ),
        ("X-Other: 1", "http://mock.test/_api/v2.0/monitor/"),
    ] {
        let copy = "/me/drive/root:/hello.txt:/copy\nAuthorization: Bearer alice-token";
        let answer = mock.send(&format!("POST /v1.0{copy}\n{headers}")).await;
        assert!(answer.header("location").starts_with(expected), "{answer}");
    }
    for host in ["", "Host: e\"vil<x>", "Host: two words"] {
        let request = "POST /v1.0/me/drive/root:/hello.txt:/copy\nAuthorization: Bearer alice-token";
        let location = mock.send_bare(&format!("{request}\n{host}")).await.header("location").to_owned();
        assert!(location.starts_with("http://127.0.0.1:80/_api/v2.0/monitor/"), "{host}: {location}");
    }
    let mock = Mock::new();
    let request =
        "POST /v1.0/me/drive/root:/hello.txt:/copy\nAuthorization: Bearer alice-token\nX-Mock-Sandbox: t2";
    let location = mock.send(request).await.header("location").to_owned();
    assert!(location.starts_with("http://mock.test/_sandbox/t2/"), "it leads to the right world: {location}");
    let request = "POST /_sandbox/t1/v1.0/me/drive/root:/hello.txt:/copy\nAuthorization: Bearer alice-token";
    let location = mock.send(request).await.header("location").to_owned();
    assert!(location.starts_with("http://mock.test/_sandbox/t1/_api/v2.0/monitor/"), "{location}");
    let elsewhere = location.replace("http://mock.test/_sandbox/t1", "");
    assert_eq!(
        mock.send(&format!("GET {elsewhere}")).await.status,
        404,
        "the other sandbox has no such copy"
    );
    assert_eq!(mock.send(&format!("GET {}", location.replace("http://mock.test", ""))).await.status, 200);
}
