//! Uploads in one step, as older private deployments have them.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use expect_test::expect;

use super::{sign::Draft, uploads::FILES};
use crate::support::{Mock, refusals};

/// A signed request that uploads in one step.
fn single(query: &str, bytes: &str) -> Draft {
    let path = format!("/graph{FILES}/0/upload{query}");
    Draft { content_type: Some("application/octet-stream"), ..Draft::to(Method::POST, &path, bytes) }
}

#[tokio::test]
async fn one_step_makes_a_file_in_older_private_deployments() {
    let mock = Mock::new();
    let answer = single("?name=hello.txt&size=5", "bytes").send(&mock).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767323045,
            "drive_id": "<alice's drive in WPS>",
            "hash": {
              "sum": "daf529a73101c2be626b99fc6938163e7a27620b",
              "type": "s2s"
            },
            "id": "4DOCw9y2ZcN61e1frLjQv56NVqzPzzrHj",
            "link_id": "c2kBxXtMXL6n",
            "link_url": "https://www.kdocs.cn/l/c2kBxXtMXL6n",
            "modified_by": "<alice's identity in WPS>",
            "mtime": 1767323045,
            "name": "hello(1).txt",
            "parent_id": "0",
            "size": 5,
            "type": "file",
            "version": 1
          },
          "detail": "",
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    let large = "x".repeat(17 << 20);
    let answer = single(&format!("?name=large&size={}", large.len()), &large).send(&mock).await;
    assert_eq!(answer.json()["data"]["size"], large.len(), "it is not read for its signature");
    refusals(
        &mock,
        [
            ("no name", single("?size=5", "bytes")),
            ("no size", single("?name=a", "bytes")),
            ("a size that is none", single("?name=a&size=x", "bytes")),
            ("a negative size", single("?name=a&size=-1", "bytes")),
            ("too few bytes", single("?name=a&size=6", "bytes")),
            ("too many bytes", single("?name=a&size=4", "bytes")),
            ("a name that no file has", single("?name=..&size=5", "bytes")),
            ("more than the drive holds", single("?name=a&size=1125899906842624", "bytes")),
            ("a stranger", single("?name=a&size=5", "bytes").by("bob-token")),
        ],
        expect![[r#"
            no name: 400 {"code":400000004,"detail":"name is missing.","msg":"请求参数不支持"}
            no size: 400 {"code":400000004,"detail":"size is missing.","msg":"请求参数不支持"}
            a size that is none: 400 {"code":400000002,"detail":"size is no number.","msg":"请求参数格式有误"}
            a negative size: 400 {"code":400000003,"detail":"size is negative.","msg":"请求参数取值无效"}
            too few bytes: 400 {"code":400007015,"detail":"The bytes are not as many as were announced.","msg":"上传内容不完整"}
            too many bytes: 400 {"code":400007015,"detail":"The bytes are not as many as were announced.","msg":"上传内容不完整"}
            a name that no file has: 400 {"code":400000003,"detail":"No drive can hold this name.","msg":"请求参数取值无效"}
            more than the drive holds: 403 {"code":403008014,"detail":"1125899906842624 bytes are needed and 1099493750909 are left.","msg":"空间不足"}
            a stranger: 403 {"code":403000001,"detail":"File `0`: It lies in a drive that the caller cannot reach.","msg":"无权限"}
        "#]],
    )
    .await;
    let public = Request::builder().method(Method::POST).uri("/v7/drives/x/files/0/upload?name=a&size=1");
    let answer = mock.call(public.body(Body::from("x")).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "the public cloud has no such call");
}
