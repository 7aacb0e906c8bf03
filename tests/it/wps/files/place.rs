//! Saving under another name, and the single move and copy that only clients know.

use std::time::Duration;

use axum::http::Method;
use expect_test::expect;

use super::super::{alice, request, sign::Draft};
use crate::support::{Mock, refusals};

const HELLO: &str = "/v7/drives/<alice's drive in WPS>/files/<hello.txt in WPS>";

/// The body that names a folder, with more members.
fn target(drive: &str, folder: &str, more: &str) -> String {
    format!(r#"{{"dst_drive_id":"{drive}","dst_parent_id":"{folder}"{more}}}"#)
}

#[tokio::test]
async fn a_file_is_saved_in_another_drive_under_another_name() {
    let mock = Mock::new();
    mock.advance(Duration::from_mins(1));
    let body = target("<the team's drive in WPS>", "<Projects in WPS>", r#","name":"Greeting.txt""#);
    let saved = alice(&mock, &format!("POST {HELLO}/save_as"), &body).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767323105,
            "drive_id": "<the team's drive in WPS>",
            "hash": {
              "sum": "26b2e58eec7df0d276b2f5a724b218efcfac4b6c",
              "type": "sha1"
            },
            "id": "4DOCw9y2ZcN61e1frLjQv56NVqzPzzrHj",
            "link_id": "c2kBxXtMXL6n",
            "link_url": "https://www.kdocs.cn/l/c2kBxXtMXL6n",
            "modified_by": "<alice's identity in WPS>",
            "mtime": 1767323105,
            "name": "Greeting.txt",
            "parent_id": "<Projects in WPS>",
            "shared": false,
            "size": 18,
            "type": "file",
            "version": 1
          },
          "msg": "success"
        }"#]]
    .assert_eq(&saved.to_string());
    let beside = target("private", "root", r#","on_name_conflict":"rename","name":"""#);
    let saved = alice(&mock, &format!("POST {HELLO}/save_as"), &beside).await.json();
    assert_eq!(saved["data"]["name"], "hello(1).txt");
}

#[tokio::test]
async fn a_move_keeps_the_id_and_a_copy_gets_its_own() {
    let mock = Mock::new();
    let before = alice(&mock, &format!("GET {HELLO}/meta"), "").await;
    mock.advance(Duration::from_mins(1));
    let body = target("<alice's drive in WPS>", "<Documents in WPS>", r#","secure_type":"none""#);
    let moved = alice(&mock, &format!("POST {HELLO}/move"), &body).await;
    expect![[r#"
        data / mtime: 1767254400 -> 1767323105
        data / parent_id: "0" -> "<Documents in WPS>"
    "#]]
    .assert_eq(&moved.differs_from(&before));
    let copied = alice(&mock, &format!("POST {HELLO}/copy"), &body).await;
    expect![[r#"
        data / ctime: 1767254400 -> 1767323105
        data / id: "<hello.txt in WPS>" -> "4DOCw9y2ZcN61e1frLjQv56NVqzPzzrHj"
        data / link_id: "c1A9gjsA8DuR" -> "c2kBxXtMXL6n"
        data / link_url: "https://www.kdocs.cn/l/c1A9gjsA8DuR" -> "https://www.kdocs.cn/l/c2kBxXtMXL6n"
        data / name: "hello.txt" -> "hello(1).txt"
    "#]]
    .assert_eq(&copied.differs_from(&moved));
    mock.advance(Duration::from_mins(1));
    let again = alice(&mock, &format!("POST {HELLO}/move"), &body).await;
    assert_eq!(again.json(), moved.json(), "it is there already");
    let path = "/graph/v7/drives/<alice's drive in WPS>/files/<Documents in WPS>/move";
    let body = target("<the team's drive in WPS>", "0", "");
    let answer = Draft::to(Method::POST, path, &body).send(&mock).await;
    assert_eq!(answer.json()["data"]["parent_id"], "0", "{answer}");
    assert!(mock.paths("team").await.contains(&"/Documents/Reports/summary.txt".to_owned()));
}

#[tokio::test]
async fn a_folder_is_copied_into_itself_as_it_was() {
    let mock = Mock::new();
    let line = "POST /v7/drives/private/files/<Documents in WPS>/copy";
    let answer = alice(&mock, line, &target("private", "<Reports in WPS>", "")).await;
    assert_eq!(answer.json()["data"]["name"], "Documents", "{answer}");
    let paths = mock.paths("alice").await;
    assert!(paths.contains(&"/Documents/Reports/Documents/Reports/summary.txt".to_owned()));
    assert!(!paths.iter().any(|path| path.contains("Reports/Documents/Reports/Documents")));
}

#[tokio::test]
async fn places_that_cannot_receive_an_item_are_refused() {
    let mock = Mock::new();
    let row = |word: &str, body: &str| request("alice-token", &format!("POST {HELLO}/{word}"), body);
    let at = |path: &str, body: &str| request("alice-token", &format!("POST /v7/drives/{path}"), body);
    let home = |folder: &str| target("private", folder, "");
    let mut rows = Vec::new();
    for word in ["save_as", "move", "copy"] {
        rows.extend([
            (format!("{word}: no target"), row(word, "{}")),
            (format!("{word}: numbers"), row(word, r#"{"dst_drive_id":1,"dst_parent_id":0}"#)),
            (format!("{word}: an unknown drive"), row(word, &target("x", "0", ""))),
            (format!("{word}: an unknown folder"), row(word, &home("x"))),
            (format!("{word}: a file"), row(word, &home("<plan.txt in WPS>"))),
            (format!("{word}: bob's drive"), row(word, &target("<bob's drive in WPS>", "0", ""))),
            (format!("{word}: an unknown file"), at(&format!("private/files/x/{word}"), &home("0"))),
            (
                format!("{word}: bob's file"),
                at(&format!("<bob's drive in WPS>/files/<todo.txt in WPS>/{word}"), &home("0")),
            ),
            (
                format!("{word}: a root"),
                at(&format!("private/files/<alice's root in WPS>/{word}"), &home("<Documents in WPS>")),
            ),
        ]);
    }
    rows.extend([
        ("a folder saved".into(), at("private/files/<Documents in WPS>/save_as", &home("0"))),
        ("a taken name".into(), row("save_as", &target("private", "0", r#","on_name_conflict":"fail""#))),
        ("overwriting".into(), row("save_as", &target("private", "0", r#","on_name_conflict":"overwrite""#))),
        ("a slash".into(), row("save_as", &target("private", "0", r#","name":"a/b""#))),
        (
            "a folder into itself".into(),
            at("private/files/<Documents in WPS>/move", &home("<Documents in WPS>")),
        ),
        (
            "a folder below itself".into(),
            at("private/files/<Documents in WPS>/move", &home("<Reports in WPS>")),
        ),
    ]);
    refusals(&mock, rows, expect![[r#"
        save_as: no target: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `dst_drive_id` at line 1 column 2."},"msg":"请求参数格式有误"}
        save_as: numbers: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: integer `1`, expected a string at line 1 column 17."},"msg":"请求参数格式有误"}
        save_as: an unknown drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        save_as: an unknown folder: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        save_as: a file: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is not a folder."},"msg":"请求参数取值无效"}
        save_as: bob's drive: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `0`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        save_as: an unknown file: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        save_as: bob's file: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<todo.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        save_as: a root: 403 {"code":403008016,"more":{"code":403008016,"msg":"It is a folder."},"msg":"文件另存为失败"}
        move: no target: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `dst_drive_id` at line 1 column 2."},"msg":"请求参数格式有误"}
        move: numbers: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: integer `1`, expected a string at line 1 column 17."},"msg":"请求参数格式有误"}
        move: an unknown drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        move: an unknown folder: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        move: a file: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is not a folder."},"msg":"请求参数取值无效"}
        move: bob's drive: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `0`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        move: an unknown file: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        move: bob's file: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<todo.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        move: a root: 400 {"code":400000003,"more":{"code":400000003,"msg":"File `<alice's root in WPS>`: It is the root of a drive."},"msg":"请求参数取值无效"}
        copy: no target: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `dst_drive_id` at line 1 column 2."},"msg":"请求参数格式有误"}
        copy: numbers: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: integer `1`, expected a string at line 1 column 17."},"msg":"请求参数格式有误"}
        copy: an unknown drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        copy: an unknown folder: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        copy: a file: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is not a folder."},"msg":"请求参数取值无效"}
        copy: bob's drive: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `0`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        copy: an unknown file: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        copy: bob's file: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<todo.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        copy: a root: 400 {"code":400000003,"more":{"code":400000003,"msg":"File `<alice's root in WPS>`: It is the root of a drive."},"msg":"请求参数取值无效"}
        a folder saved: 403 {"code":403008016,"more":{"code":403008016,"msg":"It is a folder."},"msg":"文件另存为失败"}
        a taken name: 400 {"code":400008007,"more":{"code":400008007,"msg":"The name is taken."},"msg":"文件名冲突"}
        overwriting: 400 {"code":400000004,"more":{"code":400000004,"msg":"on_name_conflict is none of rename, fail."},"msg":"请求参数不支持"}
        a slash: 400 {"code":400000003,"more":{"code":400000003,"msg":"No drive can hold this name."},"msg":"请求参数取值无效"}
        a folder into itself: 403 {"code":403008017,"more":{"code":403008017,"msg":"The target lies in the moved folder."},"msg":"移动文件失败。"}
        a folder below itself: 403 {"code":403008017,"more":{"code":403008017,"msg":"The target lies in the moved folder."},"msg":"移动文件失败。"}
    "#]]).await;
}
