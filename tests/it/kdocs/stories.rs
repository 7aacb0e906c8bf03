//! A story through each family, from the first call to the last.

use std::time::Duration;

use expect_test::expect;

use super::{
    ARCHIVE, Signed,
    app_files::{self, send},
    oauth::{ASK, code, redeem_text, text},
    records,
};
use crate::support::{Answer, Mock};

const PERSONAL: &str = "/api/v1/openapi/personal";

/// A call below `/personal` with the token of a user.
async fn call(mock: &Mock, token: &str, what: &str, body: &str) -> Answer {
    let (method, path) = what.split_once(' ').expect("a method and a path");
    mock.send(&format!("{method} {PERSONAL}{path}?access_token={token}\n\n{body}")).await
}

/// What Graph tells the same user of a document in the root of the drive.
async fn in_graph(mock: &Mock, name: &str) -> Answer {
    let path = format!("/v1.0/me/drive/root:/{name}?$select=name,size,createdBy,lastModifiedBy");
    mock.send(&format!("GET {path}\nAuthorization: Bearer alice-token")).await
}

/// The id of a document that alice has just created in the root of her drive.
async fn created(mock: &Mock, name: &str) -> String {
    let body = format!(r#"{{"filename": "{name}", "path_from_root": true}}"#);
    let answer = call(mock, "alice-token", "POST /files", &body).await;
    open_id(&answer)
}

fn open_id(answer: &Answer) -> String {
    answer.json()["data"]["id"]["open_id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

#[tokio::test]
async fn a_document_of_a_user_is_renamed_deleted_and_recovered_with_the_token_that_was_agreed_to() {
    let mock = Mock::new();
    let scopes = "create_personal_files,modify_personal_files,remove_personal_files,access_personal_files";
    let code = code(&mock, &format!("{ASK}{scopes}&state=s&login_hint=alice")).await;
    let redeemed = mock.send(&redeem_text(&code)).await;
    expect![[r#"200 {"code":0,"data":{"access_token":"fzbzrysbbwhptuaaszkeajbhqptogqgv","app_id":"SX20260101MOCKED","expires_in":86400,"refresh_token":"asorwlmkvswqbobrowmkikjwlcnwbwqk"}}"#]].assert_eq(&redeemed.line());
    let token = text(&redeemed, "access_token");

    let body = r#"{"filename": "draft.docx", "path_from_root": true}"#;
    let made = call(&mock, &token, "POST /files", body).await;
    expect![[r#"200 {"code":0,"data":{"id":{"open_id":"6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8","union_id":"NJyvBE_AAmwDEvivY6LcmcFMjuqr_2yYAwpgAO3zcs8"},"space":"personal"}}"#]].assert_eq(&made.line());
    let before = in_graph(&mock, "draft.docx").await;
    expect![[r#"200 {"@odata.context":"http://mock.test/v1.0/$metadata#users('<alice>')/drive/root(name,size,createdBy,lastModifiedBy)/$entity","@odata.etag":"\"{8A50498D-9C86-2A84-7753-8E406DE2BF9C},1\"","createdBy":"<alice's identity>","lastModifiedBy":"<alice's identity>","name":"draft.docx","size":889}"#]].assert_eq(&before.line());
    let id = open_id(&made);
    let what = format!("PUT /files/{id}/name");
    let renamed = call(&mock, &token, &what, r#"{"new_name": "final.docx"}"#).await;
    expect![[r#"200 {"code":0,"data":{}}"#]].assert_eq(&renamed.line());
    assert_eq!(in_graph(&mock, "draft.docx").await.status, 404);
    expect![[r#"
        @odata.etag: "\"{8A50498D-9C86-2A84-7753-8E406DE2BF9C},1\"" -> "\"{8A50498D-9C86-2A84-7753-8E406DE2BF9C},2\""
        name: "draft.docx" -> "final.docx"
    "#]]
    .assert_eq(&in_graph(&mock, "final.docx").await.differs_from(&before));

    let body = format!(r#"{{"file_ids": ["{id}"]}}"#);
    let deleted = call(&mock, &token, "POST /tasks/files/delete", &body).await;
    expect![[r#"200 {"code":0,"data":{"task_id":""}}"#]].assert_eq(&deleted.line());
    assert_eq!(in_graph(&mock, "final.docx").await.status, 404);
    expect![[r#"200 {"code":0,"data":[{"fname":"final.docx","fsize":889,"ftype":"file","id":{"open_id":"6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8","union_id":"NJyvBE_AAmwDEvivY6LcmcFMjuqr_2yYAwpgAO3zcs8"},"mtime":1767323045,"parent_id":"<open id of alice's root>"}]}"#]].assert_eq(&call(&mock, &token, "GET /recycles", "").await.line());
    let body = format!(r#"{{"file_tokens": ["{id}"]}}"#);
    let recovered = call(&mock, &token, "POST /recycles/recover", &body).await;
    expect![[r#"200 {"code":0,"data":{}}"#]].assert_eq(&recovered.line());
    expect![[r#"200 {"code":0,"data":[]}"#]]
        .assert_eq(&call(&mock, &token, "GET /recycles", "").await.line());
    expect![[r#"
        @odata.etag: "\"{8A50498D-9C86-2A84-7753-8E406DE2BF9C},1\"" -> "\"{8A50498D-9C86-2A84-7753-8E406DE2BF9C},3\""
        name: "draft.docx" -> "final.docx"
    "#]]
    .assert_eq(&in_graph(&mock, "final.docx").await.differs_from(&before));
}

#[tokio::test]
async fn a_document_of_an_application_is_uploaded_reverted_moved_and_destroyed() {
    let mock = Mock::new();
    let form = "--xxxxx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"notes.txt\"\r\n\r\n\
                first\r\n--xxxxx--\r\n";
    let signed = Signed { content_type: "multipart/form-data; boundary=xxxxx", ..Signed::default() };
    let uploaded = mock.send(&signed.text("POST", &format!("{}/upload", app_files::FILES), form)).await;
    expect![[r#"200 {"code":0,"data":{"file_token":"t0LIiotN9cTw2pD7E7dQx7C"}}"#]]
        .assert_eq(&uploaded.line());
    let file = text(&uploaded, "file_token");
    let info = send(&mock, "GET", &format!("/{file}"), "").await;
    expect![[r#"200 {"code":0,"data":{"content_type":"text/plain","ctime":1767323045,"file_token":"t0LIiotN9cTw2pD7E7dQx7C","mtime":1767323045,"name":"notes.txt","parent_token":"<file token of the app's root>","size":5,"version":1}}"#]].assert_eq(&info.line());

    let versions = send(&mock, "GET", &format!("/{file}/versions"), "").await;
    expect![[
        r#"200 {"code":0,"data":{"next_offset":-1,"versions":[{"mtime":1767323045,"size":5,"version":1}]}}"#
    ]]
    .assert_eq(&versions.line());
    mock.advance(Duration::from_mins(1));
    let reverted = send(&mock, "POST", &format!("/{file}/versions/1/revert"), "").await;
    expect![[r#"200 {"code":0,"data":{}}"#]].assert_eq(&reverted.line());
    let versions = send(&mock, "GET", &format!("/{file}/versions"), "").await;
    expect![[r#"200 {"code":0,"data":{"next_offset":-1,"versions":[{"mtime":1767323105,"size":5,"version":2},{"mtime":1767323045,"size":5,"version":1}]}}"#]].assert_eq(&versions.line());

    let body = format!(r#"{{"file_tokens": ["{file}"], "parent_token": "{ARCHIVE}"}}"#);
    expect![[r#"200 {"code":0,"data":{"task_id":""}}"#]]
        .assert_eq(&Signed::default().post(&mock, &body).await.line());
    let moved = send(&mock, "GET", &format!("/{file}"), "").await;
    expect![[r#"
        data / mtime: 1767323045 -> 1767323105
        data / parent_token: "<file token of the app's root>" -> "<file token of Archive>"
        data / version: 1 -> 2
    "#]]
    .assert_eq(&moved.differs_from(&info));
    assert!(mock.paths("apps").await.contains(&"/Archive/notes.txt".to_owned()));

    let destroyed = send(&mock, "DELETE", &format!("/{file}/destroy"), "{}").await;
    expect![[r#"200 {"code":0}"#]].assert_eq(&destroyed.line());
    expect![[r#"404 {"code":30012,"hint":"t0LIiotN9cTw2pD7E7dQx7C","message":"FileNotExists","msg":"FileNotExists"}"#]].assert_eq(&send(&mock, "GET", &format!("/{file}"), "").await.line());
    assert!(!mock.paths("apps").await.contains(&"/Archive/notes.txt".to_owned()));
}

#[tokio::test]
async fn a_light_table_that_was_created_keeps_records_and_finds_them() {
    let mock = Mock::new();
    let id = created(&mock, "stock.dbt").await;
    let body = r#"{"records":[{"fields":{"名称":"paper","数量":3}},{"fields":{"名称":"ink","数量":1}}]}"#;
    let added = mock.send(&records::call("POST", &id, "sheets/1/records", body)).await;
    expect![[r#"200 {"code":0,"data":{"detail":{"records":[{"fields":{"名称":"paper","数量":3},"id":"B"},{"fields":{"名称":"ink","数量":1},"id":"C"}]}}}"#]].assert_eq(&added.line());
    let found = mock.send(&records::call("POST", &id, "sheets/1/records/complex_query", "{}")).await;
    expect![[r#"200 {"code":0,"data":{"detail":{"records":[{"fields":{"名称":"paper","数量":3},"id":"B"},{"fields":{"名称":"ink","数量":1},"id":"C"}]}}}"#]].assert_eq(&found.line());
    let body = r#"{"pageSize": 1}"#;
    let first = mock.send(&records::call("POST", &id, "sheets/1/records/complex_query", body)).await;
    expect![[r#"200 {"code":0,"data":{"detail":{"offset":"C","records":[{"fields":{"名称":"paper","数量":3},"id":"B"}]}}}"#]].assert_eq(&first.line());
    let body = r#"{"pageSize": 1, "offset": "C"}"#;
    let second = mock.send(&records::call("POST", &id, "sheets/1/records/complex_query", body)).await;
    expect![[
        r#"200 {"code":0,"data":{"detail":{"records":[{"fields":{"名称":"ink","数量":1},"id":"C"}]}}}"#
    ]]
    .assert_eq(&second.line());
}

#[tokio::test]
async fn a_sheet_that_was_created_gives_back_the_cells_that_are_written() {
    let mock = Mock::new();
    let id = created(&mock, "sums.ksheet").await;
    let cells = format!("/api/v1/openapi/ksheet/{id}/sheets/0/cells?access_token=alice-token");
    let read = format!("GET {cells}&row_from=0&row_to=9&col_from=0&col_to=9");
    expect![[r#"200 {"code":0,"data":{"cells":[]}}"#]].assert_eq(&mock.send(&read).await.line());
    let body = r#"{"ranges":[
        {"op_type":"formula","row_from":0,"row_to":0,"col_from":0,"col_to":0,"formula":"paper"},
        {"op_type":"formula","row_from":0,"row_to":0,"col_from":1,"col_to":1,"formula":"3"}]}"#;
    expect![[r#"200 {"code":0,"data":{}}"#]]
        .assert_eq(&mock.send(&format!("POST {cells}\n\n{body}")).await.line());
    expect![[r#"200 {"code":0,"data":{"cells":[{"cell_text":"paper","col_from":0,"col_to":0,"num_format":"General","original_cell_value":"paper","row_from":0,"row_to":0},{"cell_text":"3","col_from":1,"col_to":1,"num_format":"General","original_cell_value":"3","row_from":0,"row_to":0}]}}"#]].assert_eq(&mock.send(&read).await.line());
}
