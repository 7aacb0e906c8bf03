//! What people are told about what others did.

use expect_test::expect;
use serde_json::{Value, json};

use super::{
    by,
    departments::{ROOT, department},
    get, get_text, post, post_text,
    usergroups::usergroup,
};
use crate::support::{Mock, refusals};

const MESSAGE: &str = "/koodrive/ose/v1/message";

async fn unread(mock: &Mock) -> Value {
    by(mock, "bob", &format!("GET {MESSAGE}/unreadCount"), &json!({})).await.json()["count"].clone()
}

/// Lets bob into a department and a group, and out of the group.
async fn tell_bob(mock: &Mock) {
    let sales = department(mock, "Sales", ROOT).await;
    by(mock, "alice", "PUT /koodrive/ose/v1/users/bob", &json!({ "deptId": sales, "role": 0 })).await;
    let chess = usergroup(mock, json!({ "groupName": "Chess", "sourceType": 1 })).await;
    for verb in ["batchAdd", "batchDelete"] {
        post(
            mock,
            &format!("/koodrive/ose/v1/usergroups/{chess}/members/{verb}"),
            &json!({ "userIds": ["bob"] }),
        )
        .await;
    }
}

#[tokio::test]
async fn messages_are_listed_newest_first_and_by_what_they_are_about() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "code": 0,
          "count": 0,
          "msg": "success"
        }"#]]
    .assert_eq(&get(&mock, &format!("{MESSAGE}/unreadCount")).await.to_string());
    expect![[r#"
        200 OK
        {
          "code": 0,
          "messages": [],
          "msg": "success"
        }"#]]
    .assert_eq(&get(&mock, &format!("{MESSAGE}/list")).await.to_string());
    tell_bob(&mock).await;
    let list = async |query: &str| by(&mock, "bob", &format!("GET {MESSAGE}/list{query}"), &json!({})).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "messages": [
            {
              "context": "You are no longer in the group Chess.",
              "createTime": "2026-01-02T03:04:05.000Z",
              "id": "1534087020920481920",
              "sender": "1008600002655785327",
              "state": 0,
              "type": "001"
            },
            {
              "context": "You are in the group Chess.",
              "createTime": "2026-01-02T03:04:05.000Z",
              "id": "1534087020916287616",
              "sender": "1008600002655785327",
              "state": 0,
              "type": "001"
            },
            {
              "context": "You administer your department.",
              "createTime": "2026-01-02T03:04:05.000Z",
              "id": "1534087020912093312",
              "sender": "1008600002655785327",
              "state": 0,
              "type": "003"
            },
            {
              "context": "You are in the department Sales.",
              "createTime": "2026-01-02T03:04:05.000Z",
              "id": "1534087020907899008",
              "sender": "1008600002655785327",
              "state": 0,
              "type": "001"
            }
          ],
          "msg": "success"
        }"#]]
    .assert_eq(&list("?pageCursor=0").await.to_string());
    assert_eq!(
        list("?filterType=003").await.json()["messages"][0]["context"],
        "You administer your department."
    );
    let page = list("?pageSize=3&filterType=001").await.json();
    assert_eq!((page["messages"].as_array().map(Vec::len), &page["nextCursor"]), (Some(3), &Value::Null));
}

