//! User groups and their people.

use expect_test::expect;
use serde_json::{Value, json};

use super::{by, get, get_text, post, post_text};
use crate::support::{Mock, refusals};

const GROUPS: &str = "/koodrive/ose/v1/usergroups";

/// Makes a group as alice and returns its id.
pub async fn usergroup(mock: &Mock, body: Value) -> String {
    let made = post(mock, GROUPS, &body).await;
    made.json()["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned()
}

#[tokio::test]
async fn a_group_is_made_renamed_given_away_and_removed() {
    let mock = Mock::new();
    let made = post(&mock, GROUPS, &json!({ "groupName": "Chess", "sourceType": 1 })).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "id": "1243693141664496129",
          "msg": "success"
        }"#]]
    .assert_eq(&made.to_string());
    let chess = made.json()["id"].as_str().expect("an id").to_owned();
    let shared = usergroup(&mock, json!({ "groupName": "Shared", "sourceType": 0, "capacity": 1 })).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success",
          "total": 2,
          "userGroupList": [
            {
              "createdTime": "2026-01-01T08:00:00.000Z",
              "groupName": "Team drive",
              "id": "1243693141660301825",
              "ownerId": "1008600002655785327"
            },
            {
              "createdTime": "2026-01-02T03:04:05.000Z",
              "groupName": "Shared",
              "id": "1243693141668690433",
              "ownerId": "1008600002655785327"
            }
          ]
        }"#]]
    .assert_eq(&get(&mock, &format!("{GROUPS}?pageSize=2&pageCursor=&sourceType=0")).await.to_string());
    let names = async |query: &str| {
        let list = get(&mock, &format!("{GROUPS}{query}")).await.json();
        let rows = list["userGroupList"].as_array().expect("a list").clone();
        rows.iter().map(|row| row["groupName"].to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names("").await, r#""Team drive" "Chess" "Shared""#);
    assert_eq!(names("?sourceType=1").await, r#""Chess""#);
    assert_eq!(names("?groupName=SHA").await, r#""Shared""#);
    let first = get(&mock, &format!("{GROUPS}?pageSize=1&pageCursor=0")).await.json();
    let cursor = first["nextCursor"].as_str().expect("more");
    assert_eq!(names(&format!("?pageSize=1&pageCursor={cursor}")).await, r#""Chess""#);
    let space = get(&mock, &format!("/koodrive/ose/v1/space/{shared}?type=2")).await.json();
    assert_eq!(space["data"]["capacity"], "1");

    post(&mock, &format!("{GROUPS}/{shared}/members/batchAdd"), &json!({ "userIds": ["bob"] })).await;
    let bob = get(&mock, &format!("{GROUPS}/{shared}/members?offset=1&limit=1")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success",
          "total": 2,
          "userGroupMemberInfos": [
            {
              "deptId": "1243693141656107521",
              "deptName": "mockdrive",
              "userId": "1008600005272530755",
              "userName": "Bob Example"
            }
          ]
        }"#]]
    .assert_eq(&bob.to_string());
    let given = json!({ "groupName": "Given", "userId": "bob", "role": "0" });
    assert_eq!(
        by(&mock, "alice", &format!("PUT {GROUPS}/{shared}"), &given).await.json(),
        json!({ "code": 0, "msg": "success" })
    );
    let space = get(&mock, "/koodrive/ose/v1/space/teamList?offset=0&limit=9&keyWord=Given").await.json();
    assert_eq!(space["teams"][0]["ownerName"], "Bob Example");
    let removed = by(&mock, "bob", &format!("DELETE {GROUPS}/{shared}"), &json!({})).await;
    assert_eq!(removed.json(), json!({ "code": 0, "msg": "success" }));
    assert_eq!(by(&mock, "alice", &format!("DELETE {GROUPS}/{chess}"), &json!({})).await.status, 200);
    assert_eq!(names("").await, r#""Team drive""#);
}

#[tokio::test]
async fn people_join_and_leave_one_by_one() {
    let mock = Mock::new();
    let chess = usergroup(&mock, json!({ "groupName": "Chess", "sourceType": 1 })).await;
    let change = async |verb: &str, body: Value| {
        let answer = post(&mock, &format!("{GROUPS}/{chess}/members/{verb}"), &body).await.json();
        format!("{} {}", answer["status"], answer["failedList"])
    };
    let bob: u64 = get(&mock, "/koodrive/ose/v1/users/bob").await.json()["data"]["userId"]
        .as_str()
        .expect("an id")
        .parse()
        .expect("a number");
    let mut seen = Vec::new();
    for (verb, body) in [
        ("batchAdd", json!({ "userIds": ["bob", "132543141414141414"] })),
        ("batchAdd", json!({ "amendModRoles": [{ "userId": bob, "template": -1 }] })),
        ("batchAdd", json!({ "userIds": ["3432423464657862424", "132543141414141414"] })),
        ("batchDelete", json!({ "userIds": ["alice", "bob"] })),
        ("batchDelete", json!({ "amendModRoles": [{ "userId": bob.to_string() }] })),
    ] {
        seen.push(format!("{verb} {body}: {}", change(verb, body.clone()).await));
    }
    expect![[r#"
        batchAdd {"userIds":["bob","132543141414141414"]}: 1 ["132543141414141414"]
        batchAdd {"amendModRoles":[{"template":-1,"userId":1008600005272530755}]}: 0 []
        batchAdd {"userIds":["3432423464657862424","132543141414141414"]}: 2 ["3432423464657862424","132543141414141414"]
        batchDelete {"userIds":["alice","bob"]}: 1 ["alice"]
        batchDelete {"amendModRoles":[{"userId":"1008600005272530755"}]}: 2 ["1008600005272530755"]"#]].assert_eq(&seen.join("\n"));
}

#[tokio::test]
async fn a_group_has_two_hundred_people_at_the_most() {
    let mock = Mock::new();
    let chess = usergroup(&mock, json!({ "groupName": "Chess", "sourceType": 1 })).await;
    let people: Vec<_> = (0..200).map(|number| format!("9{number:03}")).collect();
    let made = mock.sandbox().write(|world, _| {
        for name in &people {
            world.add_user(name, name, name);
        }
        Ok::<_, mockdrive::world::Error>(())
    });
    made.expect("a sound change");
    let added = post(&mock, &format!("{GROUPS}/{chess}/members/batchAdd"), &json!({ "userIds": people }))
        .await
        .json();
    assert_eq!(
        (&added["status"], &added["failedList"]),
        (&json!(1), &json!(["9199"])),
        "alice is in it already"
    );
    let members = get(&mock, &format!("{GROUPS}/{chess}/members?offset=199&limit=100")).await.json();
    assert_eq!(
        (&members["total"], members["userGroupMemberInfos"].as_array().map(Vec::len)),
        (&json!(200), Some(1))
    );
}

#[tokio::test]
async fn groups_of_others_and_wrong_words_are_refused() {
    let mock = Mock::new();
    let chess = usergroup(&mock, json!({ "groupName": "Chess", "sourceType": 1 })).await;
    let team = "1243693141660301825";
    let as_bob = |method: &str, path: &str, body: Value| {
        format!("{method} {GROUPS}{path}\nAuthorization: Bearer bob-token\n\n{body}")
    };
    let put =
        |id: &str, body: Value| format!("PUT {GROUPS}/{id}\nAuthorization: Bearer alice-token\n\n{body}");
    let named = |name: &str| post_text(GROUPS, &json!({ "groupName": name, "sourceType": 1 }));
    let add = |body: Value| post_text(&format!("{GROUPS}/{chess}/members/batchAdd"), &body);
    let rows = [
        ("no name", post_text(GROUPS, &json!({ "sourceType": 0 }))),
        ("no type", post_text(GROUPS, &json!({ "groupName": "a" }))),
        ("the page's example, which lacks both", post_text(GROUPS, &json!({ "capacity": 1, "type": 0 }))),
        ("type 2", post_text(GROUPS, &json!({ "groupName": "a", "sourceType": 2 }))),
        (
            "a space of nothing",
            post_text(GROUPS, &json!({ "groupName": "a", "sourceType": 0, "capacity": 0 })),
        ),
        (
            "a list with a space",
            post_text(GROUPS, &json!({ "groupName": "a", "sourceType": 1, "capacity": 1 })),
        ),
        ("31 characters", named(&"x".repeat(31))),
        ("a blank", named(" ")),
        ("two periods", named("..")),
        ("an emoji", named("a😀")),
        ("a backslash", named("a\\b")),
        ("an unknown group", put("7", json!({ "groupName": "a" }))),
        ("a role for nobody", put(&chess, json!({ "groupName": "a", "role": 1 }))),
        ("a role for no member", put(&chess, json!({ "groupName": "a", "userId": "bob", "role": 1 }))),
        ("role 3", put(team, json!({ "groupName": "a", "userId": "bob", "role": 3 }))),
        ("the owner, demoted", put(team, json!({ "groupName": "a", "userId": "alice", "role": 1 }))),
        ("renamed by a member", as_bob("PUT", &format!("/{team}"), json!({ "groupName": "a" }))),
        ("renamed by a stranger", as_bob("PUT", &format!("/{chess}"), json!({ "groupName": "a" }))),
        ("removed by a member", as_bob("DELETE", &format!("/{team}"), json!({}))),
        (
            "the people of a group of others",
            as_bob("GET", &format!("/{chess}/members?offset=0&limit=1"), json!({})),
        ),
        ("no offset", get_text(&format!("{GROUPS}/{chess}/members?limit=1"))),
        ("limit 101", get_text(&format!("{GROUPS}/{chess}/members?offset=0&limit=101"))),
        ("a list of type 2", get_text(&format!("{GROUPS}?sourceType=2"))),
        ("a page of 101", get_text(&format!("{GROUPS}?pageSize=101"))),
        ("a cursor of another list", get_text(&format!("{GROUPS}?pageCursor=AAAA"))),
        ("nobody joins", add(json!({ "userIds": [] }))),
        ("201 join", add(json!({ "userIds": vec!["bob"; 201] }))),
        ("in two ways", add(json!({ "userIds": ["bob"], "amendModRoles": [{ "userId": 7 }] }))),
        ("in no way", add(json!({}))),
        ("without an id", add(json!({ "amendModRoles": [{ "userId": "" }] }))),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        no name: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no type: 400 {"code":13000102,"msg":"Verify parameters failed."}
        the page's example, which lacks both: 400 {"code":13000102,"msg":"Verify parameters failed."}
        type 2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a space of nothing: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a list with a space: 400 {"code":13000102,"msg":"Verify parameters failed."}
        31 characters: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a blank: 400 {"code":13000102,"msg":"Verify parameters failed."}
        two periods: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an emoji: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a backslash: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an unknown group: 400 {"code":13000309,"msg":"Resource not found."}
        a role for nobody: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a role for no member: 400 {"code":13000309,"msg":"Resource not found."}
        role 3: 400 {"code":13000102,"msg":"Verify parameters failed."}
        the owner, demoted: 400 {"code":13000102,"msg":"Verify parameters failed."}
        renamed by a member: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        renamed by a stranger: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        removed by a member: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        the people of a group of others: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        no offset: 400 {"code":13000102,"msg":"Verify parameters failed."}
        limit 101: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a list of type 2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a page of 101: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a cursor of another list: 400 {"code":13000102,"msg":"Verify parameters failed."}
        nobody joins: 400 {"code":13000102,"msg":"Verify parameters failed."}
        201 join: 400 {"code":13000102,"msg":"Verify parameters failed."}
        in two ways: 400 {"code":13000102,"msg":"Verify parameters failed."}
        in no way: 400 {"code":13000102,"msg":"Verify parameters failed."}
        without an id: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}
