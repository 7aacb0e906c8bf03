//! Documents of applications: versions, and the end.

use std::time::Duration;

use expect_test::expect;

use super::{
    ARCHIVE, HELLO, Signed, WELCOME,
    app_files::{FILES, send, text},
    token, trash,
};
use crate::support::{Mock, refusals};

/// Writes another content into `/welcome.txt`, as an editor would.
fn write(mock: &Mock, content: &'static str) {
    mock.sandbox()
        .write(|world, now| {
            let drive = world.drives().nth(2).expect("the app's").clone();
            let node = world.child(drive.root, "welcome.txt").expect("there");
            let content = mockdrive::world::Content::new(content.into());
            world.write(world.maker(&drive).expect("an app"), node, content, now)
        })
        .expect("there is room");
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
async fn a_deletion_without_a_body_hashes_nothing_or_its_path() {
    for by_path in [false, true] {
        let mock = Mock::new();
        let path = format!("{FILES}/{WELCOME}/destroy");
        let signed = Signed { hashed: by_path.then_some(path.as_str()), ..Signed::default() };
        let answer = mock.send(&signed.text("DELETE", &path, "")).await;
        assert_eq!(answer.line(), r#"200 {"code":0}"#, "{by_path}");
    }
}
