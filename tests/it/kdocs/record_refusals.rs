//! What light tables refuse.

use expect_test::expect;

use super::{
    records::{call, five},
    sheets::document,
};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn calls_that_break_a_rule_are_refused() {
    let mock = Mock::new();
    let id = document(&mock, "demo.dbt", "").await;
    five(&mock, &id).await;
    let (other, broken) = (document(&mock, "demo.ksheet", "").await, document(&mock, "x.dbt", "x").await);
    let bobs = mock.id("kdocs_open_id", "bob", "/todo.txt").await;
    let record = r#"{"records":[{"fields":{"名称":"x"}}]}"#;
    let ask = |body: &str| call("POST", &id, "sheets/1/records/complex_query", body);
    let filter = |text: &str| ask(&format!(r#"{{"filter":{{"mode":"AND","criteria":[{text}]}}}}"#));
    let rows = [
        ("no token", call("GET", &id, "schemas", "").replace("alice-token", "")),
        (
            "a token that may only read",
            call("POST", &id, "sheets/1/records", record).replace("alice", "readonly"),
        ),
        ("an unknown document", call("GET", "nothing", "schemas", "")),
        ("bob's document", call("GET", &bobs, "schemas", "")),
        ("a spreadsheet", call("GET", &other, "schemas", "")),
        ("a file that cannot be read", call("GET", &broken, "schemas", "")),
        ("an unknown sheet", call("POST", &id, "sheets/9/records", record)),
        ("a sheet that is no number", call("POST", &id, "sheets/x/records", record)),
        ("no records", call("POST", &id, "sheets/1/records", r#"{"records":[]}"#)),
        (
            "an unknown field",
            call(
                "POST",
                &id,
                "sheets/1/records",
                r#"{"records":[{"fields":{"名称":"x"}},{"fields":{"x":1}}]}"#,
            ),
        ),
        (
            "an id for a new record",
            call("POST", &id, "sheets/1/records", r#"{"records":[{"id":"Z","fields":{}}]}"#),
        ),
        ("no id for a change", call("PUT", &id, "sheets/1/records", record)),
        (
            "an unknown record",
            call(
                "PUT",
                &id,
                "sheets/1/records",
                r#"{"records":[{"id":"B","fields":{"名称":"x"}},{"id":"Zz","fields":{}}]}"#,
            ),
        ),
        (
            "a field that is called by its name",
            call(
                "PUT",
                &id,
                "sheets/1/records",
                r#"{"preferId":true,"records":[{"id":"B","fields":{"名称":"x"}}]}"#,
            ),
        ),
        ("fields that are a list", call("POST", &id, "sheets/1/records", r#"{"records":[{"fields":[]}]}"#)),
        ("no page", ask(r#"{"pageSize":0}"#)),
        ("a page that is too large", ask(r#"{"pageSize":1001}"#)),
        ("an offset of nonsense", ask(r#"{"offset":"1"}"#)),
        ("an unknown view", ask(r#"{"viewId":"C"}"#)),
        ("a view of nonsense", ask(r#"{"viewId":"A"}"#)),
        ("an unknown field to show", ask(r#"{"fields":["x"]}"#)),
        ("an unknown field to compare", filter(r#"{"field":"x","op":"Equals","values":["a"]}"#)),
        ("an unknown condition", filter(r#"{"field":"名称","op":"Like","values":["a"]}"#)),
        ("two values", filter(r#"{"field":"名称","op":"Equals","values":["a","b"]}"#)),
        ("no value", filter(r#"{"field":"名称","op":"Contains","values":[]}"#)),
        ("one field twice", filter(r#"{"field":"名称","op":"NotEmpty"},{"field":"名称","op":"NotEmpty"}"#)),
        ("an unknown mode", ask(r#"{"filter":{"mode":"XOR","criteria":[]}}"#)),
    ];
    refusals(&mock, rows, expect![[r#"
        no token: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a token that may only read: 403 {"code":20003,"hint":"edit_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        an unknown document: 404 {"code":30012,"hint":"nothing","message":"FileNotExists","msg":"FileNotExists"}
        bob's document: 404 {"code":30012,"hint":"<open id of todo.txt>","message":"FileNotExists","msg":"FileNotExists"}
        a spreadsheet: 400 {"code":10001,"hint":"6dBxnuGjvNS2y7w0gfOwsp55el2gd9QJjB2B0fiRiJE: the document is none of .dbt","message":"InvalidArgument","msg":"InvalidArgument"}
        a file that cannot be read: 400 {"code":10001,"hint":"6dBxnuGjvNS2y7w0gfOwssr0i7WAE0GzMZTep9szuBQ: no sheets can be read out of the file","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown sheet: 404 {"code":30012,"hint":"sheet 9","message":"FileNotExists","msg":"FileNotExists"}
        a sheet that is no number: 400 {"code":10001,"hint":"sheet_id: x","message":"InvalidArgument","msg":"InvalidArgument"}
        no records: 400 {"code":10001,"hint":"records is empty","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown field: 400 {"code":10001,"hint":"the sheet has no field x","message":"InvalidArgument","msg":"InvalidArgument"}
        an id for a new record: 400 {"code":10001,"hint":"records: a new record has no id","message":"InvalidArgument","msg":"InvalidArgument"}
        no id for a change: 400 {"code":10001,"hint":"records: id is missing","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown record: 404 {"code":30012,"hint":"record Zz","message":"FileNotExists","msg":"FileNotExists"}
        a field that is called by its name: 400 {"code":10001,"hint":"the sheet has no field 名称","message":"InvalidArgument","msg":"InvalidArgument"}
        fields that are a list: 400 {"code":10001,"hint":"the body: invalid type: sequence, expected a map at line 1 column 22","message":"InvalidArgument","msg":"InvalidArgument"}
        no page: 400 {"code":10001,"hint":"pageSize: 1 to 1000","message":"InvalidArgument","msg":"InvalidArgument"}
        a page that is too large: 400 {"code":10001,"hint":"pageSize: 1 to 1000","message":"InvalidArgument","msg":"InvalidArgument"}
        an offset of nonsense: 400 {"code":10001,"hint":"offset: 1","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown view: 404 {"code":30012,"hint":"view C","message":"FileNotExists","msg":"FileNotExists"}
        a view of nonsense: 404 {"code":30012,"hint":"view A","message":"FileNotExists","msg":"FileNotExists"}
        an unknown field to show: 400 {"code":10001,"hint":"the sheet has no field x","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown field to compare: 400 {"code":10001,"hint":"the sheet has no field x","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown condition: 400 {"code":10001,"hint":"the body: unknown variant `Like`, expected one of `Equals`, `NotEqu`, `Greater`, `GreaterEqu`, `Less`, `LessEqu`, `BeginWith`, `EndWith`, `Contains`, `NotContains`, `Intersected`, `Empty`, `NotEmpty` at line 1 column 65","message":"InvalidArgument","msg":"InvalidArgument"}
        two values: 400 {"code":10001,"hint":"filter: Equals does not take 2 values","message":"InvalidArgument","msg":"InvalidArgument"}
        no value: 400 {"code":10001,"hint":"filter: Contains does not take 0 values","message":"InvalidArgument","msg":"InvalidArgument"}
        one field twice: 400 {"code":10001,"hint":"filter: 名称 has more than one condition","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown mode: 400 {"code":10001,"hint":"the body: unknown variant `XOR`, expected `AND` or `OR` at line 1 column 23","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
}
