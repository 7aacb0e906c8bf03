//! Searching by name and description.

use expect_test::expect;

use super::{alice, refuses};
use crate::support::Mock;

/// The paths of what is found, in their order.
async fn found(mock: &Mock, path: &str) -> Vec<String> {
    let answer = alice(mock, &format!("GET /v1.0{path}"), "").await;
    assert_eq!(answer.status, 200, "{path}: {answer}");
    let mut paths = Vec::new();
    for item in answer.json()["value"].as_array().expect("items") {
        paths.push(mock.find("graph", item["id"].as_str().expect("an id")).await);
    }
    paths
}

#[tokio::test]
async fn a_text_is_found_in_names_and_descriptions_below_an_item() {
    let mock = Mock::new();
    let tree = mock.send("GET /_mock/tree?drive=alice").await.json();
    let drive = tree["drives"][0]["graph_drive"].as_str().expect("an id").replace('!', "%21");
    let described = r#"{"description": "What was PLANNED"}"#;
    assert_eq!(alice(&mock, "PATCH /v1.0/me/drive/root:/archive.zip", described).await.status, 200);
    let mut named = Vec::new();
    for name in ["it's", "a+b & c"] {
        let body = format!(r#"{{"name": "{name}", "folder": {{}}}}"#);
        named.push(alice(&mock, "POST /v1.0/me/drive/root/children", &body).await.status.as_u16());
    }
    assert_eq!(named, [201, 201]);
    let drive_form = format!("/drives/{drive}/search(q='plan')");
    let kiota_form = format!("/drives/{drive}/items/root/search(q='plan')");
    let mut all = Vec::new();
    for path in [
        "/me/drive/root/search(q='plan')",
        "/me/drive/search(q='PLAN')",
        &drive_form,
        &kiota_form,
        "/me/drive/root/search(q=%27plan%27)",
        "/me/drive/root/search?q=plan",
        "/me/drive/root/microsoft.graph.search(q='plan')",
        "/me/drive/root/oneDrive.search(q='plan')",
        "/me/drive/root:/Documents:/search(q='plan')",
        "/me/drive/root:/Documents:/search(q='documents')",
        "/me/drive/root:/hello.txt:/search(q='hello')",
        "/me/drive/search(q='it''s')",
        "/me/drive/search(q='it%27%27s')",
        "/me/drive/search(q='a+b%20%26')",
        "/me/drive/search(q='.txt')",
        "/me/drive/search(q='.txt')?$orderby=name%20desc&$top=2",
        "/me/drive/search(q='.txt')?$filter=size%20gt%2050",
        "/me/drive/search(q='nothing%20of%20that')",
    ] {
        let shown = path.replace(&drive, "D");
        all.push(format!("{shown}: {}", found(&mock, path).await.join(", ")));
    }
    expect![[r#"
        [
            "/me/drive/root/search(q='plan'): /archive.zip, /Documents/plan.txt",
            "/me/drive/search(q='PLAN'): /archive.zip, /Documents/plan.txt",
            "/drives/D/search(q='plan'): /archive.zip, /Documents/plan.txt",
            "/drives/D/items/root/search(q='plan'): /archive.zip, /Documents/plan.txt",
            "/me/drive/root/search(q=%27plan%27): /archive.zip, /Documents/plan.txt",
            "/me/drive/root/search?q=plan: /archive.zip, /Documents/plan.txt",
            "/me/drive/root/microsoft.graph.search(q='plan'): /archive.zip, /Documents/plan.txt",
            "/me/drive/root/oneDrive.search(q='plan'): /archive.zip, /Documents/plan.txt",
            "/me/drive/root:/Documents:/search(q='plan'): /Documents/plan.txt",
            "/me/drive/root:/Documents:/search(q='documents'): ",
            "/me/drive/root:/hello.txt:/search(q='hello'): ",
            "/me/drive/search(q='it''s'): /it's",
            "/me/drive/search(q='it%27%27s'): /it's",
            "/me/drive/search(q='a+b%20%26'): /a+b & c",
            "/me/drive/search(q='.txt'): /hello.txt, /Documents/plan.txt, /Documents/Reports/summary.txt",
            "/me/drive/search(q='.txt')?$orderby=name%20desc&$top=2: /Documents/Reports/summary.txt, /Documents/plan.txt",
            "/me/drive/search(q='.txt')?$filter=size%20gt%2050: /Documents/plan.txt",
            "/me/drive/search(q='nothing%20of%20that'): ",
        ]
    "#]].assert_debug_eq(&all);
}

#[tokio::test]
async fn the_results_come_in_pages() {
    let mock = Mock::new();
    let first = alice(&mock, "GET /v1.0/me/drive/root/search(q='.zip')?$top=1&$select=name,id", "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)(name,id)",
          "@odata.nextLink": "http://mock.test/v1.0/me/drive/root/search(q='.zip')?$top=1&$select=name,id&$skiptoken=UGFnZWQ9VFJVRSZwX1NvcnRCZWhhdmlvcj0xJlBhZ2VGaXJzdFJvdz0y",
          "value": [
            {
              "@odata.etag": "\"{<guid of archive.zip>},1\"",
              "id": "<archive.zip>",
              "name": "archive.zip"
            }
          ]
        }"#]].assert_eq(&first.to_string());
    let next = first.json()["@odata.nextLink"].as_str().expect("more").replace("http://mock.test", "");
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)(name,id)",
          "value": [
            {
              "@odata.etag": "\"{<guid of locked.zip>},1\"",
              "id": "<locked.zip>",
              "name": "locked.zip"
            }
          ]
        }"#]]
    .assert_eq(&alice(&mock, &format!("GET {next}"), "").await.to_string());
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)",
          "value": []
        }"#]]
    .assert_eq(&alice(&mock, "GET /v1.0/me/drive/search(q='none')", "").await.to_string());
}

