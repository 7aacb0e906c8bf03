//! Documents of applications: creating, listing, information.

use std::time::Duration;

use expect_test::expect;

use super::{ARCHIVE, Signed, WELCOME, token};
use crate::support::{Answer, Mock, refusals};

pub const FILES: &str = "/api/v1/openapi/appspace/files";

/// A signed request below `/appspace/files`.
pub fn text(method: &str, below: &str, body: &str) -> String {
    Signed::default().text(method, &format!("{FILES}{below}"), body)
}

pub async fn send(mock: &Mock, method: &str, below: &str, body: &str) -> Answer {
    mock.send(&text(method, below, body)).await
}

fn file_token(answer: &Answer) -> String {
    answer.json()["data"]["file_token"].as_str().expect("a token").to_owned()
}

#[tokio::test]
async fn the_printed_creation_makes_a_document_with_its_creator() {
    let mock = Mock::new();
    let body = format!(r#"{{"filename": "demo", "creator": "777", "parent_token": "{ARCHIVE}"}}"#);
    let answer = send(&mock, "POST", "", &body).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "file_token": "t0LIiotN9cTw2pD7E7dQx7C"
          }
        }"#]]
    .assert_eq(&answer.to_string());
    let demo = file_token(&answer);
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "content_type": "application/octet-stream",
            "creator": "777",
            "ctime": 1767323045,
            "file_token": "t0LIiotN9cTw2pD7E7dQx7C",
            "mtime": 1767323045,
            "name": "demo",
            "parent_token": "<file token of Archive>",
            "size": 0,
            "version": 1
          }
        }"#]]
    .assert_eq(&send(&mock, "GET", &format!("/{demo}"), "").await.to_string());
    let again = file_token(&send(&mock, "POST", "", &body).await);
    assert_eq!(mock.find("kdocs_file_token", &again).await, "/Archive/demo(1)", "a taken name is varied");
}

