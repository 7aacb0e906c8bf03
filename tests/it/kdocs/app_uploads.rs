//! Uploads of documents of applications, from forms and from addresses, and downloads.

use axum::{
    Router,
    body::Bytes,
    http::StatusCode,
    routing::{get, post},
};
use expect_test::expect;

use super::{ARCHIVE, HELLO, Signed, WELCOME, task_id, token};
use crate::support::{Answer, Mock, beside, refusals};

const BASE: &str = "/api/v1/openapi/appspace";
const UPLOAD: &str = "/api/v1/openapi/appspace/files/upload";
const ASYNC: &str = "/api/v1/openapi/appspace/file/async/upload";

const FORM: Signed<'_> = Signed {
    app: "SX20260101MOCKED",
    key: "mock-kdocs-test-key",
    date: super::DATE,
    content_type: "multipart/form-data; boundary=xxxxx",
    hashed: None,
    more: "\nContent-Disposition: filename=\"sheets.xls\"",
};

/// A form with these parts and a file.
fn form(parts: &[(&str, &str)]) -> String {
    let part = |(name, value): &(&str, &str)| {
        format!("--xxxxx\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let parts: String = parts.iter().map(part).collect();
    format!(
        "{parts}--xxxxx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"sheets.xls\"\r\n\
         Content-Type: application/vnd.ms-excel\r\n\r\nA1,B1\r\n--xxxxx--\r\n"
    )
}

async fn upload(mock: &Mock, parts: &[(&str, &str)]) -> Answer {
    mock.send(&FORM.text("POST", UPLOAD, &form(parts))).await
}

async fn read(mock: &Mock, below: &str) -> Answer {
    mock.send(&Signed::default().text("GET", &format!("{BASE}{below}"), "")).await
}

fn made(answer: &Answer) -> String {
    answer.json()["data"]["file_token"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

/// A server of a file, a file that is not there, and one that is too large.
fn files() -> Router {
    Router::new()
        .route("/report.txt", get(async || "fetched\n"))
        .route("/gone", get(async || StatusCode::GONE))
        .route("/large", get(async || Bytes::from(vec![0; (100 << 20) + 1])))
        .route("/post", post(async || "posted"))
}

fn start_text(body: &str) -> String {
    Signed::default().text("POST", ASYNC, body)
}

/// Begins an upload from an address at this pace.
async fn start(mock: &Mock, pace: &str, url: &str) -> Answer {
    let more = format!("\nX-Mock-Task: {pace}");
    let body = format!(
        r#"{{"url": "{url}", "filename": "report.txt", "creator": "777", "parent_token": "{ARCHIVE}"}}"#
    );
    let signed = Signed { more: &more, ..Signed::default() };
    mock.send(&signed.text("POST", ASYNC, &body)).await
}

#[tokio::test]
async fn a_form_with_a_file_makes_a_document() {
    let mock = Mock::new();
    let answer = upload(&mock, &[("parent_token", ARCHIVE), ("creator", "777")]).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "file_token": "t0LIiotN9cTw2pD7E7dQx7C"
          }
        }"#]]
    .assert_eq(&answer.to_string());
    let info = read(&mock, &format!("/files/{}", made(&answer))).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "content_type": "application/vnd.ms-excel",
            "creator": "777",
            "ctime": 1767323045,
            "file_token": "t0LIiotN9cTw2pD7E7dQx7C",
            "mtime": 1767323045,
            "name": "sheets.xls",
            "parent_token": "<file token of Archive>",
            "size": 5,
            "version": 1
          }
        }"#]]
    .assert_eq(&info.to_string());
    let answer = upload(&mock, &[("parent_path", "Inbox,2026")]).await;
    assert_eq!(mock.find("kdocs_file_token", &made(&answer)).await, "/Inbox/2026/sheets.xls");
    let answer = upload(&mock, &[]).await;
    assert_eq!(mock.find("kdocs_file_token", &made(&answer)).await, "/sheets.xls");
    let answer = upload(&mock, &[]).await;
    assert_eq!(mock.find("kdocs_file_token", &made(&answer)).await, "/sheets(1).xls");
}

