//! Users: who they are, who may change them, and who may no longer sign in.

use expect_test::expect;
use serde_json::{Value, json};

use super::{
    by,
    departments::{ROOT, department},
    get, get_text, post, post_text,
};
use crate::support::{Answer, Mock, refusals};

const USERS: &str = "/koodrive/ose/v1/users";
/// The person whom the page makes a user of.
const NEW: &str = "1008600000029937613";

fn put_text(who: &str, id: &str, body: &Value) -> String {
    format!("PUT {USERS}/{id}\nAuthorization: Bearer {who}-token\n\n{body}")
}

async fn session(mock: &Mock, code: &str) -> Answer {
    mock.send(&format!("POST /koodrive/ose/v1/session\n\n{}", json!({ "code": code }))).await
}

#[tokio::test]
async fn a_user_is_looked_at_with_a_masked_number() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "deptId": "1243693141656107521",
            "deptName": "mockdrive",
            "id": "1316083731031222681",
            "mobile": "0086181****8439",
            "name": "Alice Example",
            "orgId": "9190086000000198331",
            "role": 2,
            "status": 0,
            "userId": "1008600002655785327"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&get(&mock, &format!("{USERS}/alice")).await.to_string());
    expect![[r#"
        200 OK
        {
          "code": 0,
          "mobile": "008618100008439",
          "msg": "success"
        }"#]]
    .assert_eq(&get(&mock, &format!("{USERS}/mobile/alice")).await.to_string());
    assert_eq!(get(&mock, &format!("{USERS}/mobile/bob")).await.json()["mobile"], "");
    let id = get(&mock, &format!("{USERS}/alice")).await.json()["data"]["id"].clone();
    let again = get(&mock, &format!("{USERS}/{}", id.as_str().expect("an id"))).await.json();
    assert_eq!(again["data"]["name"], "Alice Example");
}

#[tokio::test]
async fn a_user_is_made_as_the_page_does_it_and_signs_in() {
    let mock = Mock::new();
    let made = post(&mock, USERS, &json!({ "userId": NEW })).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "id": "1316083734174601051"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&made.to_string());
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "deptId": "1243693141656107521",
            "deptName": "mockdrive",
            "id": "1316083734174601051",
            "name": "1008600000029937613",
            "orgId": "9190086000000198331",
            "role": 1,
            "status": 0,
            "userId": "1008600000029937613"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&get(&mock, &format!("{USERS}/{NEW}")).await.to_string());
    assert_eq!(
        get(&mock, &format!("{USERS}/count?deptId=")).await.json(),
        json!({ "total": 3, "code": 0, "msg": "success" })
    );
    let info = session(&mock, NEW).await.json()["data"].clone();
    assert_eq!((&info["userInfo"]["userName"], &info["userInfo"]["role"]), (&json!(NEW), &json!("1")));
    let token = info["accessToken"].as_str().expect("a token").to_owned();
    let space = format!("/koodrive/ose/v1/space/{NEW}?type=1");
    let own = format!("GET {space}\nAuthorization: {token}");
    assert_eq!(mock.send(&own).await.json()["code"], 13_000_301, "a space is made apart");
    let made =
        post(&mock, &format!("/koodrive/ose/v1/space/{NEW}"), &json!({ "capacity": "1000", "type": 1 }))
            .await;
    assert_eq!(made.json()["data"]["capacity"], 1000);
    assert_eq!(mock.send(&own).await.json()["data"]["capacity"], "1000");

    let locked = by(&mock, "alice", &format!("PUT {USERS}/{NEW}"), &json!({ "status": 1 })).await;
    assert_eq!(locked.json(), json!({ "code": 0, "msg": "success" }));
    assert_eq!(mock.send(&own).await.status, 401, "a token of somebody who is locked out");
    assert_eq!(session(&mock, NEW).await.status, 401);
    by(&mock, "alice", &format!("PUT {USERS}/{NEW}"), &json!({ "status": 0 })).await;
    assert_eq!(mock.send(&own).await.status, 200, "let in again");

    let removed = by(&mock, "alice", &format!("DELETE {USERS}/{NEW}"), &json!({})).await;
    assert_eq!(removed.json(), json!({ "code": 0, "msg": "success" }));
    assert_eq!(mock.send(&own).await.status, 401);
    assert_eq!(get(&mock, &format!("{USERS}/{NEW}")).await.json()["code"], 13_000_309);
    assert_eq!(get(&mock, &format!("{USERS}/count")).await.json()["total"], 2);
}

