//! Bodies and ids that `batch_get_meta` refuses; nothing changes then.

use axum::http::{Method, StatusCode};
use expect_test::expect;
use mockdrive::world::{Actor, World};

use super::{refuses, sign::Draft};
use crate::support::Mock;

#[tokio::test]
async fn other_content_types_are_refused() {
    refuses(
        Draft { content_type: Some("text/plain"), ..Draft::files(&["x"]) },
        expect![[r#"
        415 Unsupported Media Type
        {
          "code": 415000001,
          "detail": "Content-Type must be application/json; it is \"text/plain\".",
          "msg": "不支持的 ContentType"
        }"#]],
    )
    .await;
    let form = Some("application/x-www-form-urlencoded");
    refuses(
        Draft { content_type: form, ..Draft::files(&["x"]) },
        expect![[r#"
        415 Unsupported Media Type
        {
          "code": 415000001,
          "detail": "Content-Type must be application/json; it is \"application/x-www-form-urlencoded\".",
          "msg": "不支持的 ContentType"
        }"#]],
    )
    .await;
    refuses(
        Draft { content_type: None, ..Draft::files(&["x"]) },
        expect![[r#"
        415 Unsupported Media Type
        {
          "code": 415000001,
          "detail": "Content-Type must be application/json; it is \"\".",
          "msg": "不支持的 ContentType"
        }"#]],
    )
    .await;
}

#[tokio::test]
async fn bodies_that_are_not_a_json_object_are_refused() {
    refuses(
        Draft::body(""),
        expect![[r#"
        400 Bad Request
        {
          "code": 400000002,
          "detail": "The body is not a JSON object.",
          "msg": "请求参数格式有误"
        }"#]],
    )
    .await;
    refuses(
        Draft::body(r#"{"file_ids":["x""#),
        expect![[r#"
        400 Bad Request
        {
          "code": 400000002,
          "detail": "The body is wrong: EOF while parsing a list at line 1 column 16.",
          "msg": "请求参数格式有误"
        }"#]],
    )
    .await;
    refuses(
        Draft::body(r#"{"file_ids":["x"]} x"#),
        expect![[r#"
        400 Bad Request
        {
          "code": 400000002,
          "detail": "The body is wrong: trailing characters at line 1 column 20.",
          "msg": "请求参数格式有误"
        }"#]],
    )
    .await;
    refuses(
        Draft::body(r#"[["x"]]"#),
        expect![[r#"
        400 Bad Request
        {
          "code": 400000002,
          "detail": "The body is not a JSON object.",
          "msg": "请求参数格式有误"
        }"#]],
    )
    .await;
    refuses(
        Draft::body(b"{\"file_ids\":[\"\xff\"]}"),
        expect![[r#"
        400 Bad Request
        {
          "code": 400000002,
          "detail": "The body is wrong: invalid unicode code point at line 1 column 15.",
          "msg": "请求参数格式有误"
        }"#]],
    )
    .await;
}

#[tokio::test]
async fn ids_of_other_types_are_refused() {
    refuses(
        Draft::body("{}"),
        expect![[r#"
        400 Bad Request
        {
          "code": 400000002,
          "detail": "The body is wrong: missing field `file_ids` at line 1 column 2.",
          "msg": "请求参数格式有误"
        }"#]],
    )
    .await;
    refuses(
        Draft::body(r#"{"file_ids":"x"}"#),
        expect![[r#"
        400 Bad Request
        {
          "code": 400000002,
          "detail": "The body is wrong: invalid type: string \"x\", expected a sequence at line 1 column 15.",
          "msg": "请求参数格式有误"
        }"#]],
    )
    .await;
    refuses(
        Draft::body(r#"{"file_ids":null}"#),
        expect![[r#"
        400 Bad Request
        {
          "code": 400000002,
          "detail": "The body is wrong: invalid type: null, expected a sequence at line 1 column 16.",
          "msg": "请求参数格式有误"
        }"#]],
    )
    .await;
    refuses(
        Draft::body(r#"{"file_ids":["x",1]}"#),
        expect![[r#"
        400 Bad Request
        {
          "code": 400000002,
          "detail": "The body is wrong: invalid type: integer `1`, expected a string at line 1 column 18.",
          "msg": "请求参数格式有误"
        }"#]],
    )
    .await;
    refuses(
        Draft::body(r#"{"file_ids":["x"],"file_ids":["x"]}"#),
        expect![[r#"
        400 Bad Request
        {
          "code": 400000002,
          "detail": "The body is wrong: duplicate field `file_ids` at line 1 column 28.",
          "msg": "请求参数格式有误"
        }"#]],
    )
    .await;
}

#[tokio::test]
async fn lists_and_ids_have_limits() {
    refuses(
        Draft::files(&[]),
        expect![[r#"
        400 Bad Request
        {
          "code": 400000101,
          "detail": "file_ids is empty.",
          "msg": "集合为空"
        }"#]],
    )
    .await;
    let (longest, longer) = ("文".repeat(1024), "文".repeat(1025));
    refuses(
        Draft::files(&["x", &longer]),
        expect![[r#"
        400 Bad Request
        {
          "code": 400000106,
          "detail": "file_ids[1] has more than 1024 characters.",
          "msg": "长度限制超出"
        }"#]],
    )
    .await;
    let mock = Mock::new();
    let answer = Draft::files(&[&longest]).send(&mock).await.json();
    assert_eq!(answer["code"], 400_008_009, "an id of 1,024 characters is merely unknown");
}

#[tokio::test]
async fn a_body_above_the_limit_is_refused() {
    let mock = Mock::new();
    let answer = Draft::body(" ".repeat((16 << 20) + 1)).send(&mock).await;
    expect![[r#"
        400 Bad Request
        {
          "code": 400000106,
          "detail": "The body is longer than 16777216 bytes.",
          "msg": "长度限制超出"
        }"#]]
    .assert_eq(&answer.to_string());
}

#[tokio::test]
async fn one_unknown_id_refuses_all() {
    let mock = Mock::new();
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    refuses(
        Draft::files(&[&hello, "nothing"]),
        expect![[r#"
            400 Bad Request
            {
              "code": 400008009,
              "detail": "File `nothing`: There is no such file or folder.",
              "msg": "文件不存在"
            }"#]],
    )
    .await;
    refuses(
        Draft::files(&["0"]),
        expect![[r#"
            400 Bad Request
            {
              "code": 400008009,
              "detail": "File `0`: There is no such file or folder.",
              "msg": "文件不存在"
            }"#]],
    )
    .await;
    refuses(
        Draft::files(&[""]),
        expect![[r#"
            400 Bad Request
            {
              "code": 400008009,
              "detail": "File ``: There is no such file or folder.",
              "msg": "文件不存在"
            }"#]],
    )
    .await;
}

#[tokio::test]
async fn what_lies_in_the_recycle_bin_is_unknown() {
    let mock = Mock::new();
    let plan = mock.id("wps", "alice", "/Documents/plan.txt").await;
    mock.sandbox()
        .write(|world: &mut World, now| {
            let user = world.user_named("alice").expect("seeded").id;
            let root = world.personal_drive(user).expect("seeded").root;
            let folder = world.child(root, "Documents").expect("seeded");
            world.trash(Actor::User(user), folder, now)
        })
        .expect("there");
    let answer = Draft::files(&[&plan]).send(&mock).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    expect![[r#"
        400 Bad Request
        {
          "code": 400008009,
          "detail": "File `<plan.txt in WPS>`: It is in the recycle bin.",
          "msg": "文件不存在"
        }"#]]
    .assert_eq(&answer.to_string());
}

#[tokio::test]
async fn other_methods_are_refused_in_the_envelope() {
    refuses(
        Draft { method: Method::GET, ..Draft::files(&["x"]) },
        expect![[r#"
        405 Method Not Allowed
        {
          "code": 405000001,
          "detail": "The path is served with other methods.",
          "msg": "不支持的请求方法"
        }"#]],
    )
    .await;
}
