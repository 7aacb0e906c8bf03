//! Cells of spreadsheets: what is written is read back, and what is in an uploaded xlsx file is read.

use expect_test::expect;

use super::open_id;
use crate::support::{Mock, refusals};

const TOKEN: &str = "access_token=alice-token";

/// Makes a document in alice's drive, as an upload would. Returns its id.
pub async fn document(mock: &Mock, name: &str, content: &'static str) -> String {
    mock.sandbox()
        .write(|world, now| {
            let drive = world.drives().next().expect("alice's").clone();
            let by = world.maker(&drive).expect("an owner");
            let content = mockdrive::world::Content::new(content.into());
            world.create_file(by, drive.root, name, content, mockdrive::world::OnConflict::Fail, now)
        })
        .expect("the name is free");
    open_id(mock, &format!("/{name}")).await
}

fn read(family: &str, id: &str, sheet: &str, area: [u32; 4]) -> String {
    let [from, to, first, last] = area;
    format!(
        "GET /api/v1/openapi/{family}/{id}/sheets/{sheet}/cells?{TOKEN}&row_from={from}&row_to={to}&\
         col_from={first}&col_to={last}"
    )
}

fn write(family: &str, id: &str, sheet: &str, body: &str) -> String {
    format!("POST /api/v1/openapi/{family}/{id}/sheets/{sheet}/cells?{TOKEN}\n\n{body}")
}

#[tokio::test]
async fn what_the_vendors_example_writes_is_read_back() {
    let mock = Mock::new();
    let id = document(&mock, "demo.ksheet", "").await;
    let sheets = format!("GET /api/v1/openapi/ksheet/{id}/sheets?{TOKEN}");
    let before = mock.send(&sheets).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "sheets_info": [
              {
                "col_from": 0,
                "col_to": 0,
                "is_visible": true,
                "row_from": 0,
                "row_to": 0,
                "sheet_id": 1,
                "sheet_idx": 0,
                "sheet_name": "Sheet1",
                "sheet_type": "et"
              }
            ]
          }
        }"#]]
    .assert_eq(&before.to_string());
    let body = r#"{"ranges":[{"op_type":"formula","row_from":0,"row_to":1,"col_from":0,"col_to":1,"formula":"2222"}]}"#;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {}
        }"#]]
    .assert_eq(&mock.send(&write("ksheet", &id, "0", body)).await.to_string());
    let after = mock.send(&sheets).await;
    expect![[r#"
        data / sheets_info[0] / col_to: 0 -> 1
        data / sheets_info[0] / row_to: 0 -> 1
    "#]]
    .assert_eq(&after.differs_from(&before));
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "cells": [
              {
                "cell_text": "2222",
                "col_from": 0,
                "col_to": 0,
                "num_format": "General",
                "original_cell_value": "2222",
                "row_from": 1,
                "row_to": 1
              },
              {
                "cell_text": "2222",
                "col_from": 1,
                "col_to": 1,
                "num_format": "General",
                "original_cell_value": "2222",
                "row_from": 1,
                "row_to": 1
              }
            ]
          }
        }"#]]
    .assert_eq(&mock.send(&read("ksheet", &id, "0", [1, 2, 0, 1])).await.to_string());
    let [as_et, as_ksheet] = [read("et", &id, "0", [0, 9, 0, 9]), read("ksheet", &id, "0", [0, 9, 0, 9])];
    assert_eq!(mock.send(&as_et).await.json(), mock.send(&as_ksheet).await.json(), "one document");
}

