//! Searches in the directory of the app.

use expect_test::expect;

use super::{alice, get, lists, names, open_id, text, upload};
use crate::support::{Mock, refusals};

/// Files in the directory of the app: a text, copies of the fixture's documents, and one in a directory.
async fn with_files() -> Mock {
    let mock = Mock::new();
    upload(&mock, "Notes.txt", "Budget of the YEAR, \u{9884}\u{7b97}", &[]).await;
    upload(&mock, "deep.md", "the budget again", &[("parent_path", "notes")]).await;
    upload(&mock, "broken.docx", "budget, but no package", &[]).await;
    let app = open_id(&mock, "/应用/SX20260101MOCKED").await;
    for path in ["/Documents/Reports/budget.xlsx", "/Documents/Reports/quarterly.docx"] {
        let id = open_id(&mock, path).await;
        let body = format!(r#"{{"file_ids": ["{id}"], "parent_id": "{app}"}}"#);
        assert_eq!(super::super::copy(&mock, &body).await.status, 200);
    }
    mock
}

#[tokio::test]
async fn names_are_found_by_a_part_of_them() {
    let mock = with_files().await;
    let queries = ["notes", "O", ".", "budget", "hello", "%25"];
    expect![[r#"
        notes: notes, Notes.txt | -1 null
        O: broken.docx, notes, Notes.txt, quarterly.docx | -1 null
        .: broken.docx, budget.xlsx, Notes.txt, quarterly.docx, deep.md | -1 null
        budget: budget.xlsx | -1 null
        hello:  | -1 null
        %25:  | -1 null"#]]
    .assert_eq(&lists(&mock, "/files/search/name?file_name=", &queries).await);
    let answer = get(&mock, "/files/search/name?file_name=notes&count=1&offset=0").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "files": [
              {
                "fname": "notes",
                "fsize": 0,
                "ftype": "folder",
                "id": {
                  "open_id": "6dBxnuGjvNS2y7w0gfOwsgK_XLQG91dHEMqct4oyUMA",
                  "union_id": "NJyvBE_AAmwDEvivY6LcmQK_XLQG91dHEMqct4oyUMA"
                },
                "mtime": 1767323045,
                "parent_id": "6dBxnuGjvNS2y7w0gfOwsp55el2gd9QJjB2B0fiRiJE"
              }
            ],
            "next_offset": 1
          }
        }"#]]
    .assert_eq(&answer.to_string());
    let notes = open_id(&mock, "/应用/SX20260101MOCKED/notes").await;
    for parent in ["parent_id", "open_parentid"] {
        let path = format!("/files/search/name?file_name=e&count=30&offset=0&{parent}={notes}");
        assert_eq!(names(&get(&mock, &path).await), "deep.md | -1 null", "{parent}");
    }
}

#[tokio::test]
async fn texts_are_found_in_plain_files_and_in_office_documents() {
    let mock = with_files().await;
    let queries =
        ["budget", "year,", "%E9%A2%84%E7%AE%97", "january", "item%09january", "quarter", "package", "w:t"];
    expect![[r#"
        budget: Notes.txt, deep.md | -1 null
        year,: Notes.txt | -1 null
        %E9%A2%84%E7%AE%97: Notes.txt | -1 null
        january: budget.xlsx | -1 null
        item%09january: budget.xlsx | -1 null
        quarter: quarterly.docx | -1 null
        package:  | -1 null
        w:t:  | -1 null"#]]
    .assert_eq(&lists(&mock, "/files/search/content?content=", &queries).await);
    let notes = open_id(&mock, "/应用/SX20260101MOCKED/notes").await;
    let path = format!("/files/search/content?content=budget&parent_id={notes}");
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "files": [
              {
                "fname": "deep.md",
                "fsize": 16,
                "ftype": "file",
                "id": {
                  "open_id": "6dBxnuGjvNS2y7w0gfOwssV4qu0gRYOJIN4FsmOCdLQ",
                  "union_id": "NJyvBE_AAmwDEvivY6LcmcV4qu0gRYOJIN4FsmOCdLQ"
                },
                "mtime": 1767323045,
                "parent_id": "6dBxnuGjvNS2y7w0gfOwsgK_XLQG91dHEMqct4oyUMA"
              }
            ],
            "next_offset": -1
          }
        }"#]]
    .assert_eq(&get(&mock, &path).await.to_string());
}

#[tokio::test]
async fn nothing_is_found_before_the_directory_is_made() {
    let mock = Mock::new();
    assert_eq!(names(&get(&mock, "/files/search/name?file_name=hello").await), " | -1 null");
    assert_eq!(names(&get(&mock, "/files/search/content?content=Hello").await), " | -1 null");
}

#[tokio::test]
async fn searches_outside_the_directory_or_for_nothing_are_refused() {
    let mock = with_files().await;
    let documents = open_id(&mock, "/Documents").await;
    let long = "x".repeat(101);
    assert_eq!(
        get(&mock, &format!("/files/search/content?content={}", "字".repeat(100).replace('字', "%E5%AD%97")))
            .await
            .status,
        200
    );
    let paths = [
        "/files/search/name".to_owned(),
        "/files/search/name?file_name=".into(),
        format!("/files/search/name?file_name=a&parent_id={documents}"),
        "/files/search/name?file_name=a&open_parentid=nonsense".into(),
        "/files/search/name?file_name=a&count=501".into(),
        "/files/search/content".into(),
        format!("/files/search/content?content={long}"),
        format!("/files/search/content?content=a&parent_id={documents}"),
        "/files/search/content?content=a&offset=-1".into(),
    ];
    refusals(&mock, paths.map(|path| (path.clone(), alice(&format!("GET {path}"), ""))), expect![[r#"
        /files/search/name: 400 {"code":10001,"hint":"file_name is required","message":"InvalidArgument","msg":"InvalidArgument"}
        /files/search/name?file_name=: 400 {"code":10001,"hint":"file_name is required","message":"InvalidArgument","msg":"InvalidArgument"}
        /files/search/name?file_name=a&parent_id=<open id of Documents>: 400 {"code":10001,"hint":"<open id of Documents> is no directory of the app","message":"InvalidArgument","msg":"InvalidArgument"}
        /files/search/name?file_name=a&open_parentid=nonsense: 404 {"code":30012,"hint":"nonsense","message":"FileNotExists","msg":"FileNotExists"}
        /files/search/name?file_name=a&count=501: 400 {"code":10001,"hint":"count is none of 1 to 500","message":"InvalidArgument","msg":"InvalidArgument"}
        /files/search/content: 400 {"code":10001,"hint":"content is required","message":"InvalidArgument","msg":"InvalidArgument"}
        /files/search/content?content=<x × 101>: 400 {"code":10001,"hint":"content has more than 100 characters","message":"InvalidArgument","msg":"InvalidArgument"}
        /files/search/content?content=a&parent_id=<open id of Documents>: 400 {"code":10001,"hint":"<open id of Documents> is no directory of the app","message":"InvalidArgument","msg":"InvalidArgument"}
        /files/search/content?content=a&offset=-1: 400 {"code":10001,"hint":"offset is below 0","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]])
        .await;
    let paths = ["GET /files/search/name", "GET /files/search/content"];
    refusals(&mock, paths.map(|path| (path, text("", path, ""))), expect![[r#"
        GET /files/search/name: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        GET /files/search/content: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
    "#]]).await;
}
