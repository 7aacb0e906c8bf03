//! Files that the mock fetches from an address: from loopback only, unless the operator allows more.

use expect_test::expect;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    task::JoinSet,
};

use super::{alice, content, open_id, post, text};
use crate::support::{Mock, refusals};

/// Answers each connection to a port of its own with these bytes, as long as the set lives; returns the port.
async fn serve(servers: &mut JoinSet<()>, answer: &'static str) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    servers.spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 1024];
            let _ = stream.read(&mut request).await;
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    port
}

fn body(url: &str, more: &str) -> String {
    format!(r#"{{"url": "{url}", "filename": "fetched.txt"{more}}}"#)
}

#[tokio::test]
async fn a_file_is_fetched_from_loopback() {
    let (mock, mut servers) = (Mock::new(), JoinSet::new());
    let port = serve(&mut servers, "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nfetched").await;
    let more = r#", "path_from_root": true, "parent_path": ["Photos"]"#;
    let url = format!("http://127.0.0.1:{port}/a?b=c");
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "id": {
              "open_id": "6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8",
              "union_id": "NJyvBE_AAmwDEvivY6LcmcFMjuqr_2yYAwpgAO3zcs8"
            },
            "space": "personal"
          }
        }"#]]
    .assert_eq(&post(&mock, "/files/cloud", &body(&url, more)).await.to_string());
    assert_eq!(content(&mock, "/Photos/fetched.txt").await, b"fetched");
}

