//! `batch_copy`, `batch_move` and `batch_delete`.

use std::time::Duration;

use axum::http::Method;
use expect_test::expect;

use super::super::{alice, app_token, request, sign::Draft};
use crate::support::{Answer, Mock, refusals};

/// A batch call in alice's drive.
fn line(word: &str) -> String {
    format!("POST /v7/drives/<alice's drive in WPS>/files/batch_{word}")
}

fn body(drive: &str, folder: &str, ids: &[&str]) -> String {
    let ids = serde_json::to_string(ids).expect("strings");
    format!(r#"{{"dst_drive_id":"{drive}","dst_parent_id":"{folder}","file_ids":{ids}}}"#)
}

/// What the task of a batch call has come to.
async fn outcome(mock: &Mock, started: &Answer) -> String {
    let json = started.json();
    let id = json["data"]["task_id"].as_str().unwrap_or_else(|| panic!("no task: {started}"));
    alice(mock, &format!("GET /v7/drive_tasks/{id}/meta"), "").await.json()["data"].to_string()
}

#[tokio::test]
async fn items_are_copied_by_a_task() {
    let mock = Mock::new();
    let ids = ["<hello.txt in WPS>", "<Documents in WPS>", "<hello.txt in WPS>"];
    let started = alice(&mock, &line("copy"), &body("<the team's drive in WPS>", "0", &ids)).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "task_id": "41hn8IlLqk20nIMhVaTfUg0kUVpRs2dcK"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&started.to_string());
    expect![[r#"{"done":2,"failed":0,"status":"success","total":2}"#]]
        .assert_eq(&outcome(&mock, &started).await);
    let again = alice(&mock, &line("copy"), &body("<the team's drive in WPS>", "0", &ids)).await;
    outcome(&mock, &again).await;
    let paths = mock.paths("team").await;
    for path in ["/hello.txt", "/hello(1).txt", "/Documents/Reports/summary.txt", "/Documents(1)/plan.txt"] {
        assert!(paths.contains(&path.to_owned()), "{path}");
    }
}

#[tokio::test]
async fn items_of_one_folder_are_moved_by_a_task() {
    let mock = Mock::new();
    let meta = "GET /v7/files/<plan.txt in WPS>/meta";
    let before = alice(&mock, meta, "").await;
    mock.advance(Duration::from_mins(1));
    let ids = ["<plan.txt in WPS>", "<Reports in WPS>"];
    let path = "/graph/v7/drives/<alice's drive in WPS>/files/batch_move";
    let started = Draft::to(Method::POST, path, &body("<alice's drive in WPS>", "0", &ids)).send(&mock).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "task_id": "41hn8IlLqk20nIMhVaTfUg0kUVpRs2dcK"
          },
          "detail": "",
          "msg": "success"
        }"#]]
    .assert_eq(&started.to_string());
    expect![[r#"
        data / mtime: 1767254400 -> 1767323105
        data / parent_id: "<Documents in WPS>" -> "0"
    "#]]
    .assert_eq(&alice(&mock, meta, "").await.differs_from(&before));
    mock.advance(Duration::from_mins(1));
    let moved = alice(&mock, meta, "").await;
    let again = alice(&mock, &line("move"), &body("private", "0", &ids)).await;
    expect![[r#"{"done":2,"failed":0,"status":"success","total":2}"#]]
        .assert_eq(&outcome(&mock, &again).await);
    assert_eq!(alice(&mock, meta, "").await.json(), moved.json(), "they were there already");
}

#[tokio::test]
async fn what_cannot_be_done_counts_as_failed() {
    let mock = Mock::new();
    let ids = r#"{"file_ids":["x","<hello.txt in WPS>","<todo.txt in WPS>","x","<alice's root in WPS>"]}"#;
    let started = alice(&mock, &line("delete"), ids).await;
    expect![[r#"{"done":1,"failed":3,"status":"success","total":4}"#]]
        .assert_eq(&outcome(&mock, &started).await);
    assert!(!mock.paths("alice").await.contains(&"/hello.txt".to_owned()));
}

#[tokio::test]
async fn an_application_works_on_its_own_files() {
    let mock = Mock::new();
    let token = app_token(&mock).await;
    let move_ = "POST /v7/drives/<the app's drive in WPS>/files/batch_move";
    let ids = ["<order-1001.txt in WPS>", "<order-1002.txt in WPS>"];
    let body = body("<the app's drive in WPS>", "<Archive in WPS>", &ids);
    let started = mock.send(&request(&token, move_, &body)).await;
    assert_eq!(started.status, 200, "{started}");
    assert!(mock.paths("apps").await.contains(&"/Archive/order-1002.txt".to_owned()));
}

#[tokio::test]
async fn batches_that_cannot_be_done_are_refused_as_a_whole() {
    let mock = Mock::new();
    let many: Vec<_> = (0..1025).map(|n| n.to_string()).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    let long = "i".repeat(1025);
    let hello = &["<hello.txt in WPS>"][..];
    let mut rows = Vec::new();
    for word in ["copy", "move"] {
        let row = |body: &str| request("alice-token", &line(word), body);
        rows.extend([
            (format!("{word}: no ids"), row(&body("private", "0", &[]))),
            (format!("{word}: a root"), row(&body("private", "0", &["<alice's root in WPS>"]))),
            (format!("{word}: 1,025 ids"), row(&body("private", "0", &many))),
            (format!("{word}: a long id"), row(&body("private", "0", &[&long]))),
            (format!("{word}: no known id"), row(&body("private", "0", &["x", "<todo.txt in WPS>"]))),
            (format!("{word}: no target"), row(r#"{"file_ids":["<hello.txt in WPS>"]}"#)),
            (
                format!("{word}: a number for a folder"),
                row(r#"{"dst_drive_id":"private","dst_parent_id":0,"file_ids":["x"]}"#),
            ),
            (format!("{word}: an unknown drive"), row(&body("x", "0", hello))),
            (format!("{word}: an unknown folder"), row(&body("private", "x", hello))),
            (format!("{word}: a file for a folder"), row(&body("private", "<plan.txt in WPS>", hello))),
            (format!("{word}: bob's drive"), row(&body("<bob's drive in WPS>", "0", hello))),
        ]);
    }
    let row =
        |what: &str, word: &str, body: &str| (what.to_owned(), request("alice-token", &line(word), body));
    let apart = ["<hello.txt in WPS>", "<plan.txt in WPS>"];
    rows.extend([
        row("items of different folders", "move", &body("private", "<Photos in WPS>", &apart)),
        row("a folder into itself", "move", &body("private", "<Documents in WPS>", &["<Documents in WPS>"])),
        row(
            "a folder below itself",
            "move",
            &body("private", "<Reports in WPS>", &["<hello.txt in WPS>", "<Documents in WPS>"]),
        ),
        row("nothing to delete", "delete", r#"{"file_ids":[]}"#),
        row("no list", "delete", r#"{"file_ids":"x"}"#),
        row("nothing known to delete", "delete", r#"{"file_ids":["x"]}"#),
        (
            "an unknown drive".into(),
            request(
                "alice-token",
                "POST /v7/drives/x/files/batch_delete",
                r#"{"file_ids":["<hello.txt in WPS>"]}"#,
            ),
        ),
        (
            "another drive".into(),
            request(
                "alice-token",
                "POST /v7/drives/<the team's drive in WPS>/files/batch_delete",
                r#"{"file_ids":["<hello.txt in WPS>"]}"#,
            ),
        ),
        (
            "a token that only reads".into(),
            request("readonly-token", &line("delete"), r#"{"file_ids":["<hello.txt in WPS>"]}"#),
        ),
    ]);
    refusals(&mock, rows, expect![[r#"
        copy: no ids: 400 {"code":400000101,"more":{"code":400000101,"msg":"file_ids is empty."},"msg":"集合为空"}
        copy: a root: 400 {"code":400000003,"more":{"code":400000003,"msg":"File `<alice's root in WPS>`: It is the root of a drive."},"msg":"请求参数取值无效"}
        copy: 1,025 ids: 400 {"code":400000105,"more":{"code":400000105,"msg":"file_ids has more than 1024 items."},"msg":"数目限制超出"}
        copy: a long id: 400 {"code":400000106,"more":{"code":400000106,"msg":"file_ids[0] has more than 1024 characters."},"msg":"长度限制超出"}
        copy: no known id: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        copy: no target: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `dst_drive_id` at line 1 column 50."},"msg":"请求参数格式有误"}
        copy: a number for a folder: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: integer `0`, expected a string at line 1 column 43."},"msg":"请求参数格式有误"}
        copy: an unknown drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        copy: an unknown folder: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        copy: a file for a folder: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is not a folder."},"msg":"请求参数取值无效"}
        copy: bob's drive: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `0`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        move: no ids: 400 {"code":400000101,"more":{"code":400000101,"msg":"file_ids is empty."},"msg":"集合为空"}
        move: a root: 400 {"code":400000003,"more":{"code":400000003,"msg":"File `<alice's root in WPS>`: It is the root of a drive."},"msg":"请求参数取值无效"}
        move: 1,025 ids: 400 {"code":400000105,"more":{"code":400000105,"msg":"file_ids has more than 1024 items."},"msg":"数目限制超出"}
        move: a long id: 400 {"code":400000106,"more":{"code":400000106,"msg":"file_ids[0] has more than 1024 characters."},"msg":"长度限制超出"}
        move: no known id: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        move: no target: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `dst_drive_id` at line 1 column 50."},"msg":"请求参数格式有误"}
        move: a number for a folder: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: integer `0`, expected a string at line 1 column 43."},"msg":"请求参数格式有误"}
        move: an unknown drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        move: an unknown folder: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        move: a file for a folder: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is not a folder."},"msg":"请求参数取值无效"}
        move: bob's drive: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `0`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        items of different folders: 403 {"code":403008069,"more":{"code":403008069,"msg":"The items of one move have to lie in one folder."},"msg":"禁止移动来源于不同父目录的文件"}
        a folder into itself: 403 {"code":403008017,"more":{"code":403008017,"msg":"The target lies in the moved folder."},"msg":"移动文件失败。"}
        a folder below itself: 403 {"code":403008017,"more":{"code":403008017,"msg":"The target lies in the moved folder."},"msg":"移动文件失败。"}
        nothing to delete: 400 {"code":400000101,"more":{"code":400000101,"msg":"file_ids is empty."},"msg":"集合为空"}
        no list: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: string \"x\", expected a sequence at line 1 column 15."},"msg":"请求参数格式有误"}
        nothing known to delete: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        an unknown drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        another drive: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<hello.txt in WPS>`: There is no such file or folder."},"msg":"文件不存在"}
        a token that only reads: 403 {"code":400000003,"desc":"The requested scope is invalid, unknown, or malformed. The request scopes 'kso.file.readwrite' are needed.","message":"kso: PermissionDenied access_token verify err: invalid_scope"}
    "#]]).await;
}

#[tokio::test]
async fn a_drive_without_room_refuses_a_batch() {
    let mock = Mock::new();
    let body_of_drive = r#"{"allotee_type":"user","name":"Small","source":"tmp","total_quota":20}"#;
    alice(&mock, "POST /v7/drives/create", body_of_drive).await;
    let rows = ["copy", "move"].map(|word| {
        (word, request("alice-token", &line(word), &body("roaming", "0", &["<archive.zip in WPS>"])))
    });
    refusals(&mock, rows, expect![[r#"
        copy: 403 {"code":403008014,"more":{"code":403008014,"msg":"1354 bytes are needed and 20 are left."},"msg":"空间不足"}
        move: 403 {"code":403008014,"more":{"code":403008014,"msg":"1354 bytes are needed and 20 are left."},"msg":"空间不足"}
    "#]]).await;
    let fits = alice(&mock, &line("copy"), &body("roaming", "0", &["<hello.txt in WPS>"])).await;
    assert_eq!(fits.status, 200, "{fits}");
}
