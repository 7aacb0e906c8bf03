//! Records of light tables.

use std::fmt::Write as _;

use expect_test::expect;

use super::sheets::document;
use crate::support::{Mock, refusals};

const TOKEN: &str = "access_token=alice-token";

pub fn call(method: &str, id: &str, path: &str, body: &str) -> String {
    format!("{method} /api/v1/openapi/dbt/{id}/{path}?{TOKEN}\n\n{body}")
}

/// Creates the records `名称` a to e, with `数量` 1 to 5.
pub async fn five(mock: &Mock, id: &str) {
    let record = |(at, name)| format!(r#"{{"fields":{{"名称":"{name}","数量":{at}}}}}"#);
    let records: Vec<_> = (1..).zip(["a", "b", "c", "d", "e"]).map(record).collect();
    let body = format!(r#"{{"records":[{}]}}"#, records.join(","));
    assert_eq!(mock.send(&call("POST", id, "sheets/1/records", &body)).await.status, 200);
}

/// The names of the records that a query finds, and where it goes on.
async fn query(mock: &Mock, id: &str, body: &str) -> String {
    let answer = mock.send(&call("POST", id, "sheets/1/records/complex_query", body)).await;
    let detail = &answer.json()["data"]["detail"];
    let records = detail["records"].as_array().unwrap_or_else(|| panic!("{body}: {answer}")).iter();
    let names: String =
        records.map(|record| record["fields"]["名称"].as_str().expect("a name").to_owned()).collect();
    format!("{names} {}", detail["offset"].as_str().unwrap_or("-"))
}

#[tokio::test]
async fn a_new_document_has_a_sheet_and_records_are_read_back() {
    let mock = Mock::new();
    let id = document(&mock, "demo.dbt", "").await;
    let before = mock.send(&call("GET", &id, "schemas", "")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "detail": {
              "sheets": [
                {
                  "fields": [
                    {
                      "id": "B",
                      "name": "名称",
                      "type": "MultiLineText"
                    },
                    {
                      "id": "C",
                      "name": "数量",
                      "type": "Number"
                    }
                  ],
                  "id": 1,
                  "name": "数据表",
                  "primaryFieldId": "B",
                  "recordsCount": 0,
                  "views": [
                    {
                      "id": "B",
                      "name": "表格视图",
                      "type": "Grid"
                    }
                  ]
                }
              ]
            }
          }
        }"#]]
    .assert_eq(&before.to_string());
    let body = r#"{"records":[{"fields":{"名称":"示例","数量":3}},{"fields":{}}]}"#;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "detail": {
              "records": [
                {
                  "fields": {
                    "名称": "示例",
                    "数量": 3
                  },
                  "id": "B"
                },
                {
                  "fields": {},
                  "id": "C"
                }
              ]
            }
          }
        }"#]]
    .assert_eq(&mock.send(&call("POST", &id, "sheets/1/records", body)).await.to_string());
    expect![[r#"
        data / detail / sheets[0] / recordsCount: 0 -> 2
    "#]]
    .assert_eq(&mock.send(&call("GET", &id, "schemas", "")).await.differs_from(&before));
}

#[tokio::test]
async fn a_record_is_changed_by_the_ids_of_its_fields() {
    let mock = Mock::new();
    let id = document(&mock, "demo.dbt", "").await;
    let body = r#"{"records":[{"fields":{"名称":"示例","数量":3}},{"fields":{}}]}"#;
    assert_eq!(mock.send(&call("POST", &id, "sheets/1/records", body)).await.status, 200);
    let body = r#"{"preferId":true,"records":[{"id":"B","fields":{"B":null,"C":{"recordIds":["I"]}}}]}"#;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "detail": {
              "records": [
                {
                  "fields": {
                    "C": {
                      "recordIds": [
                        "I"
                      ]
                    }
                  },
                  "id": "B"
                }
              ]
            }
          }
        }"#]]
    .assert_eq(&mock.send(&call("PUT", &id, "sheets/1/records", body)).await.to_string());
    let all = mock.send(&call("POST", &id, "sheets/1/records/complex_query", "{}")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "detail": {
              "records": [
                {
                  "fields": {
                    "数量": {
                      "recordIds": [
                        "I"
                      ]
                    }
                  },
                  "id": "B"
                },
                {
                  "fields": {},
                  "id": "C"
                }
              ]
            }
          }
        }"#]]
    .assert_eq(&all.to_string());
}

