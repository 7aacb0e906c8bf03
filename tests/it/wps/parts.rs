//! Uploads in parts.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use expect_test::expect;
use serde_json::{Value, json};

use super::{
    alice, app_token,
    downloads::{fetch, url},
    request,
    sign::Draft,
    uploads::{FILES, hash, put},
};
use crate::support::{Answer, Mock, refusals};

const TEXT: &str = "Hello in parts.";

/// A mock whose parts have six bytes.
fn mock() -> Mock {
    Mock::with(|settings| settings.wps_part_bytes = 6)
}

fn asked() -> Value {
    json!({ "size": TEXT.len(), "name": "parts.txt", "mode": "sequential", "hashes": [hash("sha256", TEXT)] })
}

async fn create(mock: &Mock, body: &Value) -> Answer {
    alice(mock, &format!("POST {FILES}/0/create_multipart_upload_task"), &body.to_string()).await
}

/// The id and the address of a new upload.
fn opened(answer: &Answer) -> (String, String) {
    let data = answer.json()["data"].clone();
    let id = data["upload_id"].as_str().unwrap_or_else(|| panic!("no upload: {answer}")).to_owned();
    let address = data["upload_addr"].as_str().and_then(|url| url.strip_prefix("http://mock.test"));
    (id, address.expect("on the mock").to_owned())
}

async fn commit(mock: &Mock, id: &str) -> Answer {
    alice(mock, &format!("POST /v7/multipart_upload_tasks/{id}/commit"), "{}").await
}

#[tokio::test]
async fn parts_become_a_file() {
    let mock = mock();
    let answer = create(&mock, &asked()).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "part_count": 3,
            "part_size": 6,
            "upload_addr": "http://mock.test/v7/storage/AAAAAAAAAAMAAAAAAAAAAAAAAAAAAAABAAABm3ypjIgAAAAAAAAAAQAAAAAAAAAGZPoBcBt7sAFgNXZAh_O02Q",
            "upload_id": "Ci41W8x1vcADP5UQK3AZ8Q7my2eNPnVrc"
          },
          "msg": "success"
        }"#]].assert_eq(&answer.to_string());
    let (id, address) = opened(&answer);
    for (query, part, tag) in [
        ("?part_number=1", "Hello ", "\"d1a7fb5eab1c16cb4f7cf341cf188c3d\""),
        ("", "in par", ""),
        ("?part_number=3", "ts.", ""),
        ("?part_number=3", "ts.", ""),
    ] {
        let stored = put(&mock, &format!("{address}{query}"), part).await;
        assert_eq!(stored.status, StatusCode::OK, "{part}: {stored}");
        assert!(tag.is_empty() || stored.header("etag") == tag, "{}", stored.header("etag"));
    }
    let answer = commit(&mock, &id).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767323045,
            "drive_id": "<alice's drive in WPS>",
            "hash": {
              "sum": "b1a8f98e0c3d9a9db4aa232cc8a1233310721237",
              "type": "sha1"
            },
            "id": "4DOCw9y2ZcN61e1frLjQv56NVqzPzzrHj",
            "link_id": "c2kBxXtMXL6n",
            "link_url": "https://www.kdocs.cn/l/c2kBxXtMXL6n",
            "modified_by": "<alice's identity in WPS>",
            "mtime": 1767323045,
            "name": "parts.txt",
            "parent_id": "0",
            "shared": false,
            "size": 15,
            "type": "file",
            "version": 1
          },
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    let file = answer.json()["data"]["id"].as_str().expect("an id").to_owned();
    let address = url(&alice(&mock, &format!("GET {FILES}/{file}/download"), "").await);
    assert_eq!(fetch(&mock, &address).await.body, TEXT.as_bytes());
}

#[tokio::test]
async fn parts_have_five_mebibytes_unless_a_test_wants_otherwise() {
    let mock = Mock::new();
    for (size, count) in [(0, 1), (1, 1), (5 << 20, 1), ((5 << 20) + 1, 2)] {
        let mut body = asked();
        body["size"] = size.into();
        let data = create(&mock, &body).await.json()["data"].clone();
        assert_eq!((&data["part_count"], &data["part_size"]), (&count.into(), &5_242_880.into()), "{size}");
    }
}

