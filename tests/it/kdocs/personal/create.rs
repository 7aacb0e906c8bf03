//! Creating documents: where they land, what is in them, what is refused.

use expect_test::expect;

use super::{super::HELLO, alice, content, create, get, names, open_id, post, text};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn the_vendors_example_lands_in_the_directory_of_the_app() {
    let mock = Mock::new();
    let token = "kvqxrspxjctdojjqdildjhonzwusaquc";
    let body = r#"{"filename": "demo.ksheet", "parent_path": ["path1", "path2"]}"#;
    let request = text(token, "POST /files", body).replacen('\n', "\nContent-Type: application/json\n", 1);
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "id": {
              "open_id": "24Jhofz2dZ_YHGaW8c2WWsV4qu0gRYOJIN4FsmOCdLQ",
              "union_id": "NJyvBE_AAmwDEvivY6LcmcV4qu0gRYOJIN4FsmOCdLQ"
            },
            "space": "personal"
          }
        }"#]]
    .assert_eq(&mock.send(&request).await.to_string());
    let graph = "GET /v1.0/me/drive/root:/应用/SX20220101ABCDEF/path1/path2/demo.ksheet?$select=name,size\nAuthorization: Bearer alice-token";
    let graph = graph.replace("应用", "%E5%BA%94%E7%94%A8");
    assert_eq!(mock.send(&graph).await.status, 200);
}

