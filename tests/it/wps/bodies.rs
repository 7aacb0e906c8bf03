//! Bodies and ids that `batch_get_meta` refuses; nothing changes then.

use axum::http::Method;
use expect_test::expect;
use mockdrive::world::{Actor, World};

use super::sign::Draft;
use crate::support::{Mock, refusals};

#[tokio::test]
async fn other_content_types_are_refused() {
    let form = "application/x-www-form-urlencoded";
    let rows = [("text", Some("text/plain")), ("a form", Some(form)), ("none", None)];
    let rows = rows.map(|(what, content_type)| (what, Draft { content_type, ..Draft::files(&["x"]) }));
    refusals(&Mock::new(), rows, expect![[r#"
        text: 415 {"code":415000001,"detail":"Content-Type must be application/json; it is \"text/plain\".","msg":"不支持的 ContentType"}
        a form: 415 {"code":415000001,"detail":"Content-Type must be application/json; it is \"application/x-www-form-urlencoded\".","msg":"不支持的 ContentType"}
        none: 415 {"code":415000001,"detail":"Content-Type must be application/json; it is \"\".","msg":"不支持的 ContentType"}
    "#]]).await;
}

#[tokio::test]
async fn bodies_that_are_not_a_json_object_are_refused() {
    let rows: [(_, &[u8]); 5] = [
        ("no body", b""),
        ("half a body", br#"{"file_ids":["x""#),
        ("more than a body", br#"{"file_ids":["x"]} x"#),
        ("a list", br#"[["x"]]"#),
        ("no UTF-8", b"{\"file_ids\":[\"\xff\"]}"),
    ];
    refusals(&Mock::new(), rows.map(|(what, body)| (what, Draft::body(body))), expect![[r#"
        no body: 400 {"code":400000002,"detail":"The body is not a JSON object.","msg":"请求参数格式有误"}
        half a body: 400 {"code":400000002,"detail":"The body is wrong: EOF while parsing a list at line 1 column 16.","msg":"请求参数格式有误"}
        more than a body: 400 {"code":400000002,"detail":"The body is wrong: trailing characters at line 1 column 20.","msg":"请求参数格式有误"}
        a list: 400 {"code":400000002,"detail":"The body is not a JSON object.","msg":"请求参数格式有误"}
        no UTF-8: 400 {"code":400000002,"detail":"The body is wrong: invalid unicode code point at line 1 column 15.","msg":"请求参数格式有误"}
    "#]]).await;
}

#[tokio::test]
async fn ids_of_other_types_are_refused() {
    let rows = [
        "{}",
        r#"{"file_ids":"x"}"#,
        r#"{"file_ids":null}"#,
        r#"{"file_ids":["x",1]}"#,
        r#"{"file_ids":["x"],"file_ids":["x"]}"#,
    ];
    refusals(&Mock::new(), rows.map(|body| (body, Draft::body(body))), expect![[r#"
        {}: 400 {"code":400000002,"detail":"The body is wrong: missing field `file_ids` at line 1 column 2.","msg":"请求参数格式有误"}
        {"file_ids":"x"}: 400 {"code":400000002,"detail":"The body is wrong: invalid type: string \"x\", expected a sequence at line 1 column 15.","msg":"请求参数格式有误"}
        {"file_ids":null}: 400 {"code":400000002,"detail":"The body is wrong: invalid type: null, expected a sequence at line 1 column 16.","msg":"请求参数格式有误"}
        {"file_ids":["x",1]}: 400 {"code":400000002,"detail":"The body is wrong: invalid type: integer `1`, expected a string at line 1 column 18.","msg":"请求参数格式有误"}
        {"file_ids":["x"],"file_ids":["x"]}: 400 {"code":400000002,"detail":"The body is wrong: duplicate field `file_ids` at line 1 column 28.","msg":"请求参数格式有误"}
    "#]]).await;
}

#[tokio::test]
async fn lists_and_ids_have_limits() {
    let mock = Mock::new();
    let (longest, longer) = ("文".repeat(1024), "文".repeat(1025));
    let rows = [("no ids", Draft::files(&[])), ("a long id", Draft::files(&["x", &longer]))];
    refusals(&mock, rows, expect![[r#"
        no ids: 400 {"code":400000101,"detail":"file_ids is empty.","msg":"集合为空"}
        a long id: 400 {"code":400000106,"detail":"file_ids[1] has more than 1024 characters.","msg":"长度限制超出"}
    "#]]).await;
    let answer = Draft::files(&[&longest]).send(&mock).await.json();
    assert_eq!(answer["code"], 400_008_009, "an id of 1,024 characters is merely unknown");
}

#[tokio::test]
async fn a_body_above_the_limit_is_refused() {
    let long = Draft::body(" ".repeat((16 << 20) + 1));
    refusals(&Mock::new(), [("a long body", long)], expect![[r#"
        a long body: 400 {"code":400000106,"detail":"The body is longer than 16777216 bytes.","msg":"长度限制超出"}
    "#]]).await;
}

#[tokio::test]
async fn one_unknown_id_refuses_all() {
    let mock = Mock::new();
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let rows = [
        ("one of two", Draft::files(&[&hello, "nothing"])),
        ("a root", Draft::files(&["0"])),
        ("no character", Draft::files(&[""])),
    ];
    refusals(&mock, rows, expect![[r#"
        one of two: 400 {"code":400008009,"detail":"File `nothing`: There is no such file or folder.","msg":"文件不存在"}
        a root: 400 {"code":400008009,"detail":"File `0`: There is no such file or folder.","msg":"文件不存在"}
        no character: 400 {"code":400008009,"detail":"File ``: There is no such file or folder.","msg":"文件不存在"}
    "#]]).await;
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
    refusals(&mock, [("in the bin", Draft::files(&[&plan]))], expect![[r#"
        in the bin: 400 {"code":400008009,"detail":"File `<plan.txt in WPS>`: It is in the recycle bin.","msg":"文件不存在"}
    "#]]).await;
}

#[tokio::test]
async fn other_methods_are_refused_in_the_envelope() {
    let get = Draft { method: Method::GET, ..Draft::files(&["x"]) };
    refusals(
        &Mock::new(),
        [("GET", get)],
        expect![[r#"
            GET: 405 {"code":405000001,"detail":"The path is served with other methods.","msg":"不支持的请求方法"}
        "#]],
    )
    .await;
}
