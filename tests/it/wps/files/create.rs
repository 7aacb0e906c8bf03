//! `POST /v7/drives/{drive_id}/files/{parent_id}/create`.

use axum::http::Method;
use expect_test::expect;

use super::super::{alice, app_token, request, sign::Draft};
use crate::support::{Mock, refusals};

const IN_ROOT: &str = "POST /v7/drives/<alice's drive in WPS>/files/0/create";

/// The name and the size of a new file, or the code of the refusal.
async fn made(mock: &Mock, line: &str, body: &str) -> String {
    let json = alice(mock, line, body).await.json();
    let data = &json["data"];
    match json["code"].as_i64() {
        Some(0) => format!("{} {} {} bytes", data["type"], data["name"], data["size"]).replace('"', ""),
        code => format!("{code:?}"),
    }
}

#[tokio::test]
async fn a_file_is_made_with_nothing_in_it() {
    let mock = Mock::new();
    let answer = alice(&mock, IN_ROOT, r#"{"file_type":"file","name":"a.docx"}"#).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767323045,
            "drive_id": "<alice's drive in WPS>",
            "hash": {
              "sum": "da39a3ee5e6b4b0d3255bfef95601890afd80709",
              "type": "sha1"
            },
            "id": "4DOCw9y2ZcN61e1frLjQv56NVqzPzzrHj",
            "link_id": "c2kBxXtMXL6n",
            "link_url": "https://www.kdocs.cn/l/c2kBxXtMXL6n",
            "modified_by": "<alice's identity in WPS>",
            "mtime": 1767323045,
            "name": "a.docx",
            "parent_id": "0",
            "shared": false,
            "size": 0,
            "type": "file",
            "version": 1
          },
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
}

#[tokio::test]
async fn a_private_deployment_answers_in_its_envelope() {
    let mock = Mock::new();
    let path = "/graph/v7/drives/<alice's drive in WPS>/files/<Documents in WPS>/create";
    let body = r#"{"file_type":"file","name":"a.txt"}"#;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767323045,
            "drive_id": "<alice's drive in WPS>",
            "hash": {
              "sum": "da39a3ee5e6b4b0d3255bfef95601890afd80709",
              "type": "s2s"
            },
            "id": "4DOCw9y2ZcN61e1frLjQv56NVqzPzzrHj",
            "link_id": "c2kBxXtMXL6n",
            "link_url": "https://www.kdocs.cn/l/c2kBxXtMXL6n",
            "modified_by": "<alice's identity in WPS>",
            "mtime": 1767323045,
            "name": "a.txt",
            "parent_id": "<Documents in WPS>",
            "size": 0,
            "type": "file",
            "version": 1
          },
          "detail": "",
          "msg": "success"
        }"#]]
    .assert_eq(&Draft::to(Method::POST, path, body).send(&mock).await.to_string());
}

