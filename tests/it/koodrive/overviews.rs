//! What is told of all people and all spaces: who they are, how large, and how much of it is used.

use expect_test::expect;
use serde_json::{Value, json};

use super::{by, get, get_text, post, post_text, spaces::with_department};
use crate::support::{Mock, refusals};

const BASE: &str = "/koodrive/ose/v1";

/// The names in a list, behind their number.
async fn names(mock: &Mock, who: &str, path: &str, list: &str) -> String {
    let answer = by(mock, who, &format!("GET {BASE}{path}"), &json!({})).await.json();
    let rows = answer[list].as_array().unwrap_or_else(|| panic!("{answer}"));
    let names: Vec<_> = rows.iter().map(|row| row["name"].as_str().expect("a name")).collect();
    format!("{}: {}", answer["total"], names.join(", "))
}

fn id(mock: &Mock, name: &str) -> String {
    let world = mock.sandbox().snapshot();
    let group = world.groups().find(|group| *group.name == *name).expect("a group").id;
    (1_243_693_141_656_107_521 + group.number() * (1 << 22)).to_string()
}

#[tokio::test]
async fn people_are_listed_by_their_department() {
    let mock = with_department();
    let sales = id(&mock, "Sales");
    let all = "/userList?deptId=1243693141656107521&offset=0&limit=10".to_owned();
    let mut seen = Vec::new();
    for path in [
        all.clone(),
        format!("{all}&isDirect=true"),
        format!("/userList?deptId={sales}&offset=0&limit=10&isDirect=true"),
        "/userList?deptId=&isDirect=&offset=1&limit=1&keyWord".into(),
        "/userList?offset=0&limit=10&keyWord=BOB".into(),
    ] {
        seen.push(names(&mock, "bob", &path, "list").await);
    }
    expect![[r#"
        2: Alice Example, Bob Example
        0: 
        2: Alice Example, Bob Example
        2: Bob Example
        1: Bob Example"#]]
    .assert_eq(&seen.join("\n"));
    let one = get(&mock, &format!("{BASE}/userList?offset=0&limit=1")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "list": [
            {
              "deptId": "1243693141664496129",
              "deptName": "Sales",
              "id": "1316083731031222681",
              "mobile": "0086181****8439",
              "name": "Alice Example",
              "orgId": "9190086000000198331",
              "role": 2,
              "status": 0,
              "userId": "1008600002655785327"
            }
          ],
          "msg": "success",
          "total": 2
        }"#]]
    .assert_eq(&one.to_string());
    let info = get(&mock, &format!("{BASE}/user/info?phone=008618100008439")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "email": "alice@example.com",
            "firstname": "Alice",
            "phone": "008618100008439",
            "surname": "Example",
            "userId": "1008600002655785327"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&info.to_string());
    let path = |path: &str| get_text(&format!("{BASE}{path}"));
    let rows = [
        ("no page", path("/userList")),
        ("101 a page", path("/userList?offset=0&limit=101")),
        ("no department", path("/userList?offset=0&limit=1&deptId=7")),
        ("neither true nor false", path("/userList?offset=0&limit=1&isDirect=2")),
        ("nobody meant", path("/user/info")),
        ("nobody of this number", path("/user/info?phone=1")),
        ("nobody of this id", path("/user/info?userId=7")),
        ("alice, for bob", format!("GET {BASE}/user/info?userId=alice\nAuthorization: Bearer bob-token")),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        no page: 400 {"code":13000102,"msg":"Verify parameters failed."}
        101 a page: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no department: 400 {"code":13000309,"msg":"Resource not found."}
        neither true nor false: 400 {"code":13000102,"msg":"Verify parameters failed."}
        nobody meant: 400 {"code":13000102,"msg":"Verify parameters failed."}
        nobody of this number: 400 {"code":13000309,"msg":"Resource not found."}
        nobody of this id: 400 {"code":13000309,"msg":"Resource not found."}
        alice, for bob: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn spaces_of_departments_and_people_are_listed_to_their_administrators() {
    let mock = with_department();
    let sales = id(&mock, "Sales");
    super::edit(&mock, |world, by, now| {
        world.add_department("Bare", None, by, now);
        Ok(())
    });
    let list = "/space/departmentList?offset=0&limit=10";
    let mut seen = Vec::new();
    for (who, path, rows) in [
        ("alice", list.to_owned(), "departments"),
        ("alice", format!("{list}&keyWord=BOB"), "departments"),
        ("bob", list.into(), "departments"),
        ("alice", "/space/userList?deptId=&isDirect=&offset=0&limit=100&keyWord".into(), "users"),
        ("bob", "/space/userList?offset=0&limit=100".into(), "users"),
        ("alice", "/space/userList?offset=0&limit=100&keyWord=8439&spaceStatus=0".into(), "users"),
        ("alice", format!("/space/userList?offset=0&limit=100&deptId={sales}&spaceStatus=1"), "users"),
    ] {
        seen.push(format!("{who} {path}: {}", names(&mock, who, &path, rows).await));
    }
    expect![[r#"
        alice /space/departmentList?offset=0&limit=10: 2: Sales, Bare
        alice /space/departmentList?offset=0&limit=10&keyWord=BOB: 1: Sales
        bob /space/departmentList?offset=0&limit=10: 1: Sales
        alice /space/userList?deptId=&isDirect=&offset=0&limit=100&keyWord: 2: Alice Example, Bob Example
        bob /space/userList?offset=0&limit=100: 2: Alice Example, Bob Example
        alice /space/userList?offset=0&limit=100&keyWord=8439&spaceStatus=0: 1: Alice Example
        alice /space/userList?offset=0&limit=100&deptId=1243693141664496129&spaceStatus=1: 0: "#]]
    .assert_eq(&seen.join("\n"));
    let departments = get(&mock, &format!("{BASE}{list}")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "departments": [
            {
              "bizRootFileId": "DEUI7pa0C24ArootIAAAVS2TKaFLBT1676004940241334485",
              "capacity": 1,
              "containerId": "IAAAVS2TKaFLBT1676004940241334485",
              "createTime": "2026-01-02T03:04:05.000Z",
              "creator": "1008600005272530755",
              "id": "1243693141664496129",
              "modifier": "1008600005272530755",
              "name": "Sales",
              "ownerId": "1243693141664496129",
              "parentId": "1243693141656107521",
              "spaceUsed": 0,
              "status": 0,
              "tenantId": "40086000019617946",
              "updateTime": "2026-01-02T03:04:05.000Z",
              "userNum": 2
            },
            {
              "id": "1243693141672884737",
              "name": "Bare",
              "parentId": "1243693141656107521",
              "tenantId": "40086000019617946"
            }
          ],
          "msg": "success",
          "total": 2
        }"#]]
    .assert_eq(&departments.to_string());
    let users = get(&mock, &format!("{BASE}/space/userList?offset=0&limit=1")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success",
          "total": 2,
          "users": [
            {
              "capacity": 1024,
              "containerId": "<alice's space>",
              "deptId": "1243693141664496129",
              "deptName": "Sales",
              "id": "1316083731031222681",
              "mobile": "0086181****8439",
              "name": "Alice Example",
              "orgId": "9190086000000198331",
              "role": 2,
              "spaceStatus": "0",
              "spaceUsed": 50,
              "status": 0,
              "tenantId": "40086000019617946",
              "userId": "1008600002655785327"
            }
          ]
        }"#]]
    .assert_eq(&users.to_string());
}

#[tokio::test]
async fn spaces_are_listed_to_nobody_else() {
    let mock = with_department();
    let list = "/space/departmentList?offset=0&limit=10";
    let as_bob = |path: &str| format!("GET {BASE}{path}\nAuthorization: Bearer bob-token");
    let rows = [
        ("no page", get_text(&format!("{BASE}/space/departmentList"))),
        ("another state", get_text(&format!("{BASE}/space/userList?offset=0&limit=1&spaceStatus=2"))),
        ("no department", get_text(&format!("{BASE}/space/userList?offset=0&limit=1&deptId=7"))),
        ("all people, for bob", as_bob("/space/userList?offset=0&limit=1&deptId=1243693141656107521")),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        no page: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another state: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no department: 400 {"code":13000309,"msg":"Resource not found."}
        all people, for bob: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
    "#]],
    )
    .await;
    let plain = Mock::new();
    let rows = [("departments", as_bob(list)), ("people", as_bob("/space/userList?offset=0&limit=1"))];
    refusals(
        &plain,
        rows,
        expect![[r#"
        departments: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        people: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn the_administrator_of_the_tenant_sees_how_much_is_used() {
    let mock = with_department();
    let mut seen = Vec::new();
    for path in [
        "/space/usage/overview",
        "/space/usage/quota",
        "/space/allocation/get",
        "/service",
        "/service/quotaUsed",
    ] {
        seen.push(format!("{path}: {}", get(&mock, &format!("{BASE}{path}")).await.json()["data"]));
    }
    let users = json!({ "limit": 10, "offset": 0, "userIds": ["bob", "34343434"] });
    seen.push(post(&mock, &format!("{BASE}/space/usage/user"), &users).await.json().to_string());
    expect![[r#"
        /space/usage/overview: {"totalAllocation":4,"totalCapacity":3073,"totalUsed":51}
        /space/usage/quota: [{"quota":"1","totalAllocation":1,"totalCapacity":1,"totalUsed":0},{"quota":"1024","totalAllocation":3,"totalCapacity":3072,"totalUsed":51}]
        /space/allocation/get: [{"allocateCapacity":1,"totalCapacity":1048576,"type":0},{"allocateCapacity":2048,"totalCapacity":1048576,"type":1},{"allocateCapacity":1024,"totalCapacity":1048576,"type":2}]
        /service: {"aiAvailable":"false","departmentSpaceSize":"100","groupSpaceSize":0,"organizationId":"9190086000000198331","organizationName":"mockdrive","personalSpaceSize":0,"productType":"enterprise","rootDeptCode":"7d420fc07b2a26cfe326739e0c7bc5f1","spaceCapacity":1048576,"status":0,"tenantId":"40086000019617946","userCount":10000,"wpsAvailable":"false"}
        /service/quotaUsed: {"deptSpaceQuota":1048576,"deptSpaceQuotaUsed":1,"deptSpaceUsed":0,"groupSpaceQuota":1048576,"groupSpaceQuotaUsed":1024,"groupSpaceUsed":1,"packageDownloadExpires":7,"personalSpaceQuota":1048576,"personalSpaceQuotaUsed":2048,"personalSpaceUsed":50,"productType":"enterprise","reservedSpaceQuota":0,"spaceCapacity":1048576,"spaceQuotaUsed":3073,"spaceUsed":51,"userCount":2,"userMaxCount":10000}
        {"code":0,"data":[{"createTime":"2026-01-01T08:00:00.000Z","effectiveTime":"2026-01-01T08:00:00.000Z","quota":"1073741824","used":1,"userId":"1008600005272530755"}],"msg":"success","total":1}"#]].assert_eq(&seen.join("\n"));
    let bob = |path: &str| format!("GET {BASE}{path}\nAuthorization: Bearer bob-token");
    let user = |body: Value| post_text(&format!("{BASE}/space/usage/user"), &body);
    let rows = [
        ("the overview, for bob", bob("/space/usage/overview")),
        ("sizes, for bob", bob("/space/usage/quota")),
        ("allocations, for bob", bob("/space/allocation/get")),
        ("what is used, for bob", bob("/service/quotaUsed")),
        ("101 sizes", get_text(&format!("{BASE}/space/usage/quota?limit=101"))),
        ("nobody", user(json!({ "userIds": [] }))),
        ("too many people", user(json!({ "userIds": vec!["bob"; 51] }))),
        ("no limit", user(json!({ "limit": 0 }))),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        the overview, for bob: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        sizes, for bob: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        allocations, for bob: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        what is used, for bob: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        101 sizes: 400 {"code":13000102,"msg":"Verify parameters failed."}
        nobody: 400 {"code":13000102,"msg":"Verify parameters failed."}
        too many people: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no limit: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn a_group_is_made_with_its_space_and_dissolved_with_it() {
    let mock = Mock::new();
    let made = json!({ "name": "API Demo", "capacity": 20, "iconUrl": "1", "userIds": [] });
    let made = by(&mock, "bob", &format!("POST {BASE}/space/group"), &made).await.json();
    assert_eq!((&made["failedList"], &made["code"]), (&json!([]), &json!(0)));
    let first = made["id"].as_str().expect("an id").to_owned();
    super::edit(&mock, |world, _, _| {
        for name in ["carl", "dora"] {
            world.add_user(name, name, "somebody@example.com");
        }
        Ok(())
    });
    let people = json!({
        "name": "Both",
        "addGroupUsers": [
            { "userId": "alice", "template": "1590626552448551681" },
            { "userId": "carl", "template": -1 },
            { "userId": "dora", "template": 1 },
            { "userId": "nobody", "template": -1 },
        ],
    });
    let made = by(&mock, "bob", &format!("POST {BASE}/space/group"), &people).await.json();
    assert_eq!(made["failedList"], json!(["dora", "nobody"]));
    let second = made["id"].as_str().expect("an id");
    let space = get(&mock, &format!("{BASE}/space/{second}?type=2")).await.json()["data"].clone();
    assert_eq!(
        (&space["capacity"], &space["administrators"]),
        (&json!("100"), &json!(["1008600005272530755"]))
    );
    let container = space["containerId"].as_str().expect("a space");
    let held = format!("GET {BASE}/permission/userList?spaceType=1&groupId={second}&containerId={container}");
    let held = by(&mock, "bob", &held, &json!({})).await.json();
    let held = held["userPermissonList"].as_array().expect("a list");
    let held: Vec<_> =
        held.iter().map(|row| [row["userName"].clone(), row["templateName"].clone()]).collect();
    assert_eq!(
        json!(held),
        json!([["Alice Example", "Manage"], ["Bob Example", "Manage"], ["carl", "Edit"]])
    );
    let post = |body: Value| post_text(&format!("{BASE}/space/group"), &body);
    let rows = [
        ("no name", post(json!({ "capacity": 1 }))),
        ("a name that no group may have", post(json!({ "name": "a/b" }))),
        ("no capacity", post(json!({ "name": "a", "capacity": 0 }))),
        ("both lists", post(json!({ "name": "a", "userIds": [], "addGroupUsers": [] }))),
        ("too many people", post(json!({ "name": "a", "userIds": vec!["bob"; 201] }))),
        ("nothing to dissolve", format!("DELETE {BASE}/space/group/7\nAuthorization: Bearer alice-token")),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        no name: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a name that no group may have: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no capacity: 400 {"code":13000102,"msg":"Verify parameters failed."}
        both lists: 400 {"code":13000102,"msg":"Verify parameters failed."}
        too many people: 400 {"code":13000102,"msg":"Verify parameters failed."}
        nothing to dissolve: 400 {"code":13000309,"msg":"Resource not found."}
    "#]],
    )
    .await;
    for group in [first.as_str(), second] {
        let gone = by(&mock, "bob", &format!("DELETE {BASE}/space/group/{group}"), &json!({})).await;
        assert_eq!(gone.json(), json!({ "code": 0, "msg": "success" }));
    }
    assert_eq!(get(&mock, &format!("{BASE}/space/{first}?type=2")).await.json()["code"], 13_000_301);
}