#[tokio::test]
async fn a_message_is_read_and_deleted_by_whom_it_is_for() {
    let mock = Mock::new();
    tell_bob(&mock).await;
    let list = async |query: &str| by(&mock, "bob", &format!("GET {MESSAGE}/list{query}"), &json!({})).await;
    let page = list("?pageSize=1").await.json();
    let next =
        list(&format!("?pageSize=1&pageCursor={}", page["nextCursor"].as_str().expect("more"))).await.json();
    let id = next["messages"][0]["id"].clone();
    let ids = json!({ "ids": [id, "x"] });
    let read = by(&mock, "bob", &format!("POST {MESSAGE}/batchRead"), &ids).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "messages": [
            {
              "changed": true,
              "id": "1534087020916287616"
            },
            {
              "changed": false,
              "id": "x"
            }
          ],
          "msg": "success"
        }"#]]
    .assert_eq(&read.to_string());
    let again = by(&mock, "bob", &format!("POST {MESSAGE}/batchRead"), &ids).await.json();
    assert_eq!(again["messages"][0]["changed"], false, "it is read already");
    assert_eq!(
        (unread(&mock).await, list("?state=1").await.json()["messages"][0]["id"].clone()),
        (json!(3), id.clone())
    );
    let alices = post(&mock, &format!("{MESSAGE}/batchRead"), &ids).await.json();
    assert_eq!(alices["messages"][0]["changed"], false, "it is bob's");
    let deleted = by(&mock, "bob", &format!("DELETE {MESSAGE}/batchDelete"), &ids).await.json();
    assert_eq!(
        (&deleted["messages"][0]["changed"], &deleted["messages"][1]["changed"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(list("?state=1").await.json()["messages"], json!([]));
    let all = |operate: u32| format!("POST {MESSAGE}/specific?operate={operate}");
    assert_eq!(by(&mock, "bob", &all(0), &json!({})).await.json(), json!({ "code": 0, "msg": "success" }));
    assert_eq!(
        (unread(&mock).await, list("").await.json()["messages"].as_array().map(Vec::len)),
        (json!(0), Some(3))
    );
    by(&mock, "bob", &all(1), &json!({})).await;
    assert_eq!(list("").await.json()["messages"], json!([]));
}

#[tokio::test]
async fn wrong_words_about_messages_are_refused() {
    let mock = Mock::new();
    tell_bob(&mock).await;
    let read = |body: Value| post_text(&format!("{MESSAGE}/batchRead"), &body);
    let delete =
        |body: Value| format!("DELETE {MESSAGE}/batchDelete\nAuthorization: Bearer alice-token\n\n{body}");
    let rows = [
        ("no ids", read(json!({}))),
        ("none to read", read(json!({ "ids": [] }))),
        ("1001 ids", read(json!({ "ids": vec!["7"; 1001] }))),
        ("numbers", read(json!({ "ids": [7] }))),
        ("none to delete", delete(json!({ "ids": [] }))),
        ("no operation", post_text(&format!("{MESSAGE}/specific"), &json!({}))),
        ("operation 2", post_text(&format!("{MESSAGE}/specific?operate=2"), &json!({}))),
        ("filter 004", get_text(&format!("{MESSAGE}/list?filterType=004"))),
        ("state 2", get_text(&format!("{MESSAGE}/list?state=2"))),
        ("a page of 0", get_text(&format!("{MESSAGE}/list?pageSize=0"))),
        ("a cursor of nothing", get_text(&format!("{MESSAGE}/list?pageCursor=x"))),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        no ids: 400 {"code":13000102,"msg":"Verify parameters failed."}
        none to read: 400 {"code":13000102,"msg":"Verify parameters failed."}
        1001 ids: 400 {"code":13000102,"msg":"Verify parameters failed."}
        numbers: 400 {"code":13000102,"msg":"Verify parameters failed."}
        none to delete: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no operation: 400 {"code":13000102,"msg":"Verify parameters failed."}
        operation 2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        filter 004: 400 {"code":13000102,"msg":"Verify parameters failed."}
        state 2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a page of 0: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a cursor of nothing: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn nobody_moderates_and_so_nothing_is_objected_to() {
    let mock = Mock::new();
    let audit = get(&mock, "/koodrive/ose/v1/audit?pageSize=1&cursor=1&hasUrl=false").await;
    assert_eq!(audit.json(), json!({ "auditList": [], "code": 0, "msg": "success" }));
    let rows = ["pageSize=0", "pageSize=101", "pageSize=x", "hasUrl=2"];
    let rows = rows.map(|query| (query, get_text(&format!("/koodrive/ose/v1/audit?{query}"))));
    let bob = "GET /koodrive/ose/v1/audit\nAuthorization: Bearer bob-token".to_owned();
    refusals(
        &mock,
        rows.into_iter().chain([("bob's", bob)]),
        expect![[r#"
        pageSize=0: 400 {"code":13000102,"msg":"Verify parameters failed."}
        pageSize=101: 400 {"code":13000102,"msg":"Verify parameters failed."}
        pageSize=x: 400 {"code":13000102,"msg":"Verify parameters failed."}
        hasUrl=2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        bob's: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
    "#]],
    )
    .await;
}