#[tokio::test]
async fn the_vendors_example_adds_a_sheet() {
    let mock = Mock::new();
    let id = document(&mock, "demo.dbt", "").await;
    let body = r#"{"name":"测试创建sheet","views":[{"name":"测试创建grid视图","type":"grid"},{"name":"测试创建kanban视图","type":"kanban"},{"name":"测试创建gallery视图","type":"gallery"}],"fields":[{"name":"字段列表1","type":"SingleLineText"},{"name":"字段列表2","type":"SingleSelect","items":[{"value":"A"},{"value":"B"},{"value":"C"}]}]}"#;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "detail": {
              "sheet": {
                "fields": [
                  {
                    "id": "B",
                    "name": "字段列表1",
                    "type": "SingleLineText"
                  },
                  {
                    "id": "C",
                    "items": [
                      {
                        "value": "A"
                      },
                      {
                        "value": "B"
                      },
                      {
                        "value": "C"
                      }
                    ],
                    "name": "字段列表2",
                    "type": "SingleSelect"
                  }
                ],
                "id": 2,
                "name": "测试创建sheet",
                "primaryFieldId": "B",
                "recordsCount": 0,
                "views": [
                  {
                    "id": "B",
                    "name": "测试创建grid视图",
                    "type": "grid"
                  },
                  {
                    "id": "C",
                    "name": "测试创建kanban视图",
                    "type": "kanban"
                  },
                  {
                    "id": "D",
                    "name": "测试创建gallery视图",
                    "type": "gallery"
                  }
                ]
              }
            }
          }
        }"#]]
    .assert_eq(&mock.send(&call("POST", &id, "sheets", body)).await.to_string());
    let record = r#"{"records":[{"fields":{"字段列表2":"A"}}]}"#;
    assert_eq!(mock.send(&call("POST", &id, "sheets/2/records", record)).await.status, 200);
    refusals(&mock, [
        ("the name again", call("POST", &id, "sheets", body)),
        ("no fields", call("POST", &id, "sheets", r#"{"name":"x","views":[],"fields":[]}"#)),
        ("no name", call("POST", &id, "sheets", r#"{"name":" ","views":[],"fields":[{"name":"a","type":"Number"}]}"#)),
        ("one field twice", call("POST", &id, "sheets", r#"{"name":"x","views":[],"fields":[{"name":"a","type":"Number"},{"name":"a","type":"Number"}]}"#)),
        ("a field of a sheet", call("POST", &id, "sheets/1/records", record)),
    ], expect![[r#"
        the name again: 409 {"code":30015,"hint":"测试创建sheet","message":"FileNameConflict","msg":"FileNameConflict"}
        no fields: 400 {"code":10001,"hint":"fields is empty","message":"InvalidArgument","msg":"InvalidArgument"}
        no name: 400 {"code":10001,"hint":"name is empty","message":"InvalidArgument","msg":"InvalidArgument"}
        one field twice: 400 {"code":10001,"hint":"fields: each needs a name of its own","message":"InvalidArgument","msg":"InvalidArgument"}
        a field of a sheet: 400 {"code":10001,"hint":"the sheet has no field 字段列表2","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
}

#[tokio::test]
async fn records_are_found_by_conditions_and_page_by_page() {
    let mock = Mock::new();
    let id = document(&mock, "demo.dbt", "").await;
    five(&mock, &id).await;
    let filter = |criteria: &str| format!(r#"{{"filter":{{"mode":"AND","criteria":[{criteria}]}}}}"#);
    let mut lines = String::new();
    for body in [
        "{}".to_owned(),
        r#"{"pageSize":2}"#.into(),
        r#"{"pageSize":2,"offset":"D"}"#.into(),
        r#"{"pageSize":2,"offset":"F"}"#.into(),
        r#"{"pageSize":2,"offset":""}"#.into(),
        r#"{"pageSize":2,"offset":"Z"}"#.into(),
        r#"{"pageSize":2,"pageNum":1,"offset":"F"}"#.into(),
        r#"{"pageSize":2,"pageNum":9}"#.into(),
        r#"{"pageSize":2,"maxRecords":3,"offset":"D"}"#.into(),
        r#"{"viewId":"B","fields":["名称"]}"#.into(),
        filter(r#"{"field":"名称","op":"Equals","values":["c"]}"#),
        filter(r#"{"field":"数量","op":"Equals","values":["3"]}"#),
        filter(r#"{"field":"数量","op":"NotEqu","values":[3]}"#),
        filter(r#"{"field":"数量","op":"Greater","values":["3"]}"#),
        filter(r#"{"field":"数量","op":"GreaterEqu","values":["3"]}"#),
        filter(r#"{"field":"数量","op":"Less","values":["3"]}"#),
        filter(r#"{"field":"数量","op":"LessEqu","values":["3"]},{"field":"名称","op":"NotContains","values":["a","b"]}"#),
        filter(r#"{"field":"名称","op":"BeginWith","values":["a"]}"#),
        filter(r#"{"field":"名称","op":"EndWith","values":["e"]}"#),
        filter(r#"{"field":"名称","op":"Contains","values":["a","e"]}"#),
        filter(r#"{"field":"名称","op":"Intersected","values":["a","d"]}"#),
        filter(r#"{"field":"名称","op":"Empty"}"#),
        filter(r#"{"field":"名称","op":"NotEmpty","values":[]}"#),
        r#"{"filter":{"mode":"OR","criteria":[{"field":"名称","op":"Equals","values":["a"]},{"field":"数量","op":"Greater","values":[4]}]}}"#.into(),
        r#"{"filter":{"mode":"OR","criteria":[]}}"#.into(),
    ] {
        writeln!(lines, "{body}: {}", query(&mock, &id, &body).await).expect("a string");
    }
    expect![[r#"
        {}: abcde -
        {"pageSize":2}: ab D
        {"pageSize":2,"offset":"D"}: cd F
        {"pageSize":2,"offset":"F"}: e -
        {"pageSize":2,"offset":""}: ab D
        {"pageSize":2,"offset":"Z"}:  -
        {"pageSize":2,"pageNum":1,"offset":"F"}: cd F
        {"pageSize":2,"pageNum":9}:  -
        {"pageSize":2,"maxRecords":3,"offset":"D"}: c -
        {"viewId":"B","fields":["名称"]}: abcde -
        {"filter":{"mode":"AND","criteria":[{"field":"名称","op":"Equals","values":["c"]}]}}: c -
        {"filter":{"mode":"AND","criteria":[{"field":"数量","op":"Equals","values":["3"]}]}}: c -
        {"filter":{"mode":"AND","criteria":[{"field":"数量","op":"NotEqu","values":[3]}]}}: abde -
        {"filter":{"mode":"AND","criteria":[{"field":"数量","op":"Greater","values":["3"]}]}}: de -
        {"filter":{"mode":"AND","criteria":[{"field":"数量","op":"GreaterEqu","values":["3"]}]}}: cde -
        {"filter":{"mode":"AND","criteria":[{"field":"数量","op":"Less","values":["3"]}]}}: ab -
        {"filter":{"mode":"AND","criteria":[{"field":"数量","op":"LessEqu","values":["3"]},{"field":"名称","op":"NotContains","values":["a","b"]}]}}: c -
        {"filter":{"mode":"AND","criteria":[{"field":"名称","op":"BeginWith","values":["a"]}]}}: a -
        {"filter":{"mode":"AND","criteria":[{"field":"名称","op":"EndWith","values":["e"]}]}}: e -
        {"filter":{"mode":"AND","criteria":[{"field":"名称","op":"Contains","values":["a","e"]}]}}: ae -
        {"filter":{"mode":"AND","criteria":[{"field":"名称","op":"Intersected","values":["a","d"]}]}}: ad -
        {"filter":{"mode":"AND","criteria":[{"field":"名称","op":"Empty"}]}}:  -
        {"filter":{"mode":"AND","criteria":[{"field":"名称","op":"NotEmpty","values":[]}]}}: abcde -
        {"filter":{"mode":"OR","criteria":[{"field":"名称","op":"Equals","values":["a"]},{"field":"数量","op":"Greater","values":[4]}]}}: ae -
        {"filter":{"mode":"OR","criteria":[]}}: abcde -
    "#]].assert_eq(&lines);
}

#[tokio::test]
async fn records_are_listed_page_by_page_and_looked_at_one_by_one() {
    let mock = Mock::new();
    let id = document(&mock, "demo.dbt", "").await;
    five(&mock, &id).await;
    let get = async |path: &str| mock.send(&format!("GET /api/v1/openapi/dbt/{id}/sheets/1/{path}")).await;
    let first = get(&format!("records?{TOKEN}&pageSize=2&maxRecords=3&fields=名称")).await;
    let detail = first.json()["data"]["detail"].clone();
    let next = detail["offset"].as_str().expect("there is more");
    let last = get(&format!("records?{TOKEN}&pageSize=2&maxRecords=3&preferId=true&offset={next}")).await;
    let one = detail["records"][1]["id"].as_str().expect("an id");
    let one = get(&format!("records/{one}?{TOKEN}")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "detail": {
              "offset": "D",
              "records": [
                {
                  "fields": {
                    "名称": "a"
                  },
                  "id": "B"
                },
                {
                  "fields": {
                    "名称": "b"
                  },
                  "id": "C"
                }
              ]
            }
          }
        }
        200 OK
        {
          "code": 0,
          "data": {
            "detail": {
              "records": [
                {
                  "fields": {
                    "B": "c",
                    "C": 3
                  },
                  "id": "D"
                }
              ]
            }
          }
        }
        200 OK
        {
          "code": 0,
          "data": {
            "detail": {
              "fields": {
                "名称": "b",
                "数量": 2
              },
              "id": "C"
            }
          }
        }"#]]
    .assert_eq(&format!("{first}\n{last}\n{one}"));
    let get = |path: &str| format!("GET /api/v1/openapi/dbt/{id}/sheets/{path}");
    let rows = [
        ("no page", get(&format!("1/records?{TOKEN}&pageSize=0"))),
        ("a negative page", get(&format!("1/records?{TOKEN}&pageSize=-1"))),
        ("a preference of nonsense", get(&format!("1/records?{TOKEN}&preferId=maybe"))),
        ("an unknown field", get(&format!("1/records?{TOKEN}&fields=none"))),
        ("an unknown sheet", get(&format!("9/records?{TOKEN}"))),
        ("an unknown record", get(&format!("1/records/ZZ?{TOKEN}"))),
    ];
    refusals(&mock, rows, expect![[r#"
        no page: 400 {"code":10001,"hint":"pageSize: 1 to 1000","message":"InvalidArgument","msg":"InvalidArgument"}
        a negative page: 400 {"code":10001,"hint":"pageSize: a number that is not negative","message":"InvalidArgument","msg":"InvalidArgument"}
        a preference of nonsense: 400 {"code":10001,"hint":"preferId is neither true nor false","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown field: 400 {"code":10001,"hint":"the sheet has no field none","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown sheet: 404 {"code":30012,"hint":"sheet 9","message":"FileNotExists","msg":"FileNotExists"}
        an unknown record: 404 {"code":30012,"hint":"record ZZ","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
}