#[tokio::test]
async fn a_taken_name_gets_a_number_unless_that_is_to_fail() {
    let mock = Mock::new();
    let mut lines = Vec::new();
    for body in [
        r#"{"file_type":"folder","name":"documents"}"#,
        r#"{"file_type":"folder","name":"documents","on_name_conflict":"rename"}"#,
        r#"{"file_type":"file","name":"b.xlsx","on_name_conflict":"fail"}"#,
        r#"{"file_type":"file","name":"B.XLSX","on_name_conflict":"fail"}"#,
        r#"{"file_type":"file","name":"B.XLSX","on_name_conflict":""}"#,
    ] {
        lines.push(made(&mock, IN_ROOT, body).await);
    }
    expect![[r#"
        folder documents(1) 0 bytes
        folder documents(2) 0 bytes
        file b.xlsx 0 bytes
        Some(400008007)
        file B(1).XLSX 0 bytes"#]]
    .assert_eq(&lines.join("\n"));
}

#[tokio::test]
async fn missing_folders_are_made_with_the_item_or_not_at_all() {
    let mock = Mock::new();
    let body = r#"{"file_type":"file","name":"a.pptx","parent_path":["Documents","New","Newer"]}"#;
    assert_eq!(made(&mock, IN_ROOT, body).await, "file a.pptx 0 bytes");
    assert_eq!(made(&mock, IN_ROOT, body).await, "file a(1).pptx 0 bytes");
    let paths = mock.paths("alice").await;
    for path in ["/Documents/New/Newer/a.pptx", "/Documents/New/Newer/a(1).pptx"] {
        assert!(paths.contains(&path.to_owned()), "{path}");
    }
    let row = |members: &str| {
        request("alice-token", IN_ROOT, &format!(r#"{{"file_type":"file","name":"a.pptx",{members}}}"#))
    };
    let deep = vec![r#""x""#; 500].join(",");
    let rows = [
        ("a file on the way", row(r#""parent_path":["hello.txt","New"]"#)),
        ("a name without characters", row(r#""parent_path":["New",""]"#)),
        ("a slash", row(r#""parent_path":["New/Newer"]"#)),
        ("no list", row(r#""parent_path":"New""#)),
        ("too deep", row(&format!(r#""parent_path":[{deep}]"#))),
        (
            "a taken name at its end",
            row(r#""parent_path":["Documents","New","Newer"],"on_name_conflict":"fail""#),
        ),
    ];
    refusals(&mock, rows, expect![[r#"
        a file on the way: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is not a folder."},"msg":"请求参数取值无效"}
        a name without characters: 400 {"code":400008015,"more":{"code":400008015,"msg":"The name is empty."},"msg":"文件名为空"}
        a slash: 400 {"code":400000003,"more":{"code":400000003,"msg":"No drive can hold this name."},"msg":"请求参数取值无效"}
        no list: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: string \"New\", expected a sequence at line 1 column 55."},"msg":"请求参数格式有误"}
        too deep: 400 {"code":400000003,"more":{"code":400000003,"msg":"Folders lie at most 400 levels deep."},"msg":"请求参数取值无效"}
        a taken name at its end: 400 {"code":400008007,"more":{"code":400008007,"msg":"The name is taken."},"msg":"文件名冲突"}
    "#]]).await;
}

#[tokio::test]
async fn a_shortcut_stands_for_an_item() {
    let mock = Mock::new();
    let body = r#"{"file_type":"shortcut","name":"plan.txt.link","file_id":"<plan.txt in WPS>"}"#;
    let answer = alice(&mock, IN_ROOT, body).await;
    let data = &answer.json()["data"];
    assert_eq!((&data["type"], &data["name"]), (&"shortcut".into(), &"plan.txt.link".into()));
    let of_a_team = r#"{"file_type":"shortcut","name":"b.link","file_id":"<Projects in WPS>"}"#;
    assert_eq!(made(&mock, IN_ROOT, of_a_team).await, "shortcut b.link 0 bytes");
}

#[tokio::test]
async fn each_dialect_has_its_own_types_of_files() {
    let mock = Mock::new();
    let mut lines = Vec::new();
    for name in ["a.otl", "a.wpsnote", "a.link", "a.txt", "a.ksheet", "a.pdf", "a", ".docx"] {
        let body = format!(r#"{{"file_type":"file","name":"{name}"}}"#);
        let public = made(&mock, IN_ROOT, &body).await;
        let path = "/graph/v7/drives/<alice's drive in WPS>/files/0/create";
        let private = Draft::to(Method::POST, path, &body).send(&mock).await.json();
        lines.push(format!("{name}: {public}, private {}", private["code"]));
    }
    expect![[r#"
        a.otl: file a.otl 0 bytes, private 0
        a.wpsnote: file a.wpsnote 0 bytes, private 403008042
        a.link: file a.link 0 bytes, private 403008042
        a.txt: Some(403008042), private 0
        a.ksheet: Some(403008042), private 0
        a.pdf: Some(403008042), private 403008042
        a: Some(403008042), private 403008042
        .docx: Some(403008042), private 403008042"#]]
    .assert_eq(&lines.join("\n"));
    assert_eq!(
        made(&mock, IN_ROOT, r#"{"file_type":"folder","name":"a.pdf"}"#).await,
        "folder a.pdf 0 bytes"
    );
}

#[tokio::test]
async fn files_of_any_type_are_made_where_the_settings_say_so() {
    let mock = Mock::with(|settings| settings.wps_strict_extensions = false);
    assert_eq!(made(&mock, IN_ROOT, r#"{"file_type":"file","name":"a.pdf"}"#).await, "file a.pdf 0 bytes");
}

#[tokio::test]
async fn an_application_makes_files_in_its_drive() {
    let mock = Mock::new();
    let token = app_token(&mock).await;
    let line = "POST /v7/drives/<the app's drive in WPS>/files/<Inbox in WPS>/create";
    let answer = mock.send(&request(&token, line, r#"{"file_type":"folder","name":"2026"}"#)).await;
    let json = answer.json();
    assert_eq!((&json["code"], &json["data"]["created_by"]["type"]), (&0.into(), &"sp".into()), "{answer}");
}

#[tokio::test]
async fn what_cannot_be_made_is_refused() {
    let mock = Mock::new();
    let row = |members: &str| request("alice-token", IN_ROOT, &format!("{{{members}}}"));
    let file = |name: &str| row(&format!(r#""file_type":"file","name":"{name}""#));
    let body = r#"{"file_type":"folder","name":"x"}"#;
    let at = |path: &str| request("alice-token", &format!("POST /v7/drives/{path}/create"), body);
    let (long, longer) = ("x".repeat(256), format!("{}.docx", "x".repeat(1020)));
    let private = "/graph/v7/drives/<alice's drive in WPS>/files/0/create";
    let shortcut = r#"{"file_type":"shortcut","name":"a.link","file_id":"<plan.txt in WPS>"}"#;
    let rows = [
        ("no type", row(r#""name":"x""#)),
        ("an unknown type", row(r#""file_type":"otl","name":"a.otl""#)),
        ("no name", row(r#""file_type":"file""#)),
        ("an empty name", file("")),
        ("256 characters", row(&format!(r#""file_type":"folder","name":"{long}""#))),
        ("1,025 characters", file(&longer)),
        ("a slash", file("a/b.docx")),
        ("two dots", row(r#""file_type":"folder","name":"..""#)),
        ("overwriting", row(r#""file_type":"file","name":"a.doc","on_name_conflict":"overwrite""#)),
        ("replacing", row(r#""file_type":"file","name":"a.doc","on_name_conflict":"replace""#)),
        ("an unknown rule", row(r#""file_type":"file","name":"a.doc","on_name_conflict":"skip""#)),
        ("a shortcut to nothing", row(r#""file_type":"shortcut","name":"a.link""#)),
        ("to what is unknown", row(r#""file_type":"shortcut","name":"a.link","file_id":"x""#)),
        ("to what is bob's", row(r#""file_type":"shortcut","name":"a.link","file_id":"<todo.txt in WPS>""#)),
        (
            "called as a document",
            row(r#""file_type":"shortcut","name":"a.docx","file_id":"<plan.txt in WPS>""#),
        ),
        ("an unknown drive", at("1234567/files/0")),
        ("an unknown folder", at("<alice's drive in WPS>/files/x")),
        ("a folder of another drive", at("<the team's drive in WPS>/files/<Documents in WPS>")),
        ("a file for a folder", at("<alice's drive in WPS>/files/<hello.txt in WPS>")),
        ("bob's drive", at("<bob's drive in WPS>/files/0")),
        ("a token that only reads", request("readonly-token", IN_ROOT, body)),
    ];
    refusals(&mock, rows, expect![[r#"
        no type: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `file_type` at line 1 column 12."},"msg":"请求参数格式有误"}
        an unknown type: 400 {"code":400000004,"more":{"code":400000004,"msg":"file_type is none of folder, file, shortcut."},"msg":"请求参数不支持"}
        no name: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `name` at line 1 column 20."},"msg":"请求参数格式有误"}
        an empty name: 400 {"code":400008015,"more":{"code":400008015,"msg":"The name is empty."},"msg":"文件名为空"}
        256 characters: 400 {"code":400000106,"more":{"code":400000106,"msg":"name has more than 255 characters."},"msg":"长度限制超出"}
        1,025 characters: 400 {"code":400000106,"more":{"code":400000106,"msg":"name has more than 255 characters."},"msg":"长度限制超出"}
        a slash: 400 {"code":400000003,"more":{"code":400000003,"msg":"No drive can hold this name."},"msg":"请求参数取值无效"}
        two dots: 400 {"code":400000003,"more":{"code":400000003,"msg":"No drive can hold this name."},"msg":"请求参数取值无效"}
        overwriting: 400 {"code":400000004,"more":{"code":400000004,"msg":"on_name_conflict is none of rename, fail."},"msg":"请求参数不支持"}
        replacing: 400 {"code":400000004,"more":{"code":400000004,"msg":"on_name_conflict is none of rename, fail."},"msg":"请求参数不支持"}
        an unknown rule: 400 {"code":400000004,"more":{"code":400000004,"msg":"on_name_conflict is none of rename, fail."},"msg":"请求参数不支持"}
        a shortcut to nothing: 400 {"code":400000002,"more":{"code":400000002,"msg":"file_id is missing."},"msg":"请求参数格式有误"}
        to what is unknown: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        to what is bob's: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<todo.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        called as a document: 403 {"code":403008042,"more":{"code":403008042,"msg":"The name ends with none of .link."},"msg":"不支持的文件类型"}
        an unknown drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        an unknown folder: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        a folder of another drive: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<Documents in WPS>`: There is no such file or folder."},"msg":"文件不存在"}
        a file for a folder: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is not a folder."},"msg":"请求参数取值无效"}
        bob's drive: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `0`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        a token that only reads: 403 {"code":400000003,"desc":"The requested scope is invalid, unknown, or malformed. The request scopes 'kso.file.readwrite' or 'kso.mcp.readwrite' are needed.","message":"kso: PermissionDenied access_token verify err: invalid_scope"}
    "#]]).await;
    let rows = [("a shortcut in a private deployment", Draft::to(Method::POST, private, shortcut))];
    refusals(&mock, rows, expect![[r#"
        a shortcut in a private deployment: 400 {"code":400000004,"detail":"file_type is none of folder, file.","msg":"请求参数不支持"}
    "#]]).await;
}