#[tokio::test]
async fn parts_are_refused_that_do_not_fit() {
    let mock = mock();
    let (_, address) = opened(&create(&mock, &asked()).await);
    put(&mock, &address, "Hello ").await;
    let part = |query: &str, bytes: &str| {
        format!("PUT {address}{query}\nAuthorization: Bearer alice-token\n\n{bytes}")
    };
    let rows = [
        ("the first one again", part("?part_number=1", "Hello ")),
        ("the last one too early", part("?part_number=3", "ts.")),
        ("part 0", part("?part_number=0", "in par")),
        ("part -1", part("?part_number=-1", "in par")),
        ("a part that the file does not have", part("?part_number=4", "in par")),
        ("no number", part("?part_number=x", "in par")),
        ("too few bytes", part("?part_number=2", "in pa")),
        ("too many bytes", part("?part_number=2", "in part")),
        ("no bytes", part("", "")),
        ("somebody else's", format!("PUT {address}\nAuthorization: Bearer bob-token\n\nin par")),
    ];
    refusals(&mock, rows, expect![[r#"
        the first one again: 400 {"code":400000003,"more":{"code":400000003,"msg":"Part 2 is the next one, not part 1."},"msg":"请求参数取值无效"}
        the last one too early: 400 {"code":400000003,"more":{"code":400000003,"msg":"Part 2 is the next one, not part 3."},"msg":"请求参数取值无效"}
        part 0: 400 {"code":400000003,"more":{"code":400000003,"msg":"There are 3 parts, and no part 0."},"msg":"请求参数取值无效"}
        part -1: 400 {"code":400000003,"more":{"code":400000003,"msg":"part_number counts from 1."},"msg":"请求参数取值无效"}
        a part that the file does not have: 400 {"code":400000003,"more":{"code":400000003,"msg":"There are 3 parts, and no part 4."},"msg":"请求参数取值无效"}
        no number: 400 {"code":400000002,"more":{"code":400000002,"msg":"part_number is no number."},"msg":"请求参数格式有误"}
        too few bytes: 400 {"code":400007015,"more":{"code":400007015,"msg":"The bytes are not as many as were announced."},"msg":"上传内容不完整"}
        too many bytes: 400 {"code":400007015,"more":{"code":400007015,"msg":"The bytes are not as many as were announced."},"msg":"上传内容不完整"}
        no bytes: 400 {"code":400007015,"more":{"code":400007015,"msg":"The bytes are not as many as were announced."},"msg":"上传内容不完整"}
        somebody else's: 403 {"result":"userNotLogin"}
    "#]]).await;
}

#[tokio::test]
async fn requests_for_uploads_in_parts_are_refused() {
    let mock = mock();
    let with = |member: &str, value: Value| {
        let mut body = asked();
        body[member] = value;
        request("alice-token", &format!("POST {FILES}/0/create_multipart_upload_task"), &body.to_string())
    };
    let rows = [
        ("no mode", with("mode", Value::Null)),
        ("parallel", with("mode", "parallel".into())),
        ("no SHA-256", with("hashes", json!([hash("md5", TEXT)]))),
        ("no hashes", with("hashes", json!([]))),
        ("fail", with("on_name_conflict", "fail".into())),
        ("another scene", with("upload_scene", "x".into())),
        ("an empty name", with("name", "".into())),
        ("a delegate of a person", with("delegate_user_id", "1690375745".into())),
        ("more than the drive holds", with("size", (1_u64 << 50).into())),
    ];
    refusals(&mock, rows, expect![[r#"
        no mode: 400 {"code":400000004,"more":{"code":400000004,"msg":"mode is missing."},"msg":"请求参数不支持"}
        parallel: 400 {"code":400000004,"more":{"code":400000004,"msg":"mode: \"parallel\" is not supported."},"msg":"请求参数不支持"}
        no SHA-256: 400 {"code":400000004,"more":{"code":400000004,"msg":"hashes needs a sha256."},"msg":"请求参数不支持"}
        no hashes: 400 {"code":400000004,"more":{"code":400000004,"msg":"hashes needs a sha256."},"msg":"请求参数不支持"}
        fail: 400 {"code":400000004,"more":{"code":400000004,"msg":"on_name_conflict is none of rename, overwrite."},"msg":"请求参数不支持"}
        another scene: 400 {"code":400000004,"more":{"code":400000004,"msg":"upload_scene: \"x\" is not known."},"msg":"请求参数不支持"}
        an empty name: 400 {"code":400008015,"more":{"code":400008015,"msg":"The name is empty."},"msg":"文件名为空"}
        a delegate of a person: 400 {"code":400000004,"more":{"code":400000004,"msg":"delegate_user_id is for tokens of applications."},"msg":"请求参数不支持"}
        more than the drive holds: 403 {"code":403008014,"more":{"code":403008014,"msg":"1125899906842624 bytes are needed and 1099511576706 are left."},"msg":"空间不足"}
    "#]]).await;
}

#[tokio::test]
async fn uploads_in_parts_end_once() {
    let mock = mock();
    let (id, address) = opened(&create(&mock, &asked()).await);
    let end = |id: &str, how: &str, token: &str| {
        request(token, &format!("POST /v7/multipart_upload_tasks/{id}/{how}"), "{}")
    };
    refusals(
        &mock,
        [
            ("a commit before the parts came", end(&id, "commit", "alice-token")),
            ("somebody else's commit", end(&id, "commit", "bob-token")),
            ("somebody else aborts", end(&id, "abort", "bob-token")),
            ("an unknown upload", end("nothing", "commit", "alice-token")),
            ("an unknown upload to abort", end("nothing", "abort", "alice-token")),
            (
                "the commit of another kind of uploads",
                request(
                    "alice-token",
                    &format!("POST {FILES}/0/commit_upload"),
                    &json!({ "upload_id": id }).to_string(),
                ),
            ),
        ],
        expect![[r#"
            a commit before the parts came: 403 {"code":403008009,"more":{"code":403008009,"msg":"Bytes are missing."},"msg":"文件未完成上传"}
            somebody else's commit: 404 {"code":404007003,"more":{"code":404007003,"msg":"There is no such upload in parts."},"msg":"分块上传任务不存在"}
            somebody else aborts: 404 {"code":404007003,"more":{"code":404007003,"msg":"There is no such upload in parts."},"msg":"分块上传任务不存在"}
            an unknown upload: 404 {"code":404007003,"more":{"code":404007003,"msg":"There is no such upload in parts."},"msg":"分块上传任务不存在"}
            an unknown upload to abort: 404 {"code":404007003,"more":{"code":404007003,"msg":"There is no such upload in parts."},"msg":"分块上传任务不存在"}
            the commit of another kind of uploads: 400 {"code":400000003,"more":{"code":400000003,"msg":"There is no such upload, or it was committed."},"msg":"请求参数取值无效"}
        "#]],
    )
    .await;
    for part in ["Hello ", "in par", "ts?"] {
        put(&mock, &address, part).await;
    }
    refusals(&mock, [("other bytes than announced", end(&id, "commit", "alice-token"))], expect![[r#"
        other bytes than announced: 400 {"code":400007014,"more":{"code":400007014,"msg":"The bytes do not have the digests that were announced."},"msg":"请求或文件内容与散列值不一致"}
    "#]])
        .await;
    let answer = alice(&mock, &format!("POST /v7/multipart_upload_tasks/{id}/abort"), "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    refusals(
        &mock,
        [
            ("a commit after the end", end(&id, "commit", "alice-token")),
            ("an end after the end", end(&id, "abort", "alice-token")),
            ("a part after the end", format!("PUT {address}\nAuthorization: Bearer alice-token\n\nHello ")),
        ],
        expect![[r#"
            a commit after the end: 404 {"code":404007003,"more":{"code":404007003,"msg":"There is no such upload in parts."},"msg":"分块上传任务不存在"}
            an end after the end: 404 {"code":404007003,"more":{"code":404007003,"msg":"There is no such upload in parts."},"msg":"分块上传任务不存在"}
            a part after the end: 404 {"code":404007003,"more":{"code":404007003,"msg":"There is no such upload in parts."},"msg":"分块上传任务不存在"}
        "#]],
    )
    .await;
    let (id, address) = opened(&create(&mock, &asked()).await);
    for part in ["Hello ", "in par", "ts."] {
        put(&mock, &address, part).await;
    }
    assert_eq!(commit(&mock, &id).await.status, StatusCode::OK);
    refusals(&mock, [("a second commit", end(&id, "commit", "alice-token"))], expect![[r#"
        a second commit: 404 {"code":404007003,"more":{"code":404007003,"msg":"There is no such upload in parts."},"msg":"分块上传任务不存在"}
    "#]]).await;
}

#[tokio::test]
async fn merging_takes_as_long_as_a_test_wants() {
    let mock = Mock::with(|settings| settings.wps_merge_millis = 2000);
    let body = json!({ "size": 1, "name": "a", "mode": "sequential", "hashes": [hash("sha256", "x")] });
    let (id, address) = opened(&create(&mock, &body).await);
    put(&mock, &address, "x").await;
    mock.advance(Duration::from_hours(1));
    expect![[r#"409 {"code":409007001,"more":{"code":409007001,"msg":"Commit again in 2 seconds."},"msg":"分块上传合并块任务进行中"}"#]].assert_eq(&commit(&mock, &id).await.line());
    mock.advance(Duration::from_millis(1999));
    assert_eq!(commit(&mock, &id).await.status, StatusCode::CONFLICT);
    mock.advance(Duration::from_millis(1));
    assert_eq!(commit(&mock, &id).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_application_lets_a_person_send_the_parts() {
    let mock = mock();
    let token = app_token(&mock).await;
    let line = format!("POST {FILES}/0/create_multipart_upload_task");
    let mut body = asked();
    body["delegate_user_id"] = "1690375745".into();
    let (id, address) = opened(&mock.send(&request(&token, &line, &body.to_string())).await);
    let by_app = mock.send(&format!("PUT {address}\nAuthorization: Bearer {token}\n\nHello ")).await;
    assert_eq!(by_app.status, StatusCode::FORBIDDEN, "{by_app}");
    for part in ["Hello ", "in par", "ts."] {
        assert_eq!(put(&mock, &address, part).await.status, StatusCode::OK);
    }
    assert_eq!(commit(&mock, &id).await.status, StatusCode::NOT_FOUND, "the upload is the application's");
    let commit = format!("POST /v7/multipart_upload_tasks/{id}/commit");
    let file = mock.send(&request(&token, &commit, "{}")).await.json();
    assert_eq!(file["data"]["created_by"]["type"], "sp", "{file}");
    body["delegate_user_id"] = "nobody".into();
    let rows = [("an unknown delegate", request(&token, &line, &body.to_string()))];
    refusals(&mock, rows, expect![[r#"
        an unknown delegate: 400 {"code":400001006,"more":{"code":400001006,"msg":"User `nobody` is unknown."},"msg":"用户不存在"}
    "#]]).await;
}

#[tokio::test]
async fn private_deployments_need_no_mode_and_no_digest() {
    let mock = mock();
    let body = json!({ "size": 1, "name": "a" }).to_string();
    let path = format!("/graph{FILES}/0/create_multipart_upload_task");
    let answer = Draft::to(Method::POST, &path, &body).send(&mock).await;
    let (id, address) = opened(&answer);
    assert!(address.starts_with("/graph/v7/storage/"), "{address}");
    assert_eq!(put(&mock, &address, "x").await.status, StatusCode::OK);
    let path = format!("/graph/v7/multipart_upload_tasks/{id}/commit");
    let answer = Draft::to(Method::POST, &path, "{}").send(&mock).await;
    assert_eq!(answer.json()["data"]["hash"]["type"], "s2s", "{answer}");
}