#[tokio::test]
async fn forms_that_cannot_be_are_refused() {
    let mock = Mock::new();
    let whole = form(&[]);
    let (start, _) = whole.split_once("A1").expect("the file");
    let named = |name: &str| whole.replace("sheets.xls", name);
    let rows = [
        ("no body", String::new()),
        ("JSON", r#"{"filename": "a"}"#.into()),
        ("a form that breaks off", start.to_owned()),
        ("another boundary", whole.replace("xxxxx", "yyyyy")),
        ("no file", whole.replace("name=\"file\"", "name=\"data\"")),
        ("a file without a name", whole.replace("; filename=\"sheets.xls\"", "")),
        ("a separator in the name", named("../sheets.xls")),
        ("another separator", named("a\\\\b.xls")),
        ("both parents", form(&[("parent_token", ARCHIVE), ("parent_path", "a")])),
        ("a file for a parent", form(&[("parent_token", WELCOME)])),
        ("a user's directory", form(&[("parent_token", HELLO)])),
        ("a path through a file", form(&[("parent_path", "welcome.txt,a")])),
        ("a path with an empty name", form(&[("parent_path", "a,,b")])),
        ("a path that leads out", form(&[("parent_path", "..,a")])),
    ];
    let rows = rows.map(|(what, body)| (what, FORM.text("POST", UPLOAD, &body)));
    refusals(&mock, rows, expect![[r#"
        no body: 400 {"code":10001,"hint":"the form: incomplete multipart stream","message":"InvalidArgument","msg":"InvalidArgument"}
        JSON: 400 {"code":10001,"hint":"the form: incomplete multipart stream","message":"InvalidArgument","msg":"InvalidArgument"}
        a form that breaks off: 400 {"code":10001,"hint":"the form: field \"file\" received with incomplete data","message":"InvalidArgument","msg":"InvalidArgument"}
        another boundary: 400 {"code":10001,"hint":"the form: incomplete multipart stream","message":"InvalidArgument","msg":"InvalidArgument"}
        no file: 400 {"code":10001,"hint":"file: the form has none","message":"InvalidArgument","msg":"InvalidArgument"}
        a file without a name: 400 {"code":10001,"hint":"file: the part has no filename","message":"InvalidArgument","msg":"InvalidArgument"}
        a separator in the name: 400 {"code":10001,"hint":"file: no file can have the name \"../sheets.xls\"","message":"InvalidArgument","msg":"InvalidArgument"}
        another separator: 400 {"code":10001,"hint":"file: no file can have the name \"a\\\\\\\\b.xls\"","message":"InvalidArgument","msg":"InvalidArgument"}
        both parents: 400 {"code":10001,"hint":"parent_token and parent_path exclude each other","message":"InvalidArgument","msg":"InvalidArgument"}
        a file for a parent: 400 {"code":30906,"hint":"the target is not a directory","message":"InvalidParent","msg":"InvalidParent"}
        a user's directory: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
        a path through a file: 400 {"code":30906,"hint":"the target is not a directory","message":"InvalidParent","msg":"InvalidParent"}
        a path with an empty name: 400 {"code":10001,"hint":"no file can have this name","message":"InvalidArgument","msg":"InvalidArgument"}
        a path that leads out: 400 {"code":10001,"hint":"no file can have this name","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
    let rows = [
        ("the content type of JSON", Signed::default().text("POST", UPLOAD, &whole)),
        ("no boundary", Signed { content_type: "multipart/form-data", ..FORM }.text("POST", UPLOAD, &whole)),
        ("the hash of nothing", Signed { hashed: Some(""), ..FORM }.text("POST", UPLOAD, &whole)),
        ("another key", Signed { key: "wrong", ..FORM }.text("POST", UPLOAD, &whole)),
    ];
    refusals(&mock, rows, expect![[r#"
        the content type of JSON: 400 {"code":10001,"hint":"the form: Content-Type is not multipart/form-data","message":"InvalidArgument","msg":"InvalidArgument"}
        no boundary: 400 {"code":10001,"hint":"the form: multipart boundary not found in Content-Type","message":"InvalidArgument","msg":"InvalidArgument"}
        the hash of nothing: 401 {"code":30902,"hint":"Content-Md5 not match. expect: d0a452798888ae238a8c760c777c14b2, actual: d41d8cd98f00b204e9800998ecf8427e","message":"InvalidContentMd5","msg":"InvalidContentMd5"}
        another key: 401 {"code":30003,"hint":"signature not match. expect: f96624af3e20e92ec09596578439ebefdb9722c4, actual: 440e2964868ea1df05cd1e894b5bab71da38ffaf","message":"InvalidSignature","msg":"InvalidSignature"}
    "#]]).await;
}

#[tokio::test]
async fn an_upload_from_an_address_is_a_task_with_progress() {
    beside(files(), async |server| {
        let mock = Mock::new();
        let answer = start(&mock, "manual", &format!("{server}/report.txt")).await;
        expect![[r#"
            200 OK
            {
              "code": 0,
              "data": {
                "task_id": "1vm0tcqf7iavqtr3nxota9"
              }
            }"#]]
        .assert_eq(&answer.to_string());
        let id = task_id(&answer);
        expect![[
            r#"200 {"code":0,"data":{"progress":0,"status":"running","task_id":"1vm0tcqf7iavqtr3nxota9"}}"#
        ]]
        .assert_eq(&read(&mock, &format!("/file/async/upload/{id}")).await.line());
        let finished = mock.sandbox().write(|world, now| {
            let id = world.tasks().next_back().expect("begun").id;
            world.finish(id, now)
        });
        finished.expect("there");
        let ended = read(&mock, &format!("/file/async/upload/{id}")).await;
        expect![[r#"200 {"code":0,"data":{"file_token":"t0LIiotN9cTw2pD7E7dQx7C","progress":100,"status":"success","task_id":"1vm0tcqf7iavqtr3nxota9"}}"#]].assert_eq(&ended.line());
        let put = Signed::default().text("PUT", &format!("{ASYNC}/{id}"), "");
        assert_eq!(mock.send(&put).await.line(), ended.line(), "as the example has it");
        let info = read(&mock, &format!("/files/{}", made(&ended))).await.json();
        assert_eq!((&info["data"]["size"], &info["data"]["creator"]), (&8.into(), &"777".into()));
        assert!(mock.paths("apps").await.contains(&"/Archive/report.txt".to_owned()));
        assert_eq!(Signed::default().task(&mock, &id).await.status, 404, "it is no batch task");
    }).await;
}

#[tokio::test]
async fn a_failed_fetch_is_a_task_that_says_why_and_leaves_nothing() {
    beside(files(), async |server| {
        let mock = Mock::new();
        let before = mock.paths("apps").await;
        for (path, expected) in [
            (
                "gone",
                expect![[
                    r#"200 {"code":0,"data":{"code":30009,"hint":"http://SERVER/gone: status 410","message":"DownloadFail","progress":100,"status":"failed","task_id":"ID"}}"#
                ]],
            ),
            (
                "post",
                expect![[
                    r#"200 {"code":0,"data":{"code":30009,"hint":"http://SERVER/post: status 405","message":"DownloadFail","progress":100,"status":"failed","task_id":"ID"}}"#
                ]],
            ),
            (
                "large",
                expect![[
                    r#"200 {"code":0,"data":{"code":30009,"hint":"a file has at most 104857600 bytes","message":"DownloadFail","progress":100,"status":"failed","task_id":"ID"}}"#
                ]],
            ),
        ] {
            let id = task_id(&start(&mock, "async", &format!("{server}/{path}")).await);
            let line = read(&mock, &format!("/file/async/upload/{id}")).await.line();
            expected.assert_eq(&line.replace(server, "http://SERVER").replace(&id, "ID"));
        }
        assert_eq!(mock.paths("apps").await, before);
    }).await;
}

#[tokio::test]
async fn uploads_from_addresses_that_cannot_be_are_refused() {
    let mock = Mock::new();
    let of = |url: &str| format!(r#"{{"url": "{url}", "filename": "a.txt"}}"#);
    let rows = [
        String::new(),
        "{".into(),
        r#"{"filename": "a.txt"}"#.into(),
        r#"{"url": "http://127.0.0.1/"}"#.into(),
        of("not an address"),
        of("https://127.0.0.1/a"),
        of("http://example.com/a"),
        of("http://169.254.169.254/latest"),
        of("file:///etc/passwd"),
        r#"{"url": "http://127.0.0.1/", "filename": "a/b"}"#.into(),
        r#"{"url": "http://127.0.0.1/", "filename": "a", "creator": 7}"#.into(),
        format!(r#"{{"url": "http://127.0.0.1/", "filename": "a", "parent_token": "{WELCOME}"}}"#),
        format!(r#"{{"url": "http://127.0.0.1/", "filename": "a", "parent_token": "{HELLO}"}}"#),
    ];
    refusals(&mock, rows.iter().map(|body| (body, start_text(body))), expect![[r#"
        nothing: 400 {"code":10001,"hint":"the body: missing field `url` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        {: 400 {"code":10001,"hint":"the body: EOF while parsing an object at line 1 column 1","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a.txt"}: 400 {"code":10001,"hint":"the body: missing field `url` at line 1 column 21","message":"InvalidArgument","msg":"InvalidArgument"}
        {"url": "http://127.0.0.1/"}: 400 {"code":10001,"hint":"the body: missing field `filename` at line 1 column 28","message":"InvalidArgument","msg":"InvalidArgument"}
        {"url": "not an address", "filename": "a.txt"}: 400 {"code":10001,"hint":"url is no absolute address","message":"InvalidArgument","msg":"InvalidArgument"}
        {"url": "https://127.0.0.1/a", "filename": "a.txt"}: 400 {"code":30009,"hint":"https://127.0.0.1/a: https is spoken only with those whose authority is known: start mockdrive with --notify-ca FILE","message":"DownloadFail","msg":"DownloadFail"}
        {"url": "http://example.com/a", "filename": "a.txt"}: 400 {"code":30009,"hint":"http://example.com/a: example.com may not be called","message":"DownloadFail","msg":"DownloadFail"}
        {"url": "http://169.254.169.254/latest", "filename": "a.txt"}: 400 {"code":30009,"hint":"http://169.254.169.254/latest: 169.254.169.254 may not be called","message":"DownloadFail","msg":"DownloadFail"}
        {"url": "file:///etc/passwd", "filename": "a.txt"}: 400 {"code":10001,"hint":"url is no absolute address","message":"InvalidArgument","msg":"InvalidArgument"}
        {"url": "http://127.0.0.1/", "filename": "a/b"}: 400 {"code":10001,"hint":"filename: no file can have the name \"a/b\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"url": "http://127.0.0.1/", "filename": "a", "creator": 7}: 400 {"code":10001,"hint":"the body: invalid type: integer `7`, expected a string at line 1 column 58","message":"InvalidArgument","msg":"InvalidArgument"}
        {"url": "http://127.0.0.1/", "filename": "a", "parent_token": "t2v4Ga8ZUYKc12KGMdEQpBh"}: 400 {"code":30906,"hint":"the target is not a directory","message":"InvalidParent","msg":"InvalidParent"}
        {"url": "http://127.0.0.1/", "filename": "a", "parent_token": "kvqxrspxjctdojjqdildjhonzwusaquc"}: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
    let batch = Signed { more: "\nX-Mock-Task: async", ..Signed::default() };
    let inbox = token(&mock, "/Inbox").await;
    let body = format!(r#"{{"file_tokens": ["{WELCOME}"], "parent_token": "{inbox}"}}"#);
    let batch = task_id(&batch.post(&mock, &body).await);
    let get = |id: &str| Signed::default().text("GET", &format!("{ASYNC}/{id}"), "");
    let rows =
        [("no task", get("2v4ga8zuykc12kgmdeqpbh")), ("a batch task", get(&batch)), ("no text", get("%FF"))];
    refusals(&mock, rows, expect![[r#"
        no task: 404 {"code":10902,"hint":"2v4ga8zuykc12kgmdeqpbh","message":"TaskNotExist","msg":"TaskNotExist"}
        a batch task: 404 {"code":10902,"hint":"1vm0tcqf7iavqtr3nxota9","message":"TaskNotExist","msg":"TaskNotExist"}
        no text: 404 {"code":10902,"hint":"","message":"TaskNotExist","msg":"TaskNotExist"}
    "#]]).await;
}

#[tokio::test]
async fn another_application_sees_no_task_of_this_one() {
    beside(files(), async |server| {
        let mock = Mock::new();
        let id = task_id(&start(&mock, "async", &format!("{server}/report.txt")).await);
        let other = Signed { app: "AK20260101MOCKED", key: "mock-kdocs-prod-key", ..Signed::default() };
        let row = ("another application", other.text("GET", &format!("{ASYNC}/{id}"), ""));
        refusals(&mock, [row], expect![[r#"
            another application: 404 {"code":10902,"hint":"1vm0tcqf7iavqtr3nxota9","message":"TaskNotExist","msg":"TaskNotExist"}
        "#]]).await;
    }).await;
}

#[tokio::test]
async fn documents_and_versions_are_downloaded_without_credentials() {
    let mock = Mock::new();
    for path in ["download", "versions/1/download"] {
        let answer = read(&mock, &format!("/files/{WELCOME}/{path}")).await;
        assert_eq!(answer.status, 200, "{path}: {answer}");
        let data = answer.json()["data"].clone();
        let url = data["url"].as_str().expect("an address").to_owned();
        assert_eq!(data["fsize"], 37, "{path}");
        assert_eq!(data["checksums"]["sha1"].as_str().map(str::len), Some(40), "{path}");
        let path = url.strip_prefix("http://mock.test").expect("an address of the mock");
        let content = mock.send(&format!("GET {path}")).await;
        assert_eq!(content.body, b"This file belongs to an application.\n", "{content}");
        mock.advance(std::time::Duration::from_mins(29));
        assert_eq!(mock.send(&format!("GET {path}")).await.status, 200);
        mock.advance(std::time::Duration::from_mins(1));
        let line = mock.send(&format!("GET {path}")).await.line();
        let ended = r#"403 {"code":10003,"hint":"the address has expired","message":"PermissionDenied","msg":"PermissionDenied"}"#;
        assert_eq!(line, ended);
        mock.sandbox().clock.set(crate::support::NOW);
    }
    let online = made(
        &mock
            .send(&Signed::default().text("POST", &format!("{BASE}/files"), r#"{"filename": "a.ksheet"}"#))
            .await,
    );
    let get = |below: &str| Signed::default().text("GET", &format!("{BASE}/files/{below}"), "");
    let rows = [
        ("a directory", get(&format!("{ARCHIVE}/download"))),
        ("a version of a directory", get(&format!("{ARCHIVE}/versions/1/download"))),
        ("a version that is not there", get(&format!("{WELCOME}/versions/2/download"))),
        ("a version that is no number", get(&format!("{WELCOME}/versions/x/download"))),
        ("a user's document", get(&format!("{HELLO}/download"))),
        ("a document that is not there", get("t0000000000000000000000/download")),
        ("an online document", get(&format!("{online}/download"))),
    ];
    refusals(&mock, rows, expect![[r#"
        a directory: 400 {"code":10001,"hint":"a file is needed here and this is a directory","message":"InvalidArgument","msg":"InvalidArgument"}
        a version of a directory: 400 {"code":10001,"hint":"a file is needed here and this is a directory","message":"InvalidArgument","msg":"InvalidArgument"}
        a version that is not there: 404 {"code":30012,"hint":"version 2","message":"FileNotExists","msg":"FileNotExists"}
        a version that is no number: 404 {"code":30012,"hint":"version x","message":"FileNotExists","msg":"FileNotExists"}
        a user's document: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
        a document that is not there: 404 {"code":30012,"hint":"t0000000000000000000000","message":"FileNotExists","msg":"FileNotExists"}
        an online document: 400 {"code":30006,"hint":"t0LIiotN9cTw2pD7E7dQx7C is an online document and cannot be downloaded","message":"OnlineFileType","msg":"OnlineFileType"}
    "#]]).await;
}
