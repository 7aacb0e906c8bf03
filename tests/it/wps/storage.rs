//! Storage addresses: to whom they open, and for how long.

use std::time::Duration;

use axum::http::StatusCode;
use expect_test::expect;
use mockdrive::sandbox::Auth;

use super::{
    alice,
    downloads::{fetch, url},
};
use crate::support::{Mock, refusals};

const HELLO: &str = "GET /v7/drives/<alice's drive in WPS>/files/<hello.txt in WPS>/download";

#[tokio::test]
async fn a_part_is_sent_and_a_client_with_another_file_gets_the_whole() {
    let mock = Mock::new();
    let address = url(&alice(&mock, HELLO, "").await);
    let tag = fetch(&mock, &address).await.header("etag").to_owned();
    for (headers, status, body, range) in [
        ("Range: bytes=7-", StatusCode::PARTIAL_CONTENT, "mockdrive!\n", "bytes 7-17/18"),
        ("Range: bytes=-2", StatusCode::PARTIAL_CONTENT, "!\n", "bytes 16-17/18"),
        (&format!("Range: bytes=0-4\nIf-Range: {tag}"), StatusCode::PARTIAL_CONTENT, "Hello", "bytes 0-4/18"),
        ("Range: bytes=0-4\nIf-Range: \"other\"", StatusCode::OK, "Hello, mockdrive!\n", ""),
    ] {
        let answer = mock.send(&format!("GET {address}\nAuthorization: Bearer alice-token\n{headers}")).await;
        let body = (answer.status, &*answer.body) == (status, body.as_bytes());
        assert!(body && answer.header("content-range") == range, "{headers}: {answer}");
    }
}

#[tokio::test]
async fn an_address_opens_to_nobody_else() {
    let mock = Mock::new();
    let address = url(&alice(&mock, HELLO, "").await);
    let body = r#"{"size":1,"name":"a","hashes":[{"type":"md5","sum":"0cc175b9c0f1b6a831c399e269772661"}]}"#;
    let request = "POST /v7/drives/<alice's drive in WPS>/files/0/request_upload";
    let upload = alice(&mock, request, body).await.json()["data"]["store_request"]["url"].clone();
    let upload = upload.as_str().and_then(|url| url.strip_prefix("http://mock.test")).expect("on the mock");
    refusals(
        &mock,
        [
            ("no token", format!("GET {address}")),
            ("an unknown token", format!("GET {address}\nAuthorization: Bearer nothing")),
            ("somebody else's token", format!("GET {address}\nAuthorization: Bearer bob-token")),
            ("no token to write with", format!("PUT {upload}\n\na")),
            (
                "somebody else's token to write with",
                format!("PUT {upload}\nAuthorization: Bearer bob-token\n\na"),
            ),
            ("an address to write to", format!("GET {upload}\nAuthorization: Bearer alice-token")),
            ("an address to read from", format!("PUT {address}\nAuthorization: Bearer alice-token\n\na")),
            ("an address that was made up", format!("GET {address}A\nAuthorization: Bearer alice-token")),
            (
                "a range behind the end",
                format!("GET {address}\nAuthorization: Bearer alice-token\nRange: bytes=18-"),
            ),
            ("another method", format!("DELETE {address}\nAuthorization: Bearer alice-token")),
        ],
        expect![[r#"
            no token: 403 {"result":"userNotLogin"}
            an unknown token: 403 {"result":"userNotLogin"}
            somebody else's token: 403 {"result":"userNotLogin"}
            no token to write with: 403 {"result":"userNotLogin"}
            somebody else's token to write with: 403 {"result":"userNotLogin"}
            an address to write to: 405 {"code":405000001,"more":{"code":405000001,"msg":"The path is served with other methods."},"msg":"不支持的请求方法"}
            an address to read from: 405 {"code":405000001,"more":{"code":405000001,"msg":"The path is served with other methods."},"msg":"不支持的请求方法"}
            an address that was made up: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no storage address `AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAAABm3ypjIgAAAAAAAAAAgAAAAAAAAABCv4qu7E7l8heCKsKlKvFEgA`."},"msg":"资源不存在"}
            a range behind the end: 416 {"code":416000001,"more":{"code":416000001,"msg":"The file has no such range."},"msg":"请求范围无效"}
            another method: 405 {"code":405000001,"more":{"code":405000001,"msg":"The path is served with other methods."},"msg":"不支持的请求方法"}
        "#]],
    )
    .await;
    let mut settings = mock.sandbox().settings().as_ref().clone();
    settings.auth = Auth::Lenient;
    mock.sandbox().set_settings(settings);
    assert_eq!(mock.send(&format!("GET {address}")).await.status, StatusCode::OK);
    let other = format!("GET {address}\nAuthorization: Bearer bob-token");
    assert_eq!(mock.send(&other).await.status, StatusCode::OK, "in lenient mode");
}

#[tokio::test]
async fn who_signed_in_by_a_cookie_needs_no_header() {
    let mock = Mock::new();
    let address = url(&alice(&mock, HELLO, "").await);
    let cookie =
        async |token: &str| mock.send(&format!("GET {address}\nCookie: wps_sid={token}")).await.status;
    assert_eq!(cookie("alice-token").await, StatusCode::OK);
    assert_eq!(cookie("bob-token").await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_address_lives_for_ever_unless_a_test_wants_otherwise() {
    let mock = Mock::new();
    let address = url(&alice(&mock, HELLO, "").await);
    mock.advance(Duration::from_hours(24 * 365));
    assert_eq!(fetch(&mock, &address).await.status, StatusCode::OK);
    let mock = Mock::with(|settings| settings.wps_address_seconds = Some(60));
    let address = url(&alice(&mock, HELLO, "").await);
    mock.advance(Duration::from_millis(59_999));
    assert_eq!(fetch(&mock, &address).await.status, StatusCode::OK);
    mock.advance(Duration::from_millis(1));
    expect![[r#"403 {"code":403000001,"more":{"code":403000001,"msg":"The storage address has expired."},"msg":"无权限"}"#]].assert_eq(&fetch(&mock, &address).await.line());
}

#[tokio::test]
async fn a_file_that_is_gone_is_not_sent() {
    let mock = Mock::new();
    let address = url(&alice(&mock, HELLO, "").await);
    let delete = "POST /v7/drives/<alice's drive in WPS>/files/<hello.txt in WPS>/delete";
    assert_eq!(alice(&mock, delete, "{}").await.status, StatusCode::OK);
    expect![[r#"400 {"code":400008009,"more":{"code":400008009,"msg":"It is in the recycle bin."},"msg":"文件不存在"}"#]].assert_eq(&fetch(&mock, &address).await.line());
}
