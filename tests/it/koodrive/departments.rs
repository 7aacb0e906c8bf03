//! Departments, and who may manage them.

use expect_test::expect;
use serde_json::{Value, json};

use super::{by, get, get_text, post, post_text};
use crate::support::{Mock, refusals};

const DEPARTMENTS: &str = "/koodrive/ose/v1/departments";
const LIST: &str = "/koodrive/ose/v1/departmentList";
/// The department above all others, as the page of a user prints it.
pub const ROOT: &str = "1243693141656107521";

/// Makes a department as alice and returns its id.
pub async fn department(mock: &Mock, name: &str, parent: &str) -> String {
    let made = post(mock, DEPARTMENTS, &json!({ "name": name, "parentId": parent })).await;
    made.json()["data"]["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned()
}

#[tokio::test]
async fn a_department_has_a_space_and_lies_below_another_one() {
    let mock = Mock::new();
    let sales = department(&mock, "test16", ROOT).await;
    let east = department(&mock, "East", &sales).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "deptId": "773f2d35458361448a36d4bbd99978da",
          "id": "1243693141668690433",
          "msg": "success",
          "name": "East",
          "orgId": "9190086000000198331",
          "parentId": "1243693141664496129",
          "tenantId": "40086000019617946"
        }"#]]
    .assert_eq(&get(&mock, &format!("{DEPARTMENTS}/{east}")).await.to_string());
    expect![[r#"
        200 OK
        {
          "code": 0,
          "list": [
            {
              "deptId": "7d420fc07b2a26cfe326739e0c7bc5f1",
              "id": "1243693141656107521",
              "name": "mockdrive",
              "orgId": "9190086000000198331",
              "tenantId": "40086000019617946"
            }
          ],
          "msg": "success"
        }"#]]
    .assert_eq(&get(&mock, LIST).await.to_string());
    let below = async |above: &str, more: &str| {
        let list = get(&mock, &format!("{LIST}?departmentId={above}{more}")).await.json()["list"].clone();
        list.as_array()
            .expect("a list")
            .iter()
            .map(|row| row["name"].to_string())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let seen = [below(ROOT, "").await, below(&sales, "").await, below(ROOT, "&keyWord=x").await];
    assert_eq!(seen, ["\"test16\"", "\"East\"", ""]);
    let space = get(&mock, &format!("/koodrive/ose/v1/space/{east}?type=0")).await.json();
    assert_eq!((&space["data"]["capacity"], &space["data"]["ownerId"]), (&json!("100"), &json!(east)));

    let moved = by(
        &mock,
        "alice",
        &format!("PUT {DEPARTMENTS}/{east}"),
        &json!({ "name": "West", "parentId": ROOT }),
    )
    .await;
    assert_eq!(moved.json(), json!({ "code": 0, "msg": "success" }));
    assert_eq!([below(ROOT, "").await, below(&sales, "").await], ["\"test16\" \"West\"", ""]);
    let tree = mock.send("GET /_mock/tree?depth=0").await.json();
    assert!(tree["drives"].as_array().expect("drives").iter().any(|drive| drive["name"] == "West"));
    let removed = by(&mock, "alice", &format!("DELETE {DEPARTMENTS}/{east}"), &json!({})).await;
    assert_eq!(removed.json(), json!({ "code": 0, "msg": "success" }));
    let gone = get(&mock, &format!("/koodrive/ose/v1/space/{east}?type=0")).await;
    assert_eq!(gone.json()["code"], 13_000_301);
}

#[tokio::test]
async fn a_department_is_managed_from_above() {
    let mock = Mock::new();
    let sales = department(&mock, "Sales", ROOT).await;
    let east = department(&mock, "East", &sales).await;
    let at = |id: &str| format!("{DEPARTMENTS}/{id}");
    let put = |who: &str, id: &str, body: Value| {
        format!("PUT {}\nAuthorization: Bearer {who}-token\n\n{body}", at(id))
    };
    let row = |name: &str, parent: &str| json!({ "name": name, "parentId": parent });
    let rows = [
        ("no parent", post_text(DEPARTMENTS, &json!({ "name": "a" }))),
        ("no name", post_text(DEPARTMENTS, &json!({ "parentId": ROOT }))),
        ("a bad name", post_text(DEPARTMENTS, &row("a\\b", ROOT))),
        ("a long name", post_text(DEPARTMENTS, &row(&"x".repeat(251), ROOT))),
        ("an unknown parent", post_text(DEPARTMENTS, &row("a", "7"))),
        ("bob's", format!("POST {DEPARTMENTS}\nAuthorization: Bearer bob-token\n\n{}", row("a", ROOT))),
        ("bob's change", put("bob", &sales, row("a", ROOT))),
        ("below itself", put("alice", &sales, row("Sales", &sales))),
        ("below its own", put("alice", &sales, row("Sales", &east))),
        ("the organisation", put("alice", ROOT, row("a", ROOT))),
        ("an unknown one", get_text(&at("1243693141656107522"))),
        ("no department", get_text(&at("1243693141660301825"))),
        ("below an unknown one", get_text(&format!("{LIST}?departmentId=x"))),
        ("one with others below", format!("DELETE {}\nAuthorization: Bearer alice-token", at(&sales))),
        ("by bob", format!("DELETE {}\nAuthorization: Bearer bob-token", at(&east))),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        no parent: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no name: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a bad name: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a long name: 400 {"code":13000417,"msg":"File name: Max. 250 characters."}
        an unknown parent: 400 {"code":13000309,"msg":"Resource not found."}
        bob's: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        bob's change: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        below itself: 400 {"code":13000102,"msg":"Verify parameters failed."}
        below its own: 400 {"code":13000102,"msg":"Verify parameters failed."}
        the organisation: 400 {"code":13000309,"msg":"Resource not found."}
        an unknown one: 400 {"code":13000309,"msg":"Resource not found."}
        no department: 400 {"code":13000309,"msg":"Resource not found."}
        below an unknown one: 400 {"code":13000309,"msg":"Resource not found."}
        one with others below: 400 {"code":13000102,"msg":"Verify parameters failed."}
        by bob: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
    "#]],
    )
    .await;

    let bob = json!({ "deptId": sales.parse::<u64>().expect("a number"), "role": 0 });
    assert_eq!(by(&mock, "alice", "PUT /koodrive/ose/v1/users/bob", &bob).await.status, 200);
    let renamed = by(&mock, "bob", &format!("PUT {}", at(&east)), &row("North", &sales)).await;
    assert_eq!(renamed.status, 200, "bob administers the one above: {renamed}");
    assert_eq!(
        by(&mock, "bob", &format!("PUT {}", at(&east)), &row("North", ROOT)).await.json()["code"],
        13_000_410
    );
}
