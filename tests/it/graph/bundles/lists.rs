//! Bundles and their items in lists, page by page.

use expect_test::expect;
use mockdrive::world::{Actor, Content, NodeId, OnConflict, Stamp, World};
use serde_json::Value;

use super::{BEACH, BUNDLES, listed, made, names};
use crate::{
    graph::{bob, refuses},
    support::Mock,
};

#[tokio::test]
async fn a_bundle_is_told_with_its_items() {
    let mock = Mock::new();
    let id = made(&mock, r#"{"name": "a", "bundle": {}, "children": [{"id": "<todo.txt>"}]}"#).await;
    let request =
        format!("GET /v1.0/me/drive/items/{id}?expand=children($select=name,size)&$select=name,bundle");
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/items(name,bundle,children(name,size))/$entity",
          "@odata.etag": "\"{1B9BF905-BB93-6716-BB35-65CC5E747507},1\"",
          "bundle": {
            "childCount": 1
          },
          "children": [
            {
              "@odata.etag": "\"{<guid of todo.txt>},1\"",
              "name": "todo.txt",
              "size": 26
            }
          ],
          "name": "a"
        }"#]].assert_eq(&bob(&mock, &request, "").await.to_string());
    let whole = bob(&mock, &format!("GET {BUNDLES}/{id}?$expand=children"), "").await.json();
    let item = bob(&mock, "GET /v1.0/me/drive/items/<todo.txt>", "").await.content();
    assert_eq!(whole["children"], Value::Array(vec![item]));
    let empty = made(&mock, r#"{"name": "b", "bundle": {}}"#).await;
    let empty = bob(&mock, &format!("GET {BUNDLES}/{empty}?$expand=children"), "").await.json();
    assert_eq!(empty["children"], Value::Array(vec![]));
}

#[tokio::test]
async fn bundles_are_listed_and_filtered_over_all_pages() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/bundles",
          "value": []
        }"#]]
    .assert_eq(&bob(&mock, &format!("GET {BUNDLES}"), "").await.to_string());
    made(&mock, BEACH).await;
    made(&mock, r#"{"name": "Just some files", "bundle": {}}"#).await;
    made(&mock, r#"{"name": "Apples", "bundle": {"album": {}}}"#).await;
    let mut lists = Vec::new();
    for query in [
        "",
        "?filter=bundle/album%20ne%20null",
        "?$filter=bundle/album+ne+null&$top=1",
        "?$filter=bundle/album eq null",
        "?$filter=name eq 'apples' or size gt 0",
        "?$filter=folder ne null or file ne null",
        "?$top=2",
    ] {
        let mut next = format!("{BUNDLES}{query}");
        loop {
            let page = bob(&mock, &format!("GET {}", next.replace(' ', "%20")), "").await.json();
            lists.push(format!("{query}: {}", names(&page["value"])));
            let Some(link) = page["@odata.nextLink"].as_str() else { break };
            next = link.replace("http://mock.test", "");
        }
    }
    expect![[r#"
        : My Day at the Beach, Just some files, Apples
        ?filter=bundle/album%20ne%20null: My Day at the Beach, Apples
        ?$filter=bundle/album+ne+null&$top=1: My Day at the Beach
        ?$filter=bundle/album+ne+null&$top=1: Apples
        ?$filter=bundle/album eq null: Just some files
        ?$filter=name eq 'apples' or size gt 0: My Day at the Beach, Apples
        ?$filter=folder ne null or file ne null: 
        ?$top=2: My Day at the Beach, Just some files
        ?$top=2: Apples"#]]
    .assert_eq(&lists.join("\n"));
    refuses(
        &mock,
        "bob",
        [
            "?$expand=children",
            "?expand=children",
            "?$expand=thumbnails",
            "?$orderby=name",
            "?$count=true",
            "?$filter=bundle/album gt null",
            "?$skiptoken=x",
            "?$top=0",
        ]
        .map(|query| (format!("GET {BUNDLES}{}", query.replace(' ', "%20")), "")),
        expect![[r#"
            GET /v1.0/drive/bundles?$expand=children: 400 invalidRequest invalidQueryOption: You can't use the expand=children query parameter to list bundles.
            GET /v1.0/drive/bundles?expand=children: 400 invalidRequest invalidQueryOption: You can't use the expand=children query parameter to list bundles.
            GET /v1.0/drive/bundles?$expand=thumbnails: 501 notSupported -: mockdrive does not emulate $expand=thumbnails of bundle.list.
            GET /v1.0/drive/bundles?$orderby=name: 501 notSupported -: mockdrive does not emulate $orderby of bundle.list.
            GET /v1.0/drive/bundles?$count=true: 400 invalidRequest -: $count is not supported on this API. Only URLs returned by the API can be used to page.
            GET /v1.0/drive/bundles?$filter=bundle/album%20gt%20null: 400 invalidRequest invalidQueryOption: The value of $filter is not supported: bundle/album gt null
            GET /v1.0/drive/bundles?$skiptoken=x: 400 invalidRequest invalidQueryOption: The value of $skiptoken is not valid.
            GET /v1.0/drive/bundles?$top=0: 400 invalidRequest invalidQueryOption: The value of $top must be a positive integer.
        "#]],
    )
    .await;
}

#[tokio::test]
async fn many_items_and_many_bundles_come_page_by_page_up_to_an_end() {
    let mock = Mock::new();
    let seed = |world: &mut World, now| {
        let drive = world.drives().nth(1).expect("bob's");
        let (drive, root, by) = (drive.id, drive.root, Actor::User(drive.person().expect("bob")));
        let mut file =
            |n| world.create_file(by, root, &format!("f{n:04}"), Content::default(), OnConflict::Fail, now);
        let files = (0..=1000).map(&mut file).collect::<Result<Vec<NodeId>, _>>()?;
        let stamp = Stamp { at: now, by };
        world.create_bundle(drive, "Full", None, &files[..1000], OnConflict::Fail, stamp)?;
        (1..10_000).try_for_each(|n| {
            world.create_bundle(drive, &format!("b{n:04}"), None, &[], OnConflict::Fail, stamp).map(drop)
        })
    };
    mock.sandbox().write(seed).expect("all are free");
    let last = mock.id("graph", "bob", "/f1000").await;
    let page = bob(&mock, &format!("GET {BUNDLES}?$top=1&$select=id,name"), "").await.json();
    let full = format!("{BUNDLES}/{}", page["value"][0]["id"].as_str().expect("an id"));
    let next = page["@odata.nextLink"].as_str().expect("more").replace("http://mock.test", "");
    assert_eq!(listed(&mock, &next).await, "b0001");
    let expanded = bob(&mock, &format!("GET {full}?$expand=children($select=name)"), "").await.json();
    let mut pages = vec![names(&expanded["children"])];
    let mut next = expanded["children@odata.nextLink"].as_str().map(str::to_owned);
    while let Some(link) = next {
        let page = bob(&mock, &format!("GET {}", link.replace("http://mock.test", "")), "").await.json();
        pages.push(names(&page["value"]));
        next = page["@odata.nextLink"].as_str().map(str::to_owned);
    }
    let all: Vec<String> = (0..1000).map(|n| format!("f{n:04}")).collect();
    assert_eq!((pages.len(), pages.join(", ")), (5, all.join(", ")));
    let more = format!(r#"{{"id": "{last}"}}"#);
    refuses(
        &mock,
        "bob",
        [
            (format!("POST {full}/children"), more.as_str()),
            (format!("POST {BUNDLES}"), r#"{"name": "one more", "bundle": {}}"#),
        ],
        expect![[r#"
            POST /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/children {"id": "<bob's drive>!s380a5521058f108…: 400 invalidRequest totalAffectedItemCountExceeded: Operation is not allowed because the number of affected items exceeds 1000.
            POST /v1.0/drive/bundles {"name": "one more", "bundle": {}}: 400 invalidRequest totalAffectedItemCountExceeded: Operation is not allowed because the number of affected items exceeds 10000.
        "#]],
    )
    .await;
}
