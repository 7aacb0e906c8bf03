//! Sorting and filtering what lies in a folder.

use expect_test::expect;
use mockdrive::world::{Actor, OnConflict, World};

use super::{alice, refuses};
use crate::support::Mock;

const CHILDREN: &str = "/v1.0/me/drive/root/children";

/// The names on each page of a list.
async fn pages(mock: &Mock, path: &str) -> Vec<String> {
    let mut pages = Vec::new();
    let mut next = path.to_owned();
    loop {
        let answer = alice(mock, &format!("GET {next}"), "").await;
        assert_eq!(answer.status, 200, "{next}: {answer}");
        let page = answer.json();
        let names = page["value"].as_array().expect("items").iter();
        let names: Vec<_> = names.map(|item| item["name"].as_str().expect("a name").to_owned()).collect();
        pages.push(names.join(", "));
        let Some(link) = page["@odata.nextLink"].as_str() else { return pages };
        next = link.replace("http://mock.test", "");
    }
}

#[tokio::test]
async fn children_are_sorted_and_filtered_over_all_pages() {
    let mock = Mock::new();
    let mut all = Vec::new();
    for query in [
        "$top=4",
        "$top=4",
        "$top=3&$orderby=name",
        "$top=4&$orderby=name desc",
        "$top=4&%24orderby=size%20desc",
        "orderby=lastModifiedDateTime+desc,size",
        "$filter=folder ne null&$top=2",
        "$filter=file ne null and size gt 18&$orderby=size",
        "$filter=name ge 'l' and createdDateTime le 2026-01-01T08:00:00Z&$top=1",
        "$filter=size lt 0",
        "$orderby=size&$orderby=name%20desc&$select=id&$select=name",
        "$top=6",
    ] {
        let query = query.replace(' ', "%20");
        all.push(format!("{query}: {:?}", pages(&mock, &format!("{CHILDREN}?{query}")).await));
    }
    expect![[r#"
        [
            "$top=4: [\"archive.zip, Documents, hello.txt, locked.zip\", \"Photos, Shared examples\"]",
            "$top=4: [\"archive.zip, Documents, hello.txt, locked.zip\", \"Photos, Shared examples\"]",
            "$top=3&$orderby=name: [\"archive.zip, Documents, hello.txt\", \"locked.zip, Photos, Shared examples\"]",
            "$top=4&$orderby=name%20desc: [\"Shared examples, Photos, locked.zip, hello.txt\", \"Documents, archive.zip\"]",
            "$top=4&%24orderby=size%20desc: [\"Documents, Photos, archive.zip, locked.zip\", \"hello.txt, Shared examples\"]",
            "orderby=lastModifiedDateTime+desc,size: [\"Shared examples, hello.txt, locked.zip, archive.zip, Photos, Documents\"]",
            "$filter=folder%20ne%20null&$top=2: [\"Documents, Photos\", \"Shared examples\"]",
            "$filter=file%20ne%20null%20and%20size%20gt%2018&$orderby=size: [\"locked.zip, archive.zip\"]",
            "$filter=name%20ge%20'l'%20and%20createdDateTime%20le%202026-01-01T08:00:00Z&$top=1: [\"locked.zip\", \"Photos\", \"Shared examples\"]",
            "$filter=size%20lt%200: [\"\"]",
            "$orderby=size&$orderby=name%20desc&$select=id&$select=name: [\"Shared examples, hello.txt, locked.zip, archive.zip, Photos, Documents\"]",
            "$top=6: [\"archive.zip, Documents, hello.txt, locked.zip, Photos, Shared examples\"]",
        ]
    "#]].assert_debug_eq(&all);
}

#[tokio::test]
async fn the_whole_answer_of_a_filtered_page() {
    let mock = Mock::new();
    let query = "$filter=file%20ne%20null&$orderby=size&$top=2&$select=name,size";
    let page = alice(&mock, &format!("GET {CHILDREN}?{query}"), "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root/children(name,size)",
          "@odata.nextLink": "http://mock.test/v1.0/me/drive/root/children?$filter=file%20ne%20null&$orderby=size&$top=2&$select=name,size&$skiptoken=UGFnZWQ9VFJVRSZwX1NvcnRCZWhhdmlvcj0xJlBhZ2VGaXJzdFJvdz0z",
          "value": [
            {
              "@odata.etag": "\"{<guid of hello.txt>},1\"",
              "name": "hello.txt",
              "size": 18
            },
            {
              "@odata.etag": "\"{<guid of locked.zip>},1\"",
              "name": "locked.zip",
              "size": 170
            }
          ]
        }"#]].assert_eq(&page.to_string());
    let next = page.json()["@odata.nextLink"].as_str().expect("a link").to_owned();
    let (_, token) = next.split_once("$skiptoken=").expect("a token");
    for spelling in ["$skiptoken", "$skipToken", "skipToken", "%24skipToken"] {
        let answer = alice(&mock, &format!("GET {CHILDREN}?{query}&{spelling}={token}"), "").await;
        assert_eq!(answer.json()["value"][0]["name"], "archive.zip", "{spelling}");
        assert_eq!(answer.json().get("@odata.nextLink"), None, "{spelling}");
    }
}

#[tokio::test]
async fn a_child_is_found_by_its_name() {
    let mock = Mock::new();
    let by_path = alice(&mock, "GET /v1.0/me/drive/root:/Documents/plan.txt", "").await.json();
    let documents = mock.id("graph", "alice", "/Documents").await;
    let plan = mock.id("graph", "alice", "/Documents/plan.txt").await;
    for path in [
        format!("/me/drive/items/{documents}/children/plan.txt"),
        format!("/me/drive/items/{documents}/children/{plan}"),
        format!("/me/drive/items/{documents}/children/PLAN.txt"),
        format!("/me/drive/items/{documents}/children('plan.txt')"),
        "/me/drive/root/children/Documents/children/plan.txt".into(),
        "/me/drive/root:/Documents:/children/plan.txt".into(),
        "/me/drive/items/root%3A%2FDocuments%3A/children/plan.txt".into(),
        "/me/drive/special/documents/children/plan.txt".into(),
        format!("/me/drive/items/{documents}/children('@a1')?@a1='plan.txt'"),
    ] {
        let answer = alice(&mock, &format!("GET /v1.0{path}"), "").await;
        assert_eq!(answer.json()["id"], by_path["id"], "{path}: {answer}");
    }
    let elsewhere = alice(&mock, &format!("GET /v1.0/me/drive/root/children/{plan}"), "").await;
    assert_eq!(elsewhere.status, 404, "an id names only what lies in the folder");
    let renamed = alice(&mock, "PATCH /v1.0/me/drive/root/children/hello.txt", r#"{"name": "$count"}"#).await;
    assert_eq!(renamed.status, 200);
    assert_eq!(alice(&mock, "GET /v1.0/me/drive/root/children/hello.txt", "").await.status, 404);
}

#[tokio::test]
async fn options_that_cannot_be_read_are_refused() {
    let mock = Mock::new();
    refuses(
        &mock,
        "alice",
        [
            "$filter=",
            "$filter=name%20like%20'a'",
            "$filter=endswith(name,'a')",
            "$filter=name%20eq%20'o'brien'",
            "$filter=startswith(name,'o'brien')",
            "$filter=startswith(name,'o)",
            "$filter=id%20eq%20'x'",
            "$orderby=id",
            "$orderby=name%20up",
            "$orderby=",
            "$skiptoken=%21",
            "$skiptoken=QQ&$orderby=size",
            "$top=0",
            "$top=-1",
            "$top=99999999999999999999",
            "$skip=1",
            "$search=a",
            "$filter=%FF",
            "$filter=(name%20eq%20'HELLO.TXT')%20or%20startsize%20ge%203",
        ]
        .map(|query| (format!("GET {CHILDREN}?{query}"), "")),
        expect![[r#"
            GET /v1.0/me/drive/root/children?$filter=: 400 invalidRequest invalidQueryOption: The value of $filter is not supported: 
            GET /v1.0/me/drive/root/children?$filter=name%20like%20'a': 400 invalidRequest invalidQueryOption: The value of $filter is not supported: name like 'a'
            GET /v1.0/me/drive/root/children?$filter=endswith(name,'a'): 400 invalidRequest invalidQueryOption: The value of $filter is not supported: endswith(name,'a')
            GET /v1.0/me/drive/root/children?$filter=name%20eq%20'o'brien': 400 BadRequest -: Syntax error: character 'b' is not valid at position 11 in 'name eq 'o'brien''.
            GET /v1.0/me/drive/root/children?$filter=startswith(name,'o'brien'): 400 BadRequest -: Syntax error: character 'b' is not valid at position 19 in 'startswith(name,'o'brien')'.
            GET /v1.0/me/drive/root/children?$filter=startswith(name,'o): 400 BadRequest -: There is an unterminated literal at position 19 in 'startswith(name,'o)'.
            GET /v1.0/me/drive/root/children?$filter=id%20eq%20'x': 400 invalidRequest invalidQueryOption: The value of $filter is not supported: id eq 'x'
            GET /v1.0/me/drive/root/children?$orderby=id: 400 invalidRequest invalidQueryOption: The value of $orderby is not supported: id
            GET /v1.0/me/drive/root/children?$orderby=name%20up: 400 invalidRequest invalidQueryOption: The value of $orderby is not supported: name up
            GET /v1.0/me/drive/root/children?$orderby=: 400 invalidRequest invalidQueryOption: The value of $orderby is not supported: 
            GET /v1.0/me/drive/root/children?$skiptoken=%21: 400 invalidRequest invalidQueryOption: The value of $skiptoken is not valid.
            GET /v1.0/me/drive/root/children?$skiptoken=QQ&$orderby=size: 400 invalidRequest invalidQueryOption: The value of $skiptoken is not valid.
            GET /v1.0/me/drive/root/children?$top=0: 400 invalidRequest invalidQueryOption: The value of $top must be a positive integer.
            GET /v1.0/me/drive/root/children?$top=-1: 400 invalidRequest invalidQueryOption: The value of $top must be a positive integer.
            GET /v1.0/me/drive/root/children?$top=99999999999999999999: 400 invalidRequest invalidQueryOption: The value of $top must be a positive integer.
            GET /v1.0/me/drive/root/children?$skip=1: 400 invalidRequest -: $skip is not supported on this API. Only URLs returned by the API can be used to page.
            GET /v1.0/me/drive/root/children?$search=a: 400 invalidRequest invalidQueryOption: The query option $search is not supported.
            GET /v1.0/me/drive/root/children?$filter=%FF: 400 invalidRequest -: The query string is not valid UTF-8.
            GET /v1.0/me/drive/root/children?$filter=(name%20eq%20'HELLO.TXT')%20or%20startsize%20ge%203: 400 invalidRequest invalidQueryOption: The value of $filter is not supported: (name eq 'HELLO.TXT') or startsize ge 3
        "#]],
    )
    .await;
}

#[tokio::test]
async fn pages_go_on_behind_the_last_name_whatever_happens_in_between() {
    let mock = Mock::new();
    let first = alice(&mock, &format!("GET {CHILDREN}?$top=3"), "").await.json();
    assert_eq!(first["value"][2]["name"], "hello.txt");
    assert_eq!(alice(&mock, "DELETE /v1.0/me/drive/root:/hello.txt", "").await.status, 204);
    let next = first["@odata.nextLink"].as_str().expect("more").replace("http://mock.test", "");
    assert_eq!(pages(&mock, &next).await, ["locked.zip, Photos, Shared examples"]);
}

#[tokio::test]
async fn expanded_children_end_after_200_and_link_to_the_rest() {
    let mock = Mock::new();
    let fill = |world: &mut World, now| {
        let drive = world.drives().next().expect("alice's").clone();
        let by = Actor::User(drive.person().expect("alice"));
        let folder = world.child(drive.root, "Shared examples").expect("seeded");
        let make = |number| world.create_folder(by, folder, &format!("{number:03}"), OnConflict::Fail, now);
        (0..201).map(make).collect::<Result<Vec<_>, _>>()
    };
    mock.sandbox().write(fill).expect("all are free");
    let path = "GET /v1.0/me/drive/root:/Shared%20examples";
    for query in ["$expand=children($select=name)&$top=5", "expand=children(select=name)"] {
        let folder = alice(&mock, &format!("{path}?{query}"), "").await.json();
        assert_eq!(folder["children"].as_array().map(Vec::len), Some(200), "{query}");
        let link = folder["children@odata.nextLink"].as_str().expect("a link");
        let rest = alice(&mock, &format!("GET {}", link.replace("http://mock.test", "")), "").await.json();
        assert_eq!(
            (&rest["value"][0]["name"], rest["value"].as_array().map(Vec::len)),
            (&"200".into(), Some(1))
        );
        assert_eq!(
            rest["value"][0].as_object().map(serde_json::Map::len),
            Some(2),
            "its tag and its name: {rest}"
        );
        assert_eq!(rest.get("@odata.nextLink"), None);
    }
}