#[tokio::test]
async fn documents_land_where_the_table_of_the_page_says() {
    let mock = Mock::new();
    let before = mock.paths("alice").await;
    for body in [
        r#"{"filename": "a.docx"}"#,
        r#"{"filename": "a.docx", "path_from_root": false, "parent_path": []}"#,
        r#"{"filename": "b.docx", "path_from_root": false, "parent_path": ["bar", "baz"]}"#,
        r#"{"filename": "c.docx", "path_from_root": true, "parent_path": []}"#,
        r#"{"filename": "d.docx", "path_from_root": true, "parent_path": ["bar", "baz"]}"#,
        r#"{"filename": "e.docx", "path_from_root": true, "parent_path": null, "parent_id": ""}"#,
    ] {
        create(&mock, body).await;
    }
    let photos = open_id(&mock, "/Photos").await;
    create(
        &mock,
        &format!(r#"{{"filename": "f.docx", "parent_id": "{photos}", "parent_path": ["passed over"]}}"#),
    )
    .await;
    let mut paths = super::super::new_paths(&mock, "alice", &before).await;
    paths.sort();
    expect![[r#"
        /Photos/f.docx
        /bar
        /bar/baz
        /bar/baz/d.docx
        /c.docx
        /e.docx
        /应用
        /应用/SX20260101MOCKED
        /应用/SX20260101MOCKED/a(1).docx
        /应用/SX20260101MOCKED/a.docx
        /应用/SX20260101MOCKED/bar
        /应用/SX20260101MOCKED/bar/baz
        /应用/SX20260101MOCKED/bar/baz/b.docx"#]]
    .assert_eq(&paths.join("\n"));
    let team = mock.id("kdocs_open_id", "team", "/Projects").await;
    let answer = post(&mock, "/files", &format!(r#"{{"filename": "t.docx", "parent_id": "{team}"}}"#)).await;
    assert_eq!(answer.json()["data"]["space"], "group");
}

#[tokio::test]
async fn new_office_documents_are_packages_and_others_have_no_bytes() {
    let mock = Mock::new();
    for name in ["a.docx", "a.xlsx", "a.pptx", "a.doc", "a.xls", "a.ppt", "a.ksheet", "a.dbt", "a.OTL"] {
        create(&mock, &format!(r#"{{"filename": "{name}", "path_from_root": true}}"#)).await;
        let bytes = content(&mock, &format!("/{name}")).await;
        assert_eq!(bytes.starts_with(b"PK\x03\x04"), name.ends_with('x'), "{name}");
        assert_eq!(bytes.is_empty(), !name.ends_with('x'), "{name}");
    }
    expect![[r#"a.xlsx, archive.zip, a.pptx, a.docx, locked.zip, hello.txt, a.dbt, a.doc, a.ksheet, a.OTL, a.ppt, a.xls | -1 "file""#]].assert_eq(&names(&get(&mock, "/files?order_by=fsize&filter=file").await));
}

#[tokio::test]
async fn what_cannot_be_created_is_refused_and_leaves_no_directories() {
    let mock = Mock::new();
    let bobs = mock.id("kdocs_open_id", "bob", "/Private").await;
    let deep = serde_json::to_string(&vec!["x"; 600]).expect("strings");
    let bodies = [
        "{}".to_owned(),
        "not JSON".into(),
        r#"{"filename": 7}"#.into(),
        r#"{"filename": ""}"#.into(),
        r#"{"filename": "a.txt"}"#.into(),
        r#"{"filename": "docx"}"#.into(),
        r#"{"filename": ".docx"}"#.into(),
        r#"{"filename": "a/b.docx"}"#.into(),
        r#"{"filename": "a\\b.docx"}"#.into(),
        r#"{"filename": "..", "path_from_root": true}"#.into(),
        r#"{"filename": "a\u0000.docx"}"#.into(),
        format!(r#"{{"filename": "{}.docx"}}"#, "x".repeat(300)),
        r#"{"filename": "a.docx", "path_from_root": "yes"}"#.into(),
        r#"{"filename": "a.docx", "parent_path": "a,b"}"#.into(),
        r#"{"filename": "a.docx", "parent_path": ["a/b"]}"#.into(),
        r#"{"filename": "a.docx", "parent_path": ["a", ".."]}"#.into(),
        r#"{"filename": "a.docx", "parent_path": ["a", ""]}"#.into(),
        r#"{"filename": "a.docx", "parent_path": ["new", "hello.txt", "x"], "path_from_root": true, "parent_id": "nonsense"}"#.into(),
        r#"{"filename": "a.docx", "parent_path": ["hello.txt", "x"], "path_from_root": true}"#.into(),
        r#"{"filename": "a.docx", "parent_path": ["Documents", "plan.txt"], "path_from_root": true}"#.into(),
        format!(r#"{{"filename": "a.docx", "parent_path": {deep}}}"#),
        format!(r#"{{"filename": "a.docx", "parent_id": "{bobs}"}}"#),
        format!(r#"{{"filename": "a.docx", "parent_id": "{HELLO}"}}"#),
    ];
    refusals(&mock, bodies.map(|body| (body.clone(), alice("POST /files", &body))), expect![[r#"
        {}: 400 {"code":10001,"hint":"the body: missing field `filename` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        not JSON: 400 {"code":10001,"hint":"the body: expected ident at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": 7}: 400 {"code":10001,"hint":"the body: invalid type: integer `7`, expected a string at line 1 column 14","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": ""}: 400 {"code":10001,"hint":"filename: no file can have the name \"\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a.txt"}: 400 {"code":10001,"hint":"filename: \"a.txt\" ends with none of .ksheet .dbt .otl .pptx .ppt .docx .doc .xlsx .xls","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "docx"}: 400 {"code":10001,"hint":"filename: \"docx\" ends with none of .ksheet .dbt .otl .pptx .ppt .docx .doc .xlsx .xls","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": ".docx"}: 400 {"code":10001,"hint":"filename: \".docx\" ends with none of .ksheet .dbt .otl .pptx .ppt .docx .doc .xlsx .xls","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a/b.docx"}: 400 {"code":10001,"hint":"filename: no file can have the name \"a/b.docx\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a\\b.docx"}: 400 {"code":10001,"hint":"filename: no file can have the name \"a\\\\b.docx\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "..", "path_from_root": true}: 400 {"code":10001,"hint":"filename: no file can have the name \"..\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a\u0000.docx"}: 400 {"code":10001,"hint":"filename: no file can have the name \"a\\0.docx\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "<x × 300>.docx"}: 400 {"code":10001,"hint":"filename: no file can have the name \"<x × 300>.docx\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a.docx", "path_from_root": "yes"}: 400 {"code":10001,"hint":"the body: invalid type: string \"yes\", expected a boolean at line 1 column 46","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a.docx", "parent_path": "a,b"}: 400 {"code":10001,"hint":"the body: invalid type: string \"a,b\", expected a sequence at line 1 column 43","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a.docx", "parent_path": ["a/b"]}: 400 {"code":10001,"hint":"parent_path: no file can have the name \"a/b\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a.docx", "parent_path": ["a", ".."]}: 400 {"code":10001,"hint":"parent_path: no file can have the name \"..\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a.docx", "parent_path": ["a", ""]}: 400 {"code":10001,"hint":"parent_path: no file can have the name \"\"","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a.docx", "parent_path": ["new", "hello.txt", "x"], "path_from_root": true, "parent_id": "nonsense"}: 404 {"code":30012,"hint":"nonsense","message":"FileNotExists","msg":"FileNotExists"}
        {"filename": "a.docx", "parent_path": ["hello.txt", "x"], "path_from_root": true}: 400 {"code":30906,"hint":"the target is not a directory","message":"InvalidParent","msg":"InvalidParent"}
        {"filename": "a.docx", "parent_path": ["Documents", "plan.txt"], "path_from_root": true}: 400 {"code":30906,"hint":"the target is not a directory","message":"InvalidParent","msg":"InvalidParent"}
        {"filename": "a.docx", "parent_path": ["x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","x","…: 400 {"code":10001,"hint":"a directory would lie deeper than 400 levels","message":"InvalidArgument","msg":"InvalidArgument"}
        {"filename": "a.docx", "parent_id": "<open id of Private>"}: 404 {"code":30012,"hint":"<open id of Private>","message":"FileNotExists","msg":"FileNotExists"}
        {"filename": "a.docx", "parent_id": "kvqxrspxjctdojjqdildjhonzwusaquc"}: 400 {"code":30906,"hint":"the target is not a directory","message":"InvalidParent","msg":"InvalidParent"}
    "#]]).await;
    let rows = [
        ("no token", text("", "POST /files", "{}")),
        ("a token for reading", text("readonly-token", "POST /files", "{}")),
    ];
    refusals(&mock, rows, expect![[r#"
        no token: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a token for reading: 403 {"code":20003,"hint":"create_personal_files","message":"InvalidScope","msg":"InvalidScope"}
    "#]]).await;
}

#[tokio::test]
async fn a_taken_name_is_varied() {
    let mock = Mock::new();
    for expected in [
        "/应用/SX20260101MOCKED/a.docx",
        "/应用/SX20260101MOCKED/a(1).docx",
        "/应用/SX20260101MOCKED/a(2).docx",
    ] {
        let id = create(&mock, r#"{"filename": "a.docx"}"#).await;
        assert_eq!(mock.find("kdocs_open_id", &id).await, expected);
    }
}