#[tokio::test]
async fn what_lies_in_the_bin_is_not_found_and_a_search_needs_a_text() {
    let mock = Mock::new();
    assert_eq!(alice(&mock, "DELETE /v1.0/me/drive/root:/Documents", "").await.status, 204);
    assert_eq!(found(&mock, "/me/drive/search(q='plan')").await, [""; 0]);
    refuses(
        &mock,
        "alice",
        [
            "/me/drive/root/search",
            "/me/drive/search",
            "/me/drive/root/search()",
            "/me/drive/root:/Documents:/search(q='a')",
        ]
        .map(|path| (format!("GET /v1.0{path}"), "")),
        expect![[r#"
            GET /v1.0/me/drive/root/search: 400 invalidRequest -: The parameter q of search must be provided.
            GET /v1.0/me/drive/search: 400 invalidRequest -: The parameter q of search must be provided.
            GET /v1.0/me/drive/root/search(): 400 invalidRequest -: The parameter q of search must be provided.
            GET /v1.0/me/drive/root:/Documents:/search(q='a'): 404 itemNotFound -: The resource could not be found.
        "#]],
    )
    .await;
}

#[tokio::test]
async fn a_result_says_where_a_click_on_it_is_told() {
    let mock = Mock::new();
    let found = alice(&mock, "GET /v1.0/me/drive/root/search(q='hello')", "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)",
          "value": [
            {
              "@microsoft.graph.downloadUrl": "http://mock.test/_layouts/15/download.aspx?UniqueId=2da8620e-c3f2-d505-6ad0-ef0a88f3398c&Translate=false&tempauth=AAAAAAAAAAIAAAAAAAAAAQAAAZt84HsI_zBuQdcb5N8CwSXDVsqjOg&ApiVersion=2.0",
              "cTag": "\"c:{<guid of hello.txt>},1\"",
              "createdBy": "<alice's identity>",
              "createdDateTime": "2026-01-01T08:00:00Z",
              "eTag": "\"{<guid of hello.txt>},1\"",
              "file": {
                "hashes": {
                  "quickXorHash": "6SQiS9jwBhaAoA1vCsMayCCHNNg="
                },
                "mimeType": "text/plain"
              },
              "fileSystemInfo": "<the fixture's dates>",
              "id": "<hello.txt>",
              "lastModifiedBy": "<alice's identity>",
              "lastModifiedDateTime": "2026-01-01T08:00:00Z",
              "name": "hello.txt",
              "parentReference": "<in alice's root>",
              "searchResult": {
                "onClickTelemetryUrl": "http://mock.test/_api/v2.0/click/<hello.txt>"
              },
              "size": 18,
              "webUrl": "http://mock.test/personal/alice_example_com/Documents/hello.txt"
            }
          ]
        }"#]].assert_eq(&found.to_string());
    let url = found.json()["value"][0]["searchResult"]["onClickTelemetryUrl"].clone();
    let url = url.as_str().expect("an address").replace("http://mock.test", "");
    assert_eq!(mock.send(&format!("GET {url}")).await.to_string(), "204 No Content\n");
}