#[tokio::test]
async fn missing_levels_of_a_path_are_made() {
    let mock = Mock::new();
    let body = r#"{"filename": "a.txt", "parent_path": ["Inbox", "2026", "01"], "parent_token": ""}"#;
    let made = file_token(&send(&mock, "POST", "", body).await);
    assert_eq!(mock.find("kdocs_file_token", &made).await, "/Inbox/2026/01/a.txt");
    let made = file_token(&send(&mock, "POST", "", r#"{"filename": "b.txt", "parent_path": []}"#).await);
    assert_eq!(mock.find("kdocs_file_token", &made).await, "/b.txt");
}

#[tokio::test]
async fn creations_that_cannot_be_are_refused() {
    let mock = Mock::new();
    let alices = mock.id("kdocs_file_token", "alice", "/Photos").await;
    let long = "x".repeat(256);
    let rows = [
        String::new(),
        "{".into(),
        "[]".into(),
        r#"{"filename": ""}"#.into(),
        r#"{"filename": "a/b.txt"}"#.into(),
        r#"{"filename": ".."}"#.into(),
        format!(r#"{{"filename": "{long}"}}"#),
        r#"{"filename": 7}"#.into(),
        r#"{"filename": "a", "creator": 777}"#.into(),
        format!(r#"{{"filename": "a", "creator": "{long}"}}"#),
        r#"{"filename": "a", "parent_path": "Inbox"}"#.into(),
        r#"{"filename": "a", "parent_path": ["Inbox", ""]}"#.into(),
        r#"{"filename": "a", "parent_path": ["..", "Inbox"]}"#.into(),
        r#"{"filename": "a", "parent_path": ["welcome.txt", "b"]}"#.into(),
        format!(r#"{{"filename": "a", "parent_token": "{ARCHIVE}", "parent_path": ["Inbox"]}}"#),
        format!(r#"{{"filename": "a", "parent_token": "{WELCOME}"}}"#),
        format!(r#"{{"filename": "a", "parent_token": "{alices}"}}"#),
        r#"{"filename": "a", "parent_token": "t0000000000000000000000"}"#.into(),
    ];
    let rows = rows.iter().map(|body| (body.as_str(), text("POST", "", body)));
    refusals(&mock, rows, expect![[r#"
        nothing: 400 {"code":10001,"hint":"the body: missing field `filename` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        {: 400 {"code":10001,"hint":"the body: EOF while parsing an object at line 1 column 1","message":"InvalidArgument","msg":"InvalidArgument"}
        []: 400 {"code":10001,"hint":"the body: invalid type: sequence, expected an object at line 1 column 0","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": ""}: 400 {"code":10001,"hint":"filename: no file can have the name \"\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a/b.txt"}: 400 {"code":10001,"hint":"filename: no file can have the name \"a/b.txt\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": ".."}: 400 {"code":10001,"hint":"filename: no file can have the name \"..\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "<x × 256>"}: 400 {"code":10001,"hint":"filename: no file can have the name \"<x × 256>\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": 7}: 400 {"code":10001,"hint":"the body: invalid type: integer `7`, expected a string at line 1 column 14","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a", "creator": 777}: 400 {"code":10001,"hint":"the body: invalid type: integer `777`, expected a string at line 1 column 32","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a", "creator": "<x × 256>"}: 400 {"code":10001,"hint":"creator: at most 255 characters are kept","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a", "parent_path": "Inbox"}: 400 {"code":10001,"hint":"the body: invalid type: string \"Inbox\", expected a sequence at line 1 column 40","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a", "parent_path": ["Inbox", ""]}: 400 {"code":10001,"hint":"no file can have this name","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a", "parent_path": ["..", "Inbox"]}: 400 {"code":10001,"hint":"no file can have this name","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a", "parent_path": ["welcome.txt", "b"]}: 400 {"code":30906,"hint":"the target is not a directory","message":"InvalidParent","msg":"InvalidParent"}
        {"filename": "a", "parent_token": "t1v4Ga8ZUYKc12KGMdEQpBh", "parent_path": ["Inbox"]}: 400 {"code":10001,"hint":"parent_token and parent_path exclude each other","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a", "parent_token": "t2v4Ga8ZUYKc12KGMdEQpBh"}: 400 {"code":30906,"hint":"the target is not a directory","message":"InvalidParent","msg":"InvalidParent"}
        {"filename": "a", "parent_token": "<file token of Photos>"}: 404 {"code":30012,"hint":"<file token of Photos>","message":"FileNotExists","msg":"FileNotExists"}
        {"filename": "a", "parent_token": "t0000000000000000000000"}: 404 {"code":30012,"hint":"t0000000000000000000000","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
}

#[tokio::test]
async fn a_directory_is_listed_with_directories_first_and_the_newest_before_the_oldest() {
    let mock = Mock::new();
    mock.advance(Duration::from_mins(1));
    send(&mock, "POST", "", r#"{"filename": "new.xlsx"}"#).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "files": [
              {
                "ctime": 1767254400,
                "file_token": "<file token of Archive>",
                "mtime": 1767254400,
                "name": "Archive",
                "parent_token": "<file token of the app's root>",
                "size": 0
              },
              {
                "ctime": 1767254400,
                "file_token": "<file token of Inbox>",
                "mtime": 1767254400,
                "name": "Inbox",
                "parent_token": "<file token of the app's root>",
                "size": 10
              },
              {
                "content_type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "ctime": 1767323105,
                "file_token": "t0LIiotN9cTw2pD7E7dQx7C",
                "mtime": 1767323105,
                "name": "new.xlsx",
                "parent_token": "<file token of the app's root>",
                "size": 1514,
                "version": 1
              },
              {
                "content_type": "text/plain",
                "ctime": 1767254400,
                "file_token": "<file token of welcome.txt>",
                "mtime": 1767254400,
                "name": "welcome.txt",
                "parent_token": "<file token of the app's root>",
                "size": 37,
                "version": 1
              }
            ],
            "next_offset": -1
          }
        }"#]]
    .assert_eq(&send(&mock, "GET", "", "").await.to_string());
    let page = send(&mock, "GET", "?count=2&offset=1", "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "files": [
              {
                "ctime": 1767254400,
                "file_token": "<file token of Inbox>",
                "mtime": 1767254400,
                "name": "Inbox",
                "parent_token": "<file token of the app's root>",
                "size": 10
              },
              {
                "content_type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "ctime": 1767323105,
                "file_token": "t0LIiotN9cTw2pD7E7dQx7C",
                "mtime": 1767323105,
                "name": "new.xlsx",
                "parent_token": "<file token of the app's root>",
                "size": 1514,
                "version": 1
              }
            ],
            "next_offset": 3
          }
        }"#]]
    .assert_eq(&page.to_string());
    let end = send(&mock, "GET", "?count=500&offset=99", "").await;
    assert_eq!(end.line(), r#"200 {"code":0,"data":{"files":[],"next_offset":-1}}"#);
    let inbox = token(&mock, "/Inbox").await;
    let inside = send(&mock, "GET", &format!("?parent_token={inbox}&count=1"), "").await.json();
    assert_eq!(
        (&inside["data"]["files"][0]["name"], &inside["data"]["next_offset"]),
        (&"order-1001.txt".into(), &1.into())
    );
}

#[tokio::test]
async fn lists_that_cannot_be_are_refused() {
    let mock = Mock::new();
    let rows = [
        "?count=0",
        "?count=501",
        "?count=-1",
        "?count=ten",
        "?offset=-1",
        "?offset=99999999999999999999",
        "?offset=%00",
        "?parent_token=t0000000000000000000000",
        "?parent_token=%FF",
        "?parent_token=t2v4Ga8ZUYKc12KGMdEQpBh",
    ];
    refusals(&mock, rows.map(|query| (query, text("GET", query, ""))), expect![[r#"
        ?count=0: 400 {"code":10001,"hint":"count is none of 1 to 500","message":"InvalidArgument","msg":"InvalidArgument"}
        ?count=501: 400 {"code":10001,"hint":"count is none of 1 to 500","message":"InvalidArgument","msg":"InvalidArgument"}
        ?count=-1: 400 {"code":10001,"hint":"count is none of 1 to 500","message":"InvalidArgument","msg":"InvalidArgument"}
        ?count=ten: 400 {"code":10001,"hint":"count is no number","message":"InvalidArgument","msg":"InvalidArgument"}
        ?offset=-1: 400 {"code":10001,"hint":"offset is below 0","message":"InvalidArgument","msg":"InvalidArgument"}
        ?offset=99999999999999999999: 400 {"code":10001,"hint":"offset is no number","message":"InvalidArgument","msg":"InvalidArgument"}
        ?offset=%00: 400 {"code":10001,"hint":"offset is no number","message":"InvalidArgument","msg":"InvalidArgument"}
        ?parent_token=t0000000000000000000000: 404 {"code":30012,"hint":"t0000000000000000000000","message":"FileNotExists","msg":"FileNotExists"}
        ?parent_token=%FF: 404 {"code":30012,"hint":"�","message":"FileNotExists","msg":"FileNotExists"}
        ?parent_token=t2v4Ga8ZUYKc12KGMdEQpBh: 400 {"code":30906,"hint":"the target is not a directory","message":"InvalidParent","msg":"InvalidParent"}
    "#]]).await;
}

#[tokio::test]
async fn a_move_names_its_modifier() {
    let mock = Mock::new();
    let inbox = token(&mock, "/Inbox").await;
    let body = format!(r#"{{"file_tokens": ["{WELCOME}"], "parent_token": "{inbox}", "modifier": "u-7"}}"#);
    assert_eq!(Signed::default().post(&mock, &body).await.status, 200);
    let info = |answer: Answer| answer.json()["data"]["modifier"].clone();
    assert_eq!(info(send(&mock, "GET", &format!("/{WELCOME}"), "").await), "u-7");
    mock.sandbox()
        .write(|world, now| {
            let node = world.alias(WELCOME).expect("an alias");
            let by = world.node(node)?.created.by;
            world.write(by, node, mockdrive::world::Content::new("new".into()), now)
        })
        .expect("there is room");
    assert!(
        info(send(&mock, "GET", &format!("/{WELCOME}"), "").await).is_null(),
        "another change was the last"
    );
}

#[tokio::test]
async fn each_call_needs_the_signature_of_the_application() {
    let mock = Mock::new();
    let forged = Signed { key: "mock-kdocs-prod-key", ..Signed::default() };
    for (method, below) in [
        ("GET", String::new()),
        ("POST", String::new()),
        ("POST", "/upload".into()),
        ("GET", format!("/{WELCOME}")),
        ("GET", format!("/{WELCOME}/download")),
        ("GET", format!("/{WELCOME}/versions")),
        ("GET", format!("/{WELCOME}/versions/1")),
        ("GET", format!("/{WELCOME}/versions/1/download")),
        ("POST", format!("/{WELCOME}/versions/1/revert")),
        ("DELETE", format!("/{WELCOME}/destroy")),
    ] {
        let answer = mock.send(&forged.text(method, &format!("{FILES}{below}"), "")).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["code"]),
            (401, &30003.into()),
            "{method} {below}"
        );
    }
    assert!(mock.paths("apps").await.contains(&"/welcome.txt".to_owned()));
}
