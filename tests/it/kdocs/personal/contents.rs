//! Download addresses: without credentials, for half an hour, also in parts.

use std::time::Duration;

use expect_test::expect;

use super::{super::HELLO, alice, create, get, open_id, text};
use crate::support::{Answer, Mock, refusals};

fn url(answer: &Answer) -> String {
    let url = answer.json()["data"]["url"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned();
    url.strip_prefix("http://mock.test").expect("ours").to_owned()
}

fn headers(answer: &Answer) -> String {
    let shown = [
        "accept-ranges",
        "content-disposition",
        "content-length",
        "content-range",
        "content-type",
        "etag",
        "last-modified",
    ];
    let lines = shown.iter().filter(|name| answer.headers.contains_key(**name));
    let lines: Vec<_> = lines.map(|name| format!("{name}: {}", answer.header(name))).collect();
    format!("{}\n{}\n{}", answer.status, lines.join("\n"), String::from_utf8_lossy(&answer.body))
}

#[tokio::test]
async fn an_address_opens_the_file_without_credentials() {
    let mock = Mock::new();
    let answer = get(&mock, &format!("/files/{HELLO}/download")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "checksums": {
              "sha1": "26b2e58eec7df0d276b2f5a724b218efcfac4b6c"
            },
            "fsize": 18,
            "url": "http://mock.test/api/v1/download/AAAAAAAAAAIAAAAAAAAAAQAAAZt8xQPII-PjQ_KboDPwv5qltW02eA"
          }
        }"#]]
    .assert_eq(&answer.to_string());
    let url = url(&answer);
    expect![[r#"
        200 OK
        accept-ranges: bytes
        content-disposition: attachment; filename="hello.txt"; filename*=UTF-8''hello.txt
        content-length: 18
        content-type: text/plain
        etag: "tJolUFBN4lTj7FtbHaVdUFU.1"
        last-modified: Thu, 01 Jan 2026 08:00:00 GMT
        Hello, mockdrive!
    "#]]
    .assert_eq(&headers(&mock.send(&format!("GET {url}")).await));
    expect![[r#"
        206 Partial Content
        accept-ranges: bytes
        content-disposition: attachment; filename="hello.txt"; filename*=UTF-8''hello.txt
        content-length: 9
        content-range: bytes 7-15/18
        content-type: text/plain
        etag: "tJolUFBN4lTj7FtbHaVdUFU.1"
        last-modified: Thu, 01 Jan 2026 08:00:00 GMT
        mockdrive"#]]
    .assert_eq(&headers(&mock.send(&format!("GET {url}\nRange: bytes=7-15")).await));
    let tag = mock.send(&format!("GET {url}")).await.header("etag").to_owned();
    let same = mock.send(&format!("GET {url}\nRange: bytes=7-15\nIf-Range: {tag}")).await;
    let other = mock.send(&format!("GET {url}\nRange: bytes=7-15\nIf-Range: \"other\"")).await;
    assert_eq!((same.status.as_u16(), other.status.as_u16()), (206, 200));
    let readonly = mock.send(&text("readonly-token", &format!("GET /files/{HELLO}/download"), "")).await;
    assert_eq!(readonly.status, 200, "it changes nothing");
}

#[tokio::test]
async fn an_address_keeps_its_version_and_ends_after_half_an_hour() {
    let mock = Mock::new();
    let url = url(&get(&mock, &format!("/files/{HELLO}/download")).await);
    mock.send("PUT /v1.0/me/drive/items/<hello.txt>/content\nAuthorization: Bearer alice-token\n\nnew").await;
    assert_eq!(mock.send(&format!("GET {url}")).await.body, b"Hello, mockdrive!\n");
    mock.advance(Duration::from_secs(1799));
    assert_eq!(mock.send(&format!("GET {url}")).await.status, 200);
    let range = format!("GET {url}\nRange: bytes=18-");
    let nothing = mock.send(&range).await;
    assert_eq!(nothing.header("content-range"), "bytes */18");
    let forged = format!("GET {}", url.replacen("/AAAAAAAA", "/BAAAAAAA", 1));
    let graph =
        mock.send("GET /v1.0/me/drive/items/<hello.txt>/content\nAuthorization: Bearer alice-token").await;
    let of_graph = graph.header("location").rsplit('/').next().expect("a segment").to_owned();
    let rows = [
        ("a range behind the end", range),
        ("a forged address", forged),
        ("one of Graph", format!("GET /api/v1/download/{of_graph}")),
    ];
    refusals(&mock, rows, expect![[r#"
        a range behind the end: 416 {"code":10001,"hint":"the file has no such range","message":"InvalidArgument","msg":"InvalidArgument"}
        a forged address: 404 {"code":30012,"hint":"BAAAAAAAAAIAAAAAAAAAAQAAAZt8xQPII-PjQ_KboDPwv5qltW02eA","message":"FileNotExists","msg":"FileNotExists"}
        one of Graph: 404 {"code":30012,"hint":"download.aspx","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
    mock.advance(Duration::from_secs(1));
    refusals(&mock, [("too late", format!("GET {url}"))], expect![[r#"
        too late: 403 {"code":10003,"hint":"the address has expired","message":"PermissionDenied","msg":"PermissionDenied"}
    "#]]).await;
}

#[tokio::test]
async fn an_address_of_a_deleted_file_opens_nothing() {
    let mock = Mock::new();
    let url = url(&get(&mock, &format!("/files/{HELLO}/download")).await);
    mock.send(&alice(&format!("DELETE /files/{HELLO}"), "")).await;
    refusals(
        &mock,
        [("deleted", format!("GET {url}"))],
        expect![[r#"
        deleted: 404 {"code":30012,"hint":"","message":"FileNotExists","msg":"FileNotExists"}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn what_has_no_content_has_no_address() {
    let mock = Mock::new();
    let sheet = create(&mock, r#"{"filename": "a.ksheet"}"#).await;
    let photos = open_id(&mock, "/Photos").await;
    let bobs = mock.id("kdocs_open_id", "bob", "/todo.txt").await;
    let rows = [
        ("an online document", sheet),
        ("a directory", photos),
        ("bob's", bobs),
        ("nonsense", "nonsense".into()),
    ];
    refusals(
        &mock,
        rows.map(|(what, id)| (what, alice(&format!("GET /files/{id}/download"), ""))),
        expect![[r#"
            an online document: 400 {"code":30006,"hint":"6dBxnuGjvNS2y7w0gfOwssr0i7WAE0GzMZTep9szuBQ is an online document and cannot be downloaded","message":"OnlineFileType","msg":"OnlineFileType"}
            a directory: 400 {"code":10001,"hint":"a file is needed here and this is a directory","message":"InvalidArgument","msg":"InvalidArgument"}
            bob's: 404 {"code":30012,"hint":"<open id of todo.txt>","message":"FileNotExists","msg":"FileNotExists"}
            nonsense: 404 {"code":30012,"hint":"nonsense","message":"FileNotExists","msg":"FileNotExists"}
        "#]],
    )
    .await;
    refusals(&mock, [("no token", text("", &format!("GET /files/{HELLO}/download"), ""))], expect![[r#"
        no token: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
    "#]])
        .await;
}