#[tokio::test]
async fn a_user_has_one_department_and_a_role_in_it() {
    let mock = Mock::new();
    let sales = department(&mock, "Sales", ROOT).await;
    let east = department(&mock, "East", &sales).await;
    let bob = async |body: Value| by(&mock, "alice", &format!("PUT {USERS}/bob"), &body).await;
    let shown = async || {
        let bob = get(&mock, &format!("{USERS}/bob")).await.json()["data"].clone();
        format!("{} {} {}", bob["deptName"], bob["role"], bob["status"])
    };
    let mut seen = vec![shown().await];
    for body in [
        json!({ "deptId": east }),
        json!({ "role": 0 }),
        json!({ "deptId": sales, "role": "1" }),
        json!({ "role": 2 }),
        json!({ "role": 1 }),
        json!({}),
        json!({ "deptId": ROOT }),
    ] {
        let changed = bob(body.clone()).await;
        assert_eq!(changed.status, 200, "{body}: {changed}");
        let counts = [&sales, &east].map(|id| format!("{USERS}/count?deptId={id}"));
        let counts = [
            get(&mock, &counts[0]).await.json()["total"].clone(),
            get(&mock, &counts[1]).await.json()["total"].clone(),
        ];
        seen.push(format!("{body}: {} {counts:?}", shown().await));
    }
    expect![[r#"
        "mockdrive" 1 0
        {"deptId":"1243693141668690433"}: "East" 1 0 [Number(1), Number(1)]
        {"role":0}: "East" 0 0 [Number(1), Number(1)]
        {"deptId":"1243693141664496129","role":"1"}: "Sales" 1 0 [Number(1), Number(0)]
        {"role":2}: "Sales" 2 0 [Number(1), Number(0)]
        {"role":1}: "Sales" 1 0 [Number(1), Number(0)]
        {}: "Sales" 1 0 [Number(1), Number(0)]
        {"deptId":"1243693141656107521"}: "mockdrive" 1 0 [Number(0), Number(0)]"#]]
    .assert_eq(&seen.join("\n"));
}

#[tokio::test]
async fn only_administrators_manage_users() {
    let mock = Mock::new();
    let sales = department(&mock, "Sales", ROOT).await;
    post(&mock, USERS, &json!({ "userId": NEW, "modifyUserInfoReq": { "deptId": sales, "role": "0" } }))
        .await;
    let as_bob = |method: &str, path: &str| {
        format!("{method} {USERS}{path}\nAuthorization: Bearer bob-token\n\n{{\"userId\":\"7\"}}")
    };
    let rows = [
        ("no id", post_text(USERS, &json!({}))),
        ("an empty id", post_text(USERS, &json!({ "userId": "" }))),
        ("an id with a blank", post_text(USERS, &json!({ "userId": "a b" }))),
        ("a long id", post_text(USERS, &json!({ "userId": "7".repeat(65) }))),
        ("a known id", post_text(USERS, &json!({ "userId": NEW }))),
        (
            "an unknown department",
            post_text(USERS, &json!({ "userId": "7", "modifyUserInfoReq": { "deptId": 7 } })),
        ),
        (
            "a group as department",
            post_text(
                USERS,
                &json!({ "userId": "7", "modifyUserInfoReq": { "deptId": "1243693141660301825" } }),
            ),
        ),
        (
            "role 0 without a department",
            post_text(USERS, &json!({ "userId": "7", "modifyUserInfoReq": { "role": "0" } })),
        ),
        ("role 3", put_text("alice", "bob", &json!({ "role": 3 }))),
        ("role 5", put_text("alice", "bob", &json!({ "role": 5 }))),
        ("status 2", put_text("alice", "bob", &json!({ "status": 2 }))),
        ("an unknown user", put_text("alice", "nobody", &json!({}))),
        ("the last administrator, demoted", put_text("alice", "alice", &json!({ "role": 1 }))),
        ("the last administrator, locked out", put_text("alice", "alice", &json!({ "status": 1 }))),
        ("oneself", format!("DELETE {USERS}/alice\nAuthorization: Bearer alice-token")),
        ("an unknown user, removed", format!("DELETE {USERS}/nobody\nAuthorization: Bearer alice-token")),
        ("made by bob", as_bob("POST", "")),
        ("changed by bob", as_bob("PUT", "/bob")),
        ("removed by bob", as_bob("DELETE", "/alice")),
        ("alice's number, for bob", as_bob("GET", "/mobile/alice")),
        ("an unknown number", get_text(&format!("{USERS}/mobile/nobody"))),
        ("an unknown user's page", get_text(&format!("{USERS}/nobody"))),
        ("the people of an unknown department", get_text(&format!("{USERS}/count?deptId=x"))),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        no id: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an empty id: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an id with a blank: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a long id: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a known id: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an unknown department: 400 {"code":13000309,"msg":"Resource not found."}
        a group as department: 400 {"code":13000309,"msg":"Resource not found."}
        role 0 without a department: 400 {"code":13000102,"msg":"Verify parameters failed."}
        role 3: 400 {"code":13000102,"msg":"Verify parameters failed."}
        role 5: 400 {"code":13000102,"msg":"Verify parameters failed."}
        status 2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an unknown user: 400 {"code":13000309,"msg":"Resource not found."}
        the last administrator, demoted: 400 {"code":13000102,"msg":"Verify parameters failed."}
        the last administrator, locked out: 400 {"code":13000102,"msg":"Verify parameters failed."}
        oneself: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an unknown user, removed: 400 {"code":13000309,"msg":"Resource not found."}
        made by bob: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        changed by bob: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        removed by bob: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        alice's number, for bob: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        an unknown number: 400 {"code":13000309,"msg":"Resource not found."}
        an unknown user's page: 400 {"code":13000309,"msg":"Resource not found."}
        the people of an unknown department: 400 {"code":13000309,"msg":"Resource not found."}
    "#]],
    )
    .await;

    // Who administers a department manages its people and nobody else.
    let token = session(&mock, NEW).await.json()["data"]["accessToken"].as_str().expect("a token").to_owned();
    let send = async |request: &str, body: Value| {
        mock.send(&format!("{request}\nAuthorization: {token}\n\n{body}")).await
    };
    let made =
        send(&format!("POST {USERS}"), json!({ "userId": "8", "modifyUserInfoReq": { "deptId": sales } }))
            .await;
    assert_eq!(made.status, 200, "{made}");
    assert_eq!(send(&format!("PUT {USERS}/8"), json!({ "role": 0 })).await.status, 200);
    for (request, body) in [
        (format!("POST {USERS}"), json!({ "userId": "9" })),
        (format!("PUT {USERS}/8"), json!({ "role": 2 })),
        (format!("PUT {USERS}/8"), json!({ "deptId": ROOT })),
        (format!("PUT {USERS}/bob"), json!({ "status": 1 })),
        (format!("PUT {USERS}/alice"), json!({ "status": 1 })),
        (format!("DELETE {USERS}/bob"), json!({})),
    ] {
        assert_eq!(send(&request, body).await.json()["code"], 13_000_410, "{request}");
    }
}

#[tokio::test]
async fn an_import_is_checked_before_it_is_made() {
    let mock = Mock::new();
    let path = format!("{USERS}/batchimport/preverify");
    department(&mock, "Dept", ROOT).await;
    let user = |name: &str, capacity: i64, allocate: bool| json!({ "targetDeptName": name, "personalCapacity": capacity, "isAllocateCapacity": allocate });
    let users = [
        user("Dept", 10, true),
        user("", 0, false),
        user("Other", 10, true),
        user("Dept", 0, true),
        user("Dept", 5, false),
    ];
    let root: u64 = ROOT.parse().expect("a number");
    let before = mock.sandbox().snapshot();
    let checked = post(&mock, &path, &json!({ "curDeptId": root, "users": users })).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": [
            {
              "isSuccess": 0
            },
            {
              "isSuccess": 0
            },
            {
              "isSuccess": 1,
              "reason": "The target department does not exist."
            },
            {
              "isSuccess": 1,
              "reason": "The capacity must be larger than 0."
            },
            {
              "isSuccess": 1,
              "reason": "The capacity must be 0 if no space is allocated."
            }
          ],
          "msg": "success"
        }"#]]
    .assert_eq(&checked.to_string());
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
    let rows = [
        ("no department", json!({ "users": users })),
        ("an unknown department", json!({ "curDeptId": 7, "users": users })),
        ("nobody", json!({ "curDeptId": root, "users": [] })),
        ("1001 people", json!({ "curDeptId": root, "users": vec![users[0].clone(); 1001] })),
        ("no capacity", json!({ "curDeptId": root, "users": [{ "isAllocateCapacity": true }] })),
    ];
    let rows = rows.map(|(what, body)| (what, post_text(&path, &body)));
    let bob = format!(
        "POST {path}\nAuthorization: Bearer bob-token\n\n{}",
        json!({ "curDeptId": root, "users": users })
    );
    refusals(
        &mock,
        rows.into_iter().chain([("bob's", bob)]),
        expect![[r#"
        no department: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an unknown department: 400 {"code":13000309,"msg":"Resource not found."}
        nobody: 400 {"code":13000102,"msg":"Verify parameters failed."}
        1001 people: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no capacity: 400 {"code":13000102,"msg":"Verify parameters failed."}
        bob's: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
    "#]],
    )
    .await;
}
