//! Renaming, attributes, handing over, deleting one file.

use std::time::Duration;

use axum::http::Method;
use expect_test::expect;

use super::super::{alice, app_token, request, sign::Draft};
use crate::support::{Mock, refusals};

const HELLO: &str = "/v7/drives/<alice's drive in WPS>/files/<hello.txt in WPS>";

#[tokio::test]
async fn an_item_gets_another_name() {
    let mock = Mock::new();
    let before = alice(&mock, &format!("GET {HELLO}/meta"), "").await;
    mock.advance(Duration::from_mins(1));
    let renamed = alice(&mock, &format!("POST {HELLO}/rename"), r#"{"dst_name":"Hello.md"}"#).await;
    expect![[r#"
        data / mtime: 1767254400 -> 1767323105
        data / name: "hello.txt" -> "Hello.md"
    "#]]
    .assert_eq(&renamed.differs_from(&before));
    let meta = alice(&mock, &format!("GET {HELLO}/meta"), "").await;
    assert_eq!(meta.json(), renamed.json());
    let path = "/graph/v7/drives/<alice's drive in WPS>/files/<Documents in WPS>/rename";
    let answer = Draft::to(Method::POST, path, r#"{"dst_name":"documents"}"#).send(&mock).await.json();
    assert_eq!((&answer["data"]["name"], &answer["detail"]), (&"documents".into(), &"".into()));
}

#[tokio::test]
async fn an_attribute_is_set() {
    let mock = Mock::new();
    let set = |name: &str, value: &str| format!(r#"{{"ext_attr":{{"name":"{name}","value":"{value}"}}}}"#);
    let answer = alice(&mock, &format!("POST {HELLO}/update"), &set("protected", "true")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    alice(&mock, &format!("POST {HELLO}/update"), &set("guid", "A1b2")).await;
    alice(&mock, &format!("POST {HELLO}/update"), &set("protected", "false")).await;
    let path = "/graph/v7/drives/<alice's drive in WPS>/files/<hello.txt in WPS>/update";
    let answer = Draft::to(Method::POST, path, &set("project", "凤凰")).send(&mock).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "detail": "",
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    let meta = alice(&mock, &format!("GET {HELLO}/meta?with_ext_attrs=true"), "").await.json();
    expect![[r#"[{"name":"guid","value":"A1b2"},{"name":"protected","value":"false"},{"name":"project","value":"凤凰"}]"#]].assert_eq(&meta["data"]["ext_attrs"].to_string());
    let before = mock.sandbox().snapshot();
    let answer = alice(&mock, &format!("POST {HELLO}/update"), "{}").await;
    assert!(answer.status == 200 && std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "{answer}");
}

#[tokio::test]
async fn an_item_is_handed_over() {
    let mock = Mock::new();
    let before = alice(&mock, &format!("GET {HELLO}/meta"), "").await;
    mock.advance(Duration::from_mins(1));
    let handed =
        alice(&mock, &format!("POST {HELLO}/transfer_owner"), r#"{"account_id":"7299326139"}"#).await;
    expect![[r#"
        data / created_by / id: "1690375745" -> "7299326139"
        data / created_by / name: "Alice Example" -> "Bob Example"
        data / mtime: 1767254400 -> 1767323105
    "#]]
    .assert_eq(&handed.differs_from(&before));
    // In the team's drive bob is no administrator: only the creator hands a file over.
    let files = "/v7/drives/<the team's drive in WPS>/files";
    let body = r#"{"file_type":"file","name":"a.docx"}"#;
    let made = mock.send(&request("bob-token", &format!("POST {files}/0/create"), body)).await.json();
    let id = made["data"]["id"].as_str().expect("an id").to_owned();
    let hand = format!("POST {files}/{id}/transfer_owner");
    let to_alice = r#"{"account_id":"1690375745"}"#;
    let answer = mock.send(&request("bob-token", &hand, to_alice)).await.json();
    assert_eq!(answer["data"]["created_by"]["name"], "Alice Example");
}

#[tokio::test]
async fn a_file_is_deleted_into_the_bin() {
    let mock = Mock::new();
    let answer = alice(&mock, &format!("POST {HELLO}/delete"), "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    assert!(!mock.paths("alice").await.contains(&"/hello.txt".to_owned()));
    let path = "/graph/v7/drives/<alice's drive in WPS>/files/<plan.txt in WPS>/delete";
    let answer = Draft::to(Method::POST, path, r#"{"file_id":"x"}"#).send(&mock).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "detail": "",
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    let token = app_token(&mock).await;
    let welcome = "POST /v7/drives/<the app's drive in WPS>/files/<welcome.txt in WPS>/delete";
    assert_eq!(mock.send(&request(&token, welcome, "")).await.status, 200);
    let rows = [
        ("again", request("alice-token", &format!("POST {HELLO}/delete"), "")),
        ("a folder", request("alice-token", "POST /v7/drives/private/files/<Documents in WPS>/delete", "")),
        (
            "the root",
            request("alice-token", "POST /v7/drives/private/files/<alice's root in WPS>/delete", ""),
        ),
        (
            "bob's",
            request("alice-token", "POST /v7/drives/<bob's drive in WPS>/files/<todo.txt in WPS>/delete", ""),
        ),
    ];
    refusals(&mock, rows, expect![[r#"
        again: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<hello.txt in WPS>`: It is in the recycle bin."},"msg":"文件不存在"}
        a folder: 403 {"code":403000001,"more":{"code":403000001,"msg":"It is a folder; batch_delete deletes folders."},"msg":"无权限"}
        the root: 403 {"code":403000001,"more":{"code":403000001,"msg":"It is a folder; batch_delete deletes folders."},"msg":"无权限"}
        bob's: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<todo.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
    "#]]).await;
}

#[tokio::test]
async fn changes_that_cannot_be_made_are_refused() {
    let mock = Mock::new();
    let row = |word: &str, body: &str| request("alice-token", &format!("POST {HELLO}/{word}"), body);
    let at = |path: &str, body: &str| request("alice-token", &format!("POST /v7/drives/{path}"), body);
    let name = r#"{"dst_name":"x"}"#;
    let attr = |name: &str, value: &str| format!(r#"{{"ext_attr":{{"name":"{name}","value":"{value}"}}}}"#);
    let rows = [
        ("no name", row("rename", "{}")),
        ("an empty name", row("rename", r#"{"dst_name":""}"#)),
        ("a taken name", row("rename", r#"{"dst_name":"DOCUMENTS"}"#)),
        ("a slash", row("rename", r#"{"dst_name":"a/b"}"#)),
        ("1,025 characters", row("rename", &format!(r#"{{"dst_name":"{}"}}"#, "文".repeat(1025)))),
        ("a root by its id", at("private/files/<alice's root in WPS>/rename", name)),
        ("a root", at("private/files/0/rename", name)),
        ("another drive's", at("<the team's drive in WPS>/files/<hello.txt in WPS>/rename", name)),
        ("bob's", at("<bob's drive in WPS>/files/<todo.txt in WPS>/rename", name)),
        ("a list for an attribute", row("update", r#"{"ext_attr":["guid","1"]}"#)),
        ("half an attribute", row("update", r#"{"ext_attr":{"name":"guid"}}"#)),
        ("an unknown attribute", row("update", &attr("colour", "red"))),
        ("neither true nor false", row("update", &attr("protected", "yes"))),
        ("a guid with a dash", row("update", &attr("guid", "a-b"))),
        ("an empty guid", row("update", &attr("guid", ""))),
        ("an attribute without a name", row("update", &attr("", "x"))),
        ("a long value", row("update", &attr("guid", &"g".repeat(1025)))),
        ("nobody to hand over to", row("transfer_owner", "{}")),
        ("an unknown person", row("transfer_owner", r#"{"account_id":"1"}"#)),
        (
            "a root to hand over",
            at("private/files/<alice's root in WPS>/transfer_owner", r#"{"account_id":"7299326139"}"#),
        ),
        (
            "by a member who did not make it",
            request(
                "bob-token",
                "POST /v7/drives/<the team's drive in WPS>/files/<Projects in WPS>/transfer_owner",
                r#"{"account_id":"7299326139"}"#,
            ),
        ),
    ];
    refusals(&mock, rows, expect![[r#"
        no name: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `dst_name` at line 1 column 2."},"msg":"请求参数格式有误"}
        an empty name: 400 {"code":400008015,"more":{"code":400008015,"msg":"The name is empty."},"msg":"文件名为空"}
        a taken name: 400 {"code":400008007,"more":{"code":400008007,"msg":"The name is taken."},"msg":"文件名冲突"}
        a slash: 400 {"code":400000003,"more":{"code":400000003,"msg":"No drive can hold this name."},"msg":"请求参数取值无效"}
        1,025 characters: 400 {"code":400000106,"more":{"code":400000106,"msg":"dst_name has more than 255 characters."},"msg":"长度限制超出"}
        a root by its id: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is the root of a drive."},"msg":"请求参数取值无效"}
        a root: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `0`: There is no such file or folder."},"msg":"文件不存在"}
        another drive's: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<hello.txt in WPS>`: There is no such file or folder."},"msg":"文件不存在"}
        bob's: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<todo.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        a list for an attribute: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: sequence, expected an object at line 1 column 12."},"msg":"请求参数格式有误"}
        half an attribute: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `value` at line 1 column 27."},"msg":"请求参数格式有误"}
        an unknown attribute: 400 {"code":400000004,"more":{"code":400000004,"msg":"ext_attr.name is none of protected, guid."},"msg":"请求参数不支持"}
        neither true nor false: 400 {"code":400000003,"more":{"code":400000003,"msg":"protected is true or false."},"msg":"请求参数取值无效"}
        a guid with a dash: 400 {"code":400000003,"more":{"code":400000003,"msg":"guid has letters and digits only."},"msg":"请求参数取值无效"}
        an empty guid: 400 {"code":400000003,"more":{"code":400000003,"msg":"guid has letters and digits only."},"msg":"请求参数取值无效"}
        an attribute without a name: 400 {"code":400000003,"more":{"code":400000003,"msg":"An attribute has no name."},"msg":"请求参数取值无效"}
        a long value: 400 {"code":400000106,"more":{"code":400000106,"msg":"value has more than 1024 characters."},"msg":"长度限制超出"}
        nobody to hand over to: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `account_id` at line 1 column 2."},"msg":"请求参数格式有误"}
        an unknown person: 400 {"code":400001006,"more":{"code":400001006,"msg":"User `1` is unknown."},"msg":"用户不存在"}
        a root to hand over: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is the root of a drive."},"msg":"请求参数取值无效"}
        by a member who did not make it: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<Projects in WPS>`: the caller's role does not allow it (Control)."},"msg":"无权限"}
    "#]]).await;
}
