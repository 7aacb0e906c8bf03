//! Documents of applications: creating, listing, information, versions, the end.

use std::time::Duration;

use expect_test::expect;

use super::{ARCHIVE, HELLO, Signed, WELCOME, token, trash};
use crate::support::{Answer, Mock, refusals};

const FILES: &str = "/api/v1/openapi/appspace/files";

/// A signed request below `/appspace/files`.
fn text(method: &str, below: &str, body: &str) -> String {
    Signed::default().text(method, &format!("{FILES}{below}"), body)
}

async fn send(mock: &Mock, method: &str, below: &str, body: &str) -> Answer {
    mock.send(&text(method, below, body)).await
}

fn file_token(answer: &Answer) -> String {
    answer.json()["data"]["file_token"].as_str().expect("a token").to_owned()
}

/// Writes another content into `/welcome.txt`, as an editor would.
fn write(mock: &Mock, content: &'static str) {
    mock.sandbox()
        .write(|world, now| {
            let drive = world.drives().nth(2).expect("the app's").clone();
            let node = world.child(drive.root, "welcome.txt").expect("there");
            let content = mockdrive::world::Content::new(content.into());
            world.write(drive.maker().expect("an app"), node, content, now)
        })
        .expect("there is room");
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
            "file_token": "tF3ppKOjls8v5xNG8qHpMxi"
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
            "file_token": "tF3ppKOjls8v5xNG8qHpMxi",
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
                "file_token": "tF3ppKOjls8v5xNG8qHpMxi",
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
                "file_token": "tF3ppKOjls8v5xNG8qHpMxi",
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
async fn versions_are_told_newest_first_and_brought_back_as_new_ones() {
    let mock = Mock::new();
    mock.advance(Duration::from_mins(1));
    write(&mock, "two, longer");
    let url = format!("/{WELCOME}/versions");
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "next_offset": -1,
            "versions": [
              {
                "mtime": 1767323105,
                "size": 11,
                "version": 2
              },
              {
                "mtime": 1767254400,
                "size": 37,
                "version": 1
              }
            ]
          }
        }"#]]
    .assert_eq(&send(&mock, "GET", &url, "").await.to_string());
    let part = send(&mock, "GET", &format!("{url}?count=1"), "").await.json();
    assert_eq!(
        (&part["data"]["versions"][0]["version"], &part["data"]["next_offset"]),
        (&2.into(), &1.into())
    );
    expect![[r#"200 {"code":0,"data":{"mtime":1767254400,"size":37,"version":1}}"#]]
        .assert_eq(&send(&mock, "GET", &format!("{url}/1"), "").await.line());
    expect![[r#"200 {"code":0,"data":{}}"#]]
        .assert_eq(&send(&mock, "POST", &format!("{url}/1/revert"), "").await.line());
    let info = send(&mock, "GET", &format!("/{WELCOME}"), "").await.json();
    assert_eq!((&info["data"]["version"], &info["data"]["size"]), (&3.into(), &37.into()));
}

#[tokio::test]
async fn versions_that_are_not_there_are_refused() {
    let mock = Mock::new();
    let url = |version: &str| format!("/{WELCOME}/versions/{version}");
    let mut rows = vec![];
    for version in ["0", "2", "-1", "one", "99999999999", "%00", "%FF"] {
        rows.push(("GET", url(version)));
        rows.push(("POST", format!("{}/revert", url(version))));
    }
    rows.push(("GET", format!("/{ARCHIVE}/versions")));
    rows.push(("GET", format!("/{ARCHIVE}/versions/1")));
    rows.push(("GET", format!("/{HELLO}/versions")));
    rows.push(("POST", format!("/{HELLO}/versions/1/revert")));
    rows.push(("GET", format!("/{WELCOME}/versions?count=0")));
    let rows = rows.iter().map(|(method, url)| (format!("{method} {url}"), text(method, url, "")));
    refusals(&mock, rows, expect![[r#"
        GET /t2v4Ga8ZUYKc12KGMdEQpBh/versions/0: 404 {"code":30012,"hint":"version 0","message":"FileNotExists","msg":"FileNotExists"}
        POST /t2v4Ga8ZUYKc12KGMdEQpBh/versions/0/revert: 404 {"code":30012,"hint":"version 0","message":"FileNotExists","msg":"FileNotExists"}
        GET /t2v4Ga8ZUYKc12KGMdEQpBh/versions/2: 404 {"code":30012,"hint":"version 2","message":"FileNotExists","msg":"FileNotExists"}
        POST /t2v4Ga8ZUYKc12KGMdEQpBh/versions/2/revert: 404 {"code":30012,"hint":"version 2","message":"FileNotExists","msg":"FileNotExists"}
        GET /t2v4Ga8ZUYKc12KGMdEQpBh/versions/-1: 404 {"code":30012,"hint":"version -1","message":"FileNotExists","msg":"FileNotExists"}
        POST /t2v4Ga8ZUYKc12KGMdEQpBh/versions/-1/revert: 404 {"code":30012,"hint":"version -1","message":"FileNotExists","msg":"FileNotExists"}
        GET /t2v4Ga8ZUYKc12KGMdEQpBh/versions/one: 404 {"code":30012,"hint":"version one","message":"FileNotExists","msg":"FileNotExists"}
        POST /t2v4Ga8ZUYKc12KGMdEQpBh/versions/one/revert: 404 {"code":30012,"hint":"version one","message":"FileNotExists","msg":"FileNotExists"}
        GET /t2v4Ga8ZUYKc12KGMdEQpBh/versions/99999999999: 404 {"code":30012,"hint":"version 99999999999","message":"FileNotExists","msg":"FileNotExists"}
        POST /t2v4Ga8ZUYKc12KGMdEQpBh/versions/99999999999/revert: 404 {"code":30012,"hint":"version 99999999999","message":"FileNotExists","msg":"FileNotExists"}
        GET /t2v4Ga8ZUYKc12KGMdEQpBh/versions/%00: 404 {"code":30012,"hint":"version \u0000","message":"FileNotExists","msg":"FileNotExists"}
        POST /t2v4Ga8ZUYKc12KGMdEQpBh/versions/%00/revert: 404 {"code":30012,"hint":"version \u0000","message":"FileNotExists","msg":"FileNotExists"}
        GET /t2v4Ga8ZUYKc12KGMdEQpBh/versions/%FF: 404 {"code":30012,"hint":"","message":"FileNotExists","msg":"FileNotExists"}
        POST /t2v4Ga8ZUYKc12KGMdEQpBh/versions/%FF/revert: 404 {"code":30012,"hint":"","message":"FileNotExists","msg":"FileNotExists"}
        GET /t1v4Ga8ZUYKc12KGMdEQpBh/versions: 400 {"code":10001,"hint":"a file is needed here and this is a directory","message":"InvalidArgument","msg":"InvalidArgument"}
        GET /t1v4Ga8ZUYKc12KGMdEQpBh/versions/1: 400 {"code":10001,"hint":"a file is needed here and this is a directory","message":"InvalidArgument","msg":"InvalidArgument"}
        GET /kvqxrspxjctdojjqdildjhonzwusaquc/versions: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
        POST /kvqxrspxjctdojjqdildjhonzwusaquc/versions/1/revert: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
        GET /t2v4Ga8ZUYKc12KGMdEQpBh/versions?count=0: 400 {"code":10001,"hint":"count is none of 1 to 500","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
}

#[tokio::test]
async fn a_destroyed_document_is_gone_for_good() {
    let mock = Mock::new();
    let url = format!("/{WELCOME}/destroy");
    let body = r#"{"modifier": "777"}"#;
    assert_eq!(send(&mock, "DELETE", &url, body).await.line(), r#"200 {"code":0}"#);
    let inbox = token(&mock, "/Inbox").await;
    assert_eq!(send(&mock, "DELETE", &format!("/{inbox}/destroy"), "").await.line(), r#"200 {"code":0}"#);
    assert_eq!(mock.paths("apps").await, ["/Archive"]);
    let bin = mock.sandbox().read(|world, _| {
        let drive = world.drives().nth(2).expect("the app's").id;
        world.binned(drive).count()
    });
    assert_eq!(bin, 0);
}

#[tokio::test]
async fn what_cannot_be_destroyed_is_refused() {
    let mock = Mock::new();
    let (root, inbox) = (token(&mock, "/").await, token(&mock, "/Inbox").await);
    trash(&mock, 2, "Inbox");
    let url = |token: &str| format!("/{token}/destroy");
    let rows = [
        ("the root", text("DELETE", &url(&root), "")),
        ("a user's", text("DELETE", &url(HELLO), "")),
        ("what is in the bin", text("DELETE", &url(&inbox), "")),
        ("nothing", text("DELETE", &url("t0000000000000000000000"), "")),
        ("a modifier that is a number", text("DELETE", &url(WELCOME), r#"{"modifier": 7}"#)),
        ("a body that is no JSON", text("DELETE", &url(WELCOME), "modifier=7")),
        ("information on a user's", text("GET", &format!("/{HELLO}"), "")),
    ];
    refusals(&mock, rows, expect![[r#"
        the root: 400 {"code":10001,"hint":"the topmost directory cannot be destroyed","message":"InvalidArgument","msg":"InvalidArgument"}
        a user's: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
        what is in the bin: 404 {"code":30012,"hint":"<file token of Inbox>","message":"FileNotExists","msg":"FileNotExists"}
        nothing: 404 {"code":30012,"hint":"t0000000000000000000000","message":"FileNotExists","msg":"FileNotExists"}
        a modifier that is a number: 400 {"code":10001,"hint":"the body: invalid type: integer `7`, expected a string at line 1 column 14","message":"InvalidArgument","msg":"InvalidArgument"}
        a body that is no JSON: 400 {"code":10001,"hint":"the body: expected value at line 1 column 1","message":"InvalidArgument","msg":"InvalidArgument"}
        information on a user's: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
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
