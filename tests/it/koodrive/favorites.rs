//! Favorites, which are what a person follows.

use std::time::Duration;

use expect_test::expect;
use serde_json::{Value, json};

use super::{get, get_text, post, post_text, run};
use crate::{
    graph::alice,
    support::{Mock, refusals},
};

const BATCH: &str = "/koodrive/ose/v1/star/batch";
const FILES: &str = "/koodrive/ose/v1/star/files";

fn star(starred: bool, ids: &[&str]) -> Value {
    let items: Vec<_> =
        ids.iter().map(|id| json!({ "containerId": "<alice's space>", "fileId": id })).collect();
    json!({ "starred": starred, "subRequestList": items })
}

async fn names(mock: &Mock, query: &str) -> String {
    let answer = get(mock, &format!("{FILES}{query}")).await.json();
    let files = answer["starFiles"].as_array().unwrap_or_else(|| panic!("{answer}"));
    let names: Vec<_> = files.iter().map(|file| file["fileName"].as_str().expect("a name")).collect();
    format!("{} {}", names.join(" "), answer["nextCursor"].is_string())
}

#[tokio::test]
async fn the_example_of_the_vendors_page_is_answered() {
    let mock = Mock::new();
    let body = json!({
        "starred": true,
        "subRequestList": [{
            "containerId": "IAADfsBFCO6WtAtuA315074383680425b8aa9a130cba2d4",
            "fileId": "FuZmQ66CF0DdpKRG1Y29Iwajbq04Nhwu3",
        }],
    });
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success",
          "status": 0,
          "subResponseList": [
            {
              "code": "0",
              "fileId": "FuZmQ66CF0DdpKRG1Y29Iwajbq04Nhwu3",
              "message": "success"
            }
          ]
        }"#]]
    .assert_eq(&post(&mock, BATCH, &body).await.to_string());
    let partly = star(true, &["<plan.txt in KooDrive>", "Fnowhere", "<todo.txt in KooDrive>"]);
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success",
          "status": 1,
          "subResponseList": [
            {
              "code": "0",
              "fileId": "<plan.txt in KooDrive>",
              "message": "success"
            },
            {
              "code": "13000309",
              "fileId": "Fnowhere",
              "message": "Resource not found."
            },
            {
              "code": "13000302",
              "fileId": "<todo.txt in KooDrive>",
              "message": "File is not in the specified space."
            }
          ]
        }"#]]
    .assert_eq(&post(&mock, BATCH, &partly).await.to_string());
    assert_eq!(post(&mock, BATCH, &star(true, &["x"])).await.json()["status"], 2);
}

#[tokio::test]
async fn favorites_are_seen_in_graph_and_the_other_way_round() {
    let mock = Mock::new();
    post(&mock, BATCH, &star(true, &["<hello.txt in KooDrive>"])).await;
    let following = async || {
        let list = alice(&mock, "GET /v1.0/me/drive/following?$select=name", "").await.json();
        list["value"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|item| item["name"].to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(following().await, [r#""hello.txt""#]);
    alice(&mock, "POST /v1.0/me/drive/items/<plan.txt>/follow", "").await;
    assert_eq!(names(&mock, "").await, "hello.txt plan.txt false");
    post(&mock, BATCH, &star(false, &["<hello.txt in KooDrive>"])).await;
    assert_eq!(following().await, [r#""plan.txt""#]);
    let detail = json!({ "containerId": "<alice's space>" });
    let detail = post(&mock, "/koodrive/ose/v1/files/<plan.txt in KooDrive>/detail", &detail).await.json();
    assert_eq!(detail["favorite"], true);
}

#[tokio::test]
async fn favorites_are_listed_by_the_time_and_by_page() {
    let mock = Mock::new();
    for id in ["<plan.txt in KooDrive>", "<Photos in KooDrive>", "<hello.txt in KooDrive>"] {
        post(&mock, BATCH, &star(true, &[id])).await;
        mock.advance(Duration::from_secs(1));
    }
    assert_eq!(names(&mock, "").await, "hello.txt Photos plan.txt false");
    assert_eq!(names(&mock, "?sortType=1&sortDirection=1").await, "plan.txt Photos hello.txt false");
    assert_eq!(names(&mock, "?fileType=26").await, "hello.txt plan.txt false");
    let first = get(&mock, &format!("{FILES}?pageSize=2")).await;
    let cursor = first.json()["nextCursor"].as_str().expect("more").to_owned();
    assert_eq!(names(&mock, &format!("?pageSize=2&pageCursor={cursor}")).await, "plan.txt false");
    run(&mock, 2, 201, &[&super::file(&mock, "/Photos").await], json!({})).await;
    let mut list = get(&mock, &format!("{FILES}?pageSize=1")).await.json();
    let file = list["starFiles"][0].take();
    let files = post(&mock, "/koodrive/ose/v1/files/0", &json!({ "fileName": "hello" })).await.json();
    assert_eq!((&file, &file["favorite"]), (&files["files"][0], &json!(true)), "as other lists have it");
    expect![[r#"{"autoDeleted":1,"code":0,"msg":"success","nextCursor":"HK6z5wyhrmX__________n___mSDVmun__________0","starFiles":[null]}"#]].assert_eq(&list.to_string());
    let rows = [
        ("101 a page", "?pageSize=101".to_owned()),
        ("another order", "?sortType=2".into()),
        ("no direction", "?sortDirection=0".into()),
        ("no type", "?fileType=x".into()),
        ("another process", "?imageProcess=image/rotate,90".into()),
        ("a cursor of another list", format!("?fileType=26&pageCursor={cursor}")),
    ];
    refusals(
        &mock,
        rows.map(|(what, query)| (what, get_text(&format!("{FILES}{query}")))),
        expect![[r#"
        101 a page: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another order: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no direction: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no type: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another process: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a cursor of another list: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn stars_that_make_no_sense_are_refused() {
    let mock = Mock::new();
    let rows = [
        ("101 items", star(true, &["x"; 101])),
        ("no items", star(true, &[])),
        ("no word whether", json!({ "subRequestList": [{ "containerId": "x", "fileId": "y" }] })),
        ("an item without a space", json!({ "starred": true, "subRequestList": [{ "fileId": "y" }] })),
        ("no list", json!({ "starred": true, "subRequestList": {} })),
    ];
    refusals(
        &mock,
        rows.map(|(what, body)| (what, post_text(BATCH, &body))),
        expect![[r#"
        101 items: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no items: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no word whether: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an item without a space: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no list: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}