#[tokio::test]
async fn what_cannot_be_fetched_leaves_nothing_behind() {
    let (mock, mut servers) = (Mock::new(), JoinSet::new());
    let gone = serve(&mut servers, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n").await;
    let moved = serve(
        &mut servers,
        "HTTP/1.1 302 Found\r\nLocation: http://example.com/\r\nContent-Length: 0\r\n\r\n",
    )
    .await;
    let broken = serve(&mut servers, "HTTP/1.1 200 OK\r\nContent-Length: 70\r\n\r\nfetched").await;
    let no_http = serve(&mut servers, "hello\r\n\r\n").await;
    let long = serve(&mut servers, "HTTP/1.1 200 OK\r\nContent-Length: 104857601\r\n\r\n").await;
    let loopback = |port: u16| format!("http://127.0.0.1:{port}/");
    let rows = [
        ("a host that is not allowed", "http://example.com/a".to_owned()),
        ("a network of its own", "http://10.0.0.1/".into()),
        ("metadata of a cloud", "http://169.254.169.254/latest".into()),
        ("TLS", "https://localhost/".into()),
        ("a file", "file:///etc/passwd".into()),
        ("no address", "hello".into()),
        ("nothing", String::new()),
        ("a name with a password", "http://a:b@127.0.0.1/".into()),
        ("404", loopback(gone)),
        ("302", loopback(moved)),
        ("a body that breaks off", loopback(broken)),
        ("no HTTP", loopback(no_http)),
        ("too long", loopback(long)),
    ];
    let rows = rows.map(|(what, url)| (what, alice("POST /files/cloud", &body(&url, ""))));
    let ports = [(gone, "GONE"), (moved, "MOVED"), (broken, "BROKEN"), (no_http, "NO_HTTP"), (long, "LONG")];
    let mut lines = Vec::new();
    let before = mock.sandbox().snapshot();
    for (what, request) in rows {
        let mut line = mock.send(&request).await.line();
        for (port, name) in ports {
            line = line.replace(&port.to_string(), name);
        }
        lines.push(format!("{what}: {line}"));
    }
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing changed");
    expect![[r#"
        a host that is not allowed: 400 {"code":30009,"hint":"http://example.com/a: example.com may not be called","message":"DownloadFail","msg":"DownloadFail"}
        a network of its own: 400 {"code":30009,"hint":"http://10.0.0.1/: 10.0.0.1 may not be called","message":"DownloadFail","msg":"DownloadFail"}
        metadata of a cloud: 400 {"code":30009,"hint":"http://169.254.169.254/latest: 169.254.169.254 may not be called","message":"DownloadFail","msg":"DownloadFail"}
        TLS: 400 {"code":30009,"hint":"https://localhost/: https is spoken only with those whose authority is known: start mockdrive with --notify-ca FILE","message":"DownloadFail","msg":"DownloadFail"}
        a file: 400 {"code":10001,"hint":"url is no absolute address","message":"InvalidArgument","msg":"InvalidArgument"}
        no address: 400 {"code":10001,"hint":"url is no absolute address","message":"InvalidArgument","msg":"InvalidArgument"}
        nothing: 400 {"code":10001,"hint":"url is no absolute address","message":"InvalidArgument","msg":"InvalidArgument"}
        a name with a password: 400 {"code":10001,"hint":"url is no absolute address","message":"InvalidArgument","msg":"InvalidArgument"}
        404: 400 {"code":30009,"hint":"http://127.0.0.1:GONE/: status 404","message":"DownloadFail","msg":"DownloadFail"}
        302: 400 {"code":30009,"hint":"http://127.0.0.1:MOVED/: status 302","message":"DownloadFail","msg":"DownloadFail"}
        a body that breaks off: 400 {"code":30009,"hint":"http://127.0.0.1:BROKEN/: no whole answer: the body ended before its announced end","message":"DownloadFail","msg":"DownloadFail"}
        no HTTP: 400 {"code":30009,"hint":"http://127.0.0.1:NO_HTTP/: no whole answer: invalid HTTP version parsed","message":"DownloadFail","msg":"DownloadFail"}
        too long: 400 {"code":30008,"hint":"a file has at most 104857600 bytes","message":"FileSizeLimited","msg":"FileSizeLimited"}"#]]
    .assert_eq(&lines.join("\n"));
}

#[tokio::test]
async fn what_could_not_be_stored_is_not_fetched() {
    let mock = Mock::new();
    let url = "http://127.0.0.1:1/";
    let plan = open_id(&mock, "/Documents/plan.txt").await;
    let rows = [
        ("no url", r#"{"filename": "a.txt"}"#.to_owned()),
        ("no filename", format!(r#"{{"url": "{url}"}}"#)),
        ("a separator", format!(r#"{{"url": "{url}", "filename": "a/b"}}"#)),
        ("into a file", body(url, &format!(r#", "parent_id": "{plan}""#))),
        ("into nothing", body(url, r#", "parent_id": "nonsense""#)),
        ("through a file", body(url, r#", "parent_path": ["hello.txt", "x"], "path_from_root": true"#)),
    ];
    refusals(&mock, rows.map(|(what, body)| (what, alice("POST /files/cloud", &body))), expect![[r#"
        no url: 400 {"code":10001,"hint":"the body: missing field `url` at line 1 column 21","message":"InvalidArgument","msg":"InvalidArgument"}
        no filename: 400 {"code":10001,"hint":"the body: missing field `filename` at line 1 column 30","message":"InvalidArgument","msg":"InvalidArgument"}
        a separator: 400 {"code":10001,"hint":"filename: no file can have the name \"a/b\"","message":"InvalidArgument","msg":"InvalidArgument"}
        into a file: 400 {"code":30906,"hint":"the target is not a directory","message":"InvalidParent","msg":"InvalidParent"}
        into nothing: 404 {"code":30012,"hint":"nonsense","message":"FileNotExists","msg":"FileNotExists"}
        through a file: 400 {"code":30906,"hint":"the target is not a directory","message":"InvalidParent","msg":"InvalidParent"}
    "#]])
        .await;
    let rows = [
        ("no token", text("", "POST /files/cloud", "{}")),
        ("a token for reading", text("readonly-token", "POST /files/cloud", "{}")),
    ];
    refusals(&mock, rows, expect![[r#"
        no token: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a token for reading: 403 {"code":20003,"hint":"create_personal_files","message":"InvalidScope","msg":"InvalidScope"}
    "#]]).await;
}

#[tokio::test]
async fn sixteen_files_are_fetched_at_once_and_no_more() {
    let mock = Mock::new();
    let sandbox = mock.sandbox();
    let under_way = sandbox.fetches.try_acquire_many(16).expect("none is under way");
    assert!(sandbox.fetches.try_acquire().is_err());
    let row = ("one too many", alice("POST /files/cloud", &body("http://127.0.0.1:1/", "")));
    refusals(&mock, [row], expect![[r#"
        one too many: 429 {"code":30010,"hint":"too many downloads are under way","message":"TooManyTask","msg":"TooManyTask"}
    "#]]).await;
    drop(under_way);
    let answer = post(&mock, "/files/cloud", &body("http://127.0.0.1:1/", "")).await;
    assert_eq!(answer.json()["code"], 30009);
}
