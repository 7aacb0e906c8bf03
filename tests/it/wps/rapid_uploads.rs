//! Uploads that name a content instead of sending it.

use axum::http::{Method, StatusCode};
use expect_test::expect;
use serde_json::{Value, json};

use super::{
    alice, request,
    sign::Draft,
    uploads::{FILES, hash},
};
use crate::support::{Mock, refusals};

/// A mock in which bob has a file of one mebibyte, and that file's content.
async fn seeded() -> (Mock, String) {
    let mock = Mock::new();
    let text = "x".repeat(1 << 20);
    let put =
        format!("PUT /v1.0/me/drive/root:/large.bin:/content\nAuthorization: Bearer bob-token\n\n{text}");
    assert_eq!(mock.send(&put).await.status, StatusCode::CREATED);
    (mock, text)
}

fn asked(text: &str) -> Value {
    json!({
        "size": text.len(), "name": "mine.bin", "hashes": [hash("sha256", text), hash("md5", text)],
        "proof": { "code": "c0de", "token": "token" },
    })
}

#[tokio::test]
async fn a_content_that_somebody_has_need_not_be_sent() {
    let (mock, text) = seeded().await;
    let answer = alice(&mock, &format!("POST {FILES}/0/rapid_upload"), &asked(&text).to_string()).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767323045,
            "drive_id": "<alice's drive in WPS>",
            "hash": {
              "sum": "e37f4d5be56713044d62525e406d250a722647d6",
              "type": "sha1"
            },
            "id": "1bbdMnKAKhnFFoArn5pV3u9V7Wy5vorRs",
            "link_id": "cINLz02hrIwp",
            "link_url": "https://www.kdocs.cn/l/cINLz02hrIwp",
            "modified_by": "<alice's identity in WPS>",
            "mtime": 1767323045,
            "name": "mine.bin",
            "parent_id": "0",
            "shared": false,
            "size": 1048576,
            "type": "file",
            "version": 1
          },
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    let mut body = asked(&text);
    body["file_id"] = mock.id("wps", "alice", "/hello.txt").await.into();
    let file = alice(&mock, &format!("POST {FILES}/0/rapid_upload"), &body.to_string()).await.json();
    assert_eq!((&file["data"]["name"], &file["data"]["version"]), (&"hello.txt".into(), &2.into()));
}

#[tokio::test]
async fn small_files_are_taken_in_private_deployments() {
    let mock = Mock::new();
    let hello = "Hello, mockdrive!\n";
    let body =
        json!({ "size": hello.len(), "name": "again.txt", "hashes": [hash("sha256", hello)] }).to_string();
    let path = format!("/graph{FILES}/0/rapid_upload");
    let answer = Draft::to(Method::POST, &path, &body).send(&mock).await;
    assert_eq!(answer.json()["data"]["name"], "again.txt", "{answer}");
    let public = asked(hello).to_string();
    let line = format!("POST {FILES}/0/rapid_upload");
    refusals(&mock, [("in the public cloud", request("alice-token", &line, &public))], expect![[r#"
        in the public cloud: 403 {"code":403008065,"more":{"code":403008065,"msg":"Files below 1048576 bytes have to be sent."},"msg":"文件不支持秒传操作"}
    "#]])
        .await;
}

#[tokio::test]
async fn contents_are_refused_that_nobody_has_or_that_are_named_badly() {
    let (mock, text) = seeded().await;
    let with = |member: &str, value: Value| {
        let mut body = asked(&text);
        body[member] = value;
        request("alice-token", &format!("POST {FILES}/0/rapid_upload"), &body.to_string())
    };
    let rows = [
        ("an unknown content", with("hashes", json!([hash("sha256", "other")]))),
        ("another size", with("size", ((1 << 20) + 1).into())),
        ("another MD5", with("hashes", json!([hash("sha256", &text), hash("md5", "other")]))),
        ("no SHA-256", with("hashes", json!([hash("md5", &text)]))),
        ("no proof", with("proof", Value::Null)),
        ("a proof without a token", with("proof", json!({ "code": "x" }))),
        ("no name", with("name", Value::Null)),
        ("replace", with("on_name_conflict", "replace".into())),
        ("an unknown file", with("file_id", "nothing".into())),
    ];
    refusals(&mock, rows, expect![[r#"
        an unknown content: 403 {"code":403008065,"more":{"code":403008065,"msg":"No file has this content."},"msg":"文件不支持秒传操作"}
        another size: 403 {"code":403008065,"more":{"code":403008065,"msg":"No file has this content."},"msg":"文件不支持秒传操作"}
        another MD5: 403 {"code":403008065,"more":{"code":403008065,"msg":"No file has this content."},"msg":"文件不支持秒传操作"}
        no SHA-256: 400 {"code":400000004,"more":{"code":400000004,"msg":"hashes needs a sha256."},"msg":"请求参数不支持"}
        no proof: 400 {"code":400000004,"more":{"code":400000004,"msg":"proof is missing."},"msg":"请求参数不支持"}
        a proof without a token: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `token` at line 1 column 197."},"msg":"请求参数格式有误"}
        no name: 400 {"code":400008015,"more":{"code":400008015,"msg":"The name is empty."},"msg":"文件名为空"}
        replace: 400 {"code":400000004,"more":{"code":400000004,"msg":"on_name_conflict is none of rename, overwrite."},"msg":"请求参数不支持"}
        an unknown file: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `nothing`: There is no such file or folder."},"msg":"文件不存在"}
    "#]]).await;
}