#[tokio::test]
async fn cells_are_formatted_merged_and_emptied() {
    let mock = Mock::new();
    let id = document(&mock, "demo.et", "").await;
    let body = r#"{"ranges":[
        {"op_type":"formula","row_from":0,"row_to":0,"col_from":0,"col_to":2,"formula":"a"},
        {"op_type":"format","row_from":0,"row_to":0,"col_from":2,"col_to":2,"xf":{"numfmt":"0.00"}},
        {"op_type":"merge","row_from":0,"row_to":1,"col_from":0,"col_to":1},
        {"op_type":"merge","row_from":0,"row_to":1,"col_from":0,"col_to":1},
        {"op_type":"formula","row_from":5,"row_to":5,"col_from":0,"col_to":0,"formula":"b"},
        {"op_type":"formula","row_from":5,"row_to":5,"col_from":0,"col_to":0,"formula":""}]}"#;
    assert_eq!(mock.send(&write("et", &id, "0", body)).await.status, 200);
    let answer = mock.send(&(read("et", &id, "0", [0, 9, 0, 9]) + "&with_pic_url=true")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "cells": [
              {
                "cell_text": "a",
                "col_from": 0,
                "col_to": 1,
                "num_format": "General",
                "original_cell_value": "a",
                "row_from": 0,
                "row_to": 1
              },
              {
                "cell_text": "a",
                "col_from": 2,
                "col_to": 2,
                "num_format": "0.00",
                "original_cell_value": "a",
                "row_from": 0,
                "row_to": 0
              }
            ]
          }
        }"#]]
    .assert_eq(&answer.to_string());
    let overlapping = r#"{"ranges":[
        {"op_type":"formula","row_from":8,"row_to":8,"col_from":0,"col_to":0,"formula":"c"},
        {"op_type":"merge","row_from":1,"row_to":2,"col_from":1,"col_to":1}]}"#;
    refusals(&mock, [("overlapping areas", write("et", &id, "0", overlapping))], expect![[r#"
        overlapping areas: 400 {"code":10001,"hint":"ranges: merged areas may not overlap","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
}

#[tokio::test]
async fn an_uploaded_workbook_is_read_and_changed_until_it_is_replaced() {
    let mock = Mock::new();
    let id = open_id(&mock, "/Documents/Reports/budget.xlsx").await;
    let sheets = mock.send(&format!("GET /api/v1/openapi/et/{id}/sheets?{TOKEN}")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "sheets_info": [
              {
                "col_from": 0,
                "col_to": 3,
                "is_visible": true,
                "row_from": 0,
                "row_to": 4,
                "sheet_id": 1,
                "sheet_idx": 0,
                "sheet_name": "Budget",
                "sheet_type": "et"
              }
            ]
          }
        }"#]]
    .assert_eq(&sheets.to_string());
    let total = mock.send(&read("et", &id, "0", [3, 4, 0, 1])).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "cells": [
              {
                "cell_text": "Support",
                "col_from": 0,
                "col_to": 0,
                "num_format": "General",
                "original_cell_value": "Support",
                "row_from": 3,
                "row_to": 3
              },
              {
                "cell_text": "75",
                "col_from": 1,
                "col_to": 1,
                "num_format": "General",
                "original_cell_value": "75",
                "row_from": 3,
                "row_to": 3
              },
              {
                "cell_text": "Total",
                "col_from": 0,
                "col_to": 0,
                "num_format": "General",
                "original_cell_value": "Total",
                "row_from": 4,
                "row_to": 4
              },
              {
                "cell_text": "",
                "col_from": 1,
                "col_to": 1,
                "num_format": "General",
                "original_cell_value": "=SUM(B2:B4)",
                "row_from": 4,
                "row_to": 4
              }
            ]
          }
        }"#]]
    .assert_eq(&total.to_string());
    let body = r#"{"ranges":[{"op_type":"formula","row_from":3,"row_to":3,"col_from":1,"col_to":1,"formula":"76"}]}"#;
    let graph = "GET /v1.0/me/drive/root:/Documents/Reports/budget.xlsx\nAuthorization: Bearer alice-token";
    let before = mock.send(graph).await;
    mock.advance(std::time::Duration::from_mins(1));
    assert_eq!(mock.send(&write("et", &id, "0", body)).await.status, 200);
    expect![[r#"
        @microsoft.graph.downloadUrl: "http://mock.test/_layouts/15/download.aspx?UniqueId=6670d480-b80e-8a08-e293-d1c8ba51c01a&Translate=false&tempauth=AAAAAAAAAAcAAAAAAAAAAQAAAZt84HsITvIZBoXOPrrX2sVz0OyQ1g&ApiVersion=2.0" -> "http://mock.test/_layouts/15/download.aspx?UniqueId=6670d480-b80e-8a08-e293-d1c8ba51c01a&Translate=false&tempauth=AAAAAAAAAAcAAAAAAAAAAQAAAZt84WVo6kevs3S-ddZVhetPT9XDyg&ApiVersion=2.0"
        eTag: "\"{<guid of budget.xlsx>},1\"" -> "\"{<guid of budget.xlsx>},2\""
        fileSystemInfo / lastModifiedDateTime: "2026-01-01T08:00:00Z" -> "2026-01-02T03:05:05Z"
        lastModifiedDateTime: "2026-01-01T08:00:00Z" -> "2026-01-02T03:05:05Z"
    "#]].assert_eq(&mock.send(graph).await.differs_from(&before));
    let changed = mock.send(&read("et", &id, "0", [3, 4, 0, 1])).await;
    expect![[r#"
        data / cells[1] / cell_text: "75" -> "76"
        data / cells[1] / original_cell_value: "75" -> "76"
    "#]]
    .assert_eq(&changed.differs_from(&total));
    let put =
        "PUT /v1.0/me/drive/root:/Documents/Reports/budget.xlsx:/content\nAuthorization: Bearer alice-token";
    assert_eq!(mock.send(&format!("{put}\n\nno workbook")).await.status, 200);
    let row = ("another content", read("et", &id, "0", [3, 4, 0, 1]));
    refusals(&mock, [row], expect![[r#"
        another content: 400 {"code":10001,"hint":"<open id of budget.xlsx>: no sheets can be read out of the file","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
}

#[tokio::test]
async fn cells_go_with_a_copy_and_come_back_from_the_bin() {
    let mock = Mock::new();
    let id = document(&mock, "demo.ksheet", "").await;
    let body =
        r#"{"ranges":[{"op_type":"formula","row_from":0,"row_to":0,"col_from":0,"col_to":0,"formula":"x"}]}"#;
    mock.send(&write("ksheet", &id, "0", body)).await;
    let area = [0, 0, 0, 0];
    let written = mock.send(&read("ksheet", &id, "0", area)).await.json();
    assert_eq!(super::copy(&mock, &format!(r#"{{"file_ids": ["{id}"]}}"#)).await.status, 200);
    let copied = open_id(&mock, "/demo(1).ksheet").await;
    assert_eq!(mock.send(&read("ksheet", &copied, "0", area)).await.json(), written);
    mock.send(&write("ksheet", &copied, "0", &body.replace('x', "y"))).await;
    assert_eq!(mock.send(&read("ksheet", &id, "0", area)).await.json(), written, "each has its own");
    super::trash(&mock, 0, "demo.ksheet");
    refusals(&mock, [("in the bin", read("ksheet", &id, "0", area))], expect![[r#"
        in the bin: 404 {"code":30012,"hint":"6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
}

#[tokio::test]
async fn calls_that_break_a_rule_are_refused() {
    let mock = Mock::new();
    let id = document(&mock, "demo.ksheet", "").await;
    let (no_book, table) = (document(&mock, "old.xls", "x").await, document(&mock, "t.dbt", "").await);
    let text = open_id(&mock, "/hello.txt").await;
    let bobs = mock.id("kdocs_open_id", "bob", "/todo.txt").await;
    let range = |range: &str| write("ksheet", &id, "0", &format!(r#"{{"ranges":[{{{range}}}]}}"#));
    let area = r#""row_from":0,"row_to":0,"col_from":0,"col_to":0"#;
    let good = format!(r#"{{"ranges":[{{"op_type":"formula","formula":"x",{area}}}]}}"#);
    let long = "x".repeat(32_768);
    let rows = [
        ("no token", read("ksheet", &id, "0", [0; 4]).replace("alice-token", "")),
        ("a token that may only read", write("ksheet", &id, "0", &good).replace("alice", "readonly")),
        ("an unknown document", read("et", "nothing", "0", [0; 4])),
        ("bob's document", read("et", &bobs, "0", [0; 4])),
        ("a text", read("et", &text, "0", [0; 4])),
        ("a table", read("et", &table, "0", [0; 4])),
        ("a file that cannot be read", read("et", &no_book, "0", [0; 4])),
        ("the same for a write", write("et", &no_book, "0", &good)),
        ("an unknown sheet", read("ksheet", &id, "1", [0; 4])),
        ("an unknown sheet for a write", write("ksheet", &id, "1", &good)),
        ("a sheet that is no number", read("ksheet", &id, "x", [0; 4])),
        ("no area", format!("GET /api/v1/openapi/ksheet/{id}/sheets/0/cells?{TOKEN}")),
        ("an area backwards", read("ksheet", &id, "0", [1, 0, 0, 0])),
        ("an area of nonsense", read("ksheet", &id, "0", [0; 4]).replace("col_to=0", "col_to=-1")),
        ("a flag of nonsense", read("ksheet", &id, "0", [0; 4]) + "&with_pic_url=maybe"),
        ("no body", write("ksheet", &id, "0", "")),
        ("a list", write("ksheet", &id, "0", "[]")),
        ("no ranges", write("ksheet", &id, "0", r#"{"ranges":[]}"#)),
        ("a range that is a list", write("ksheet", &id, "0", r#"{"ranges":[["formula",0,0,0,0,"x"]]}"#)),
        ("an unknown type", range(&format!(r#""op_type":"paint",{area}"#))),
        ("no formula", range(&format!(r#""op_type":"formula",{area}"#))),
        ("a formula to calculate", range(&format!(r#""op_type":"formula","formula":"=1+1",{area}"#))),
        ("a text that is too long", range(&format!(r#""op_type":"formula","formula":"{long}",{area}"#))),
        ("no format", range(&format!(r#""op_type":"format",{area}"#))),
        ("a picture", range(&format!(r#""op_type":"picture",{area}"#))),
        ("a range backwards", range(r#""op_type":"merge","row_from":1,"row_to":0,"col_from":0,"col_to":0"#)),
        ("outside", range(r#""op_type":"merge","row_from":0,"row_to":0,"col_from":0,"col_to":16384"#)),
        (
            "more than 2000 cells",
            range(r#""op_type":"merge","row_from":0,"row_to":2000,"col_from":0,"col_to":0"#),
        ),
        (
            "all cells",
            range(r#""op_type":"merge","row_from":0,"row_to":1048575,"col_from":0,"col_to":16383"#),
        ),
    ];
    refusals(&mock, rows, expect![[r#"
        no token: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a token that may only read: 403 {"code":20003,"hint":"edit_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        an unknown document: 404 {"code":30012,"hint":"nothing","message":"FileNotExists","msg":"FileNotExists"}
        bob's document: 404 {"code":30012,"hint":"<open id of todo.txt>","message":"FileNotExists","msg":"FileNotExists"}
        a text: 400 {"code":10001,"hint":"<open id of hello.txt>: the document is none of .ksheet, .xlsx, .xls, .et","message":"InvalidArgument","msg":"InvalidArgument"}
        a table: 400 {"code":10001,"hint":"6dBxnuGjvNS2y7w0gfOwssr0i7WAE0GzMZTep9szuBQ: the document is none of .ksheet, .xlsx, .xls, .et","message":"InvalidArgument","msg":"InvalidArgument"}
        a file that cannot be read: 400 {"code":10001,"hint":"6dBxnuGjvNS2y7w0gfOwsp55el2gd9QJjB2B0fiRiJE: no sheets can be read out of the file","message":"InvalidArgument","msg":"InvalidArgument"}
        the same for a write: 400 {"code":10001,"hint":"6dBxnuGjvNS2y7w0gfOwsp55el2gd9QJjB2B0fiRiJE: no sheets can be read out of the file","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown sheet: 404 {"code":30012,"hint":"sheet 1","message":"FileNotExists","msg":"FileNotExists"}
        an unknown sheet for a write: 404 {"code":30012,"hint":"sheet 1","message":"FileNotExists","msg":"FileNotExists"}
        a sheet that is no number: 400 {"code":10001,"hint":"sheet_idx: x","message":"InvalidArgument","msg":"InvalidArgument"}
        no area: 400 {"code":10001,"hint":"row_from is required","message":"InvalidArgument","msg":"InvalidArgument"}
        an area backwards: 400 {"code":10001,"hint":"row_to and col_to may not lie before row_from and col_from","message":"InvalidArgument","msg":"InvalidArgument"}
        an area of nonsense: 400 {"code":10001,"hint":"col_to is no index","message":"InvalidArgument","msg":"InvalidArgument"}
        a flag of nonsense: 400 {"code":10001,"hint":"with_pic_url is none of true, false","message":"InvalidArgument","msg":"InvalidArgument"}
        no body: 400 {"code":10001,"hint":"the body: missing field `ranges` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        a list: 400 {"code":10001,"hint":"the body: invalid type: sequence, expected an object at line 1 column 0","message":"InvalidArgument","msg":"InvalidArgument"}
        no ranges: 400 {"code":10001,"hint":"ranges is empty","message":"InvalidArgument","msg":"InvalidArgument"}
        a range that is a list: 400 {"code":10001,"hint":"the body: invalid type: sequence, expected an object at line 1 column 11","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown type: 400 {"code":10001,"hint":"the body: unknown variant `paint`, expected one of `merge`, `formula`, `format`, `picture` at line 1 column 29","message":"InvalidArgument","msg":"InvalidArgument"}
        no formula: 400 {"code":10001,"hint":"ranges: formula is missing","message":"InvalidArgument","msg":"InvalidArgument"}
        a formula to calculate: 501 {"code":30005,"hint":"mockdrive does not emulate formulas that are to be calculated yet","message":"NoImpl","msg":"NoImpl"}
        a text that is too long: 400 {"code":10001,"hint":"ranges: a cell holds at most 32767 characters","message":"InvalidArgument","msg":"InvalidArgument"}
        no format: 400 {"code":10001,"hint":"ranges: numfmt is missing","message":"InvalidArgument","msg":"InvalidArgument"}
        a picture: 501 {"code":30005,"hint":"mockdrive does not emulate op_type picture yet","message":"NoImpl","msg":"NoImpl"}
        a range backwards: 400 {"code":10001,"hint":"ranges: row_to and col_to may not lie before row_from and col_from","message":"InvalidArgument","msg":"InvalidArgument"}
        outside: 400 {"code":10001,"hint":"ranges: the last row is 1048575, the last column 16383","message":"InvalidArgument","msg":"InvalidArgument"}
        more than 2000 cells: 400 {"code":10001,"hint":"ranges: one call takes at most 2000 cells","message":"InvalidArgument","msg":"InvalidArgument"}
        all cells: 400 {"code":10001,"hint":"ranges: one call takes at most 2000 cells","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
    let just =
        range(r#""op_type":"formula","formula":"x","row_from":0,"row_to":1999,"col_from":0,"col_to":0"#);
    assert_eq!(mock.send(&just).await.status, 200, "2000 cells are taken");
}
