//! Spaces: of people, departments and groups, and who may do what in them.

use expect_test::expect;
use mockdrive::world::{GroupKind, Member, MemberRole, Owner};
use serde_json::{Value, json};

use super::{alice, edit, get, get_text, post_text};
use crate::support::{Answer, Mock, refusals};

const SPACE: &str = "/koodrive/ose/v1/space";

/// A mock with a department that bob looks after and that has a space, and a group that has none.
pub fn with_department() -> Mock {
    let mock = Mock::new();
    edit(&mock, |world, _, now| {
        let bob = world.user_named("bob").expect("seeded").id;
        let member = |user, role| Member::new(user, role);
        let people = [member(bob, MemberRole::Owner), member(alice(world), MemberRole::Normal)];
        let sales = world.add_group("Sales", GroupKind::Department, people.into(), now);
        world.add_drive("Sales", Owner::Team(sales), 1000, now);
        world.add_team("Chess", &[bob], now);
        Ok(())
    });
    mock
}

fn group(mock: &Mock, name: &str) -> String {
    let world = mock.sandbox().snapshot();
    let group = world.groups().find(|group| *group.name == *name).expect("a group").id;
    (1_243_693_141_656_107_521 + group.number() * (1 << 22)).to_string()
}

pub async fn bob(mock: &Mock, request: &str, body: &Value) -> Answer {
    mock.send(&format!("{request}\nAuthorization: Bearer bob-token\n\n{body}")).await
}

#[tokio::test]
async fn a_space_is_found_by_its_owner() {
    let mock = with_department();
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "administrators": [
              "1008600002655785327"
            ],
            "bizRootFileId": "<alice's root in KooDrive>",
            "capacity": "1024",
            "containerId": "<alice's space>",
            "createTime": "2026-01-01T08:00:00.000Z",
            "creator": "1008600002655785327",
            "modifier": "1008600002655785327",
            "ownerId": "1008600002655785327",
            "spaceUsed": "50",
            "status": 0,
            "tenantId": "40086000019617946",
            "type": 1,
            "updateTime": "2026-01-01T08:00:00.000Z"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&get(&mock, &format!("{SPACE}/alice?type=1")).await.to_string());
    let (sales, team) = (group(&mock, "Sales"), group(&mock, "Team drive"));
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "administrators": [
              "1008600005272530755"
            ],
            "bizRootFileId": "DEUI7pa0C24ArootIAAAVS2TKaFLBT1676004940241334485",
            "capacity": "1",
            "containerId": "IAAAVS2TKaFLBT1676004940241334485",
            "createTime": "2026-01-02T03:04:05.000Z",
            "creator": "1008600005272530755",
            "modifier": "1008600005272530755",
            "ownerId": "1243693141664496129",
            "spaceUsed": "0",
            "status": 0,
            "tenantId": "40086000019617946",
            "type": 0,
            "updateTime": "2026-01-02T03:04:05.000Z"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&get(&mock, &format!("{SPACE}/{sales}?type=0")).await.to_string());
    let second = get(&mock, &format!("/koodrive/ose/v2/space/{team}?type=2")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": [
            {
              "bizRootFileId": "<the team's root in KooDrive>",
              "capacity": "1024",
              "containerId": "<the team's space>",
              "creator": "1008600002655785327",
              "modifier": "1008600002655785327",
              "ownerId": "1243693141660301825",
              "rootFileId": "<the team's root in KooDrive>",
              "spaceUsed": "1",
              "status": 0,
              "tenantId": "40086000019617946",
              "type": 2
            }
          ],
          "msg": "success"
        }"#]]
    .assert_eq(&second.to_string());
}

#[tokio::test]
async fn a_space_of_nobody_or_of_others_is_refused() {
    let mock = with_department();
    let team = group(&mock, "Team drive");
    let rows = [
        ("no type", "alice", ""),
        ("type 3", "alice", "?type=3"),
        ("another type", &team, "?type=0"),
        ("nobody", "nobody", "?type=1"),
        ("a group without a space", &group(&mock, "Chess"), "?type=2"),
        ("another space of the owner's", &team, "?type=2&containerId=<alice's space>"),
    ];
    refusals(
        &mock,
        rows.map(|(what, id, query)| (what, get_text(&format!("{SPACE}/{id}{query}")))),
        expect![[r#"
            no type: 400 {"code":13000102,"msg":"Verify parameters failed."}
            type 3: 400 {"code":13000102,"msg":"Verify parameters failed."}
            another type: 400 {"code":13000301,"msg":"Space not found."}
            nobody: 400 {"code":13000301,"msg":"Space not found."}
            a group without a space: 400 {"code":13000301,"msg":"Space not found."}
            another space of the owner's: 400 {"code":13000301,"msg":"Space not found."}
        "#]],
    )
    .await;
    let foreign = format!("GET {SPACE}/alice?type=1\nAuthorization: Bearer bob-token");
    refusals(
        &mock,
        [("alice's, for bob", foreign)],
        expect![[r#"
        alice's, for bob: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn a_space_is_made_resized_and_removed_by_those_who_manage_it() {
    let mock = with_department();
    let owner = group(&mock, "Chess");
    let chess = format!("{SPACE}/{owner}");
    let made = bob(&mock, &format!("POST {chess}"), &json!({ "capacity": "500", "type": 2 })).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "bizRootFileId": "DEUI7pa0C24ArootIAAARjvQ0HIyws1622228049038242432",
            "capacity": 500,
            "containerId": "IAAARjvQ0HIyws1622228049038242432",
            "creator": "1008600005272530755",
            "modifier": "1008600005272530755",
            "ownerId": "1243693141668690433",
            "rootFileId": "DEUI7pa0C24ArootIAAARjvQ0HIyws1622228049038242432",
            "spaceUsed": 0,
            "status": 0,
            "tenantId": "40086000019617946",
            "type": 2
          },
          "msg": "success"
        }"#]]
    .assert_eq(&made.to_string());
    let space = made.json()["data"].clone();
    let resized = bob(&mock, &format!("PUT {chess}"), &json!({ "capacity": 1, "type": 2 })).await;
    assert_eq!(resized.json(), json!({ "code": 0, "msg": "success" }));
    let seen = bob(&mock, &format!("GET {chess}?type=2"), &json!({})).await.json()["data"].clone();
    assert_eq!((&seen["capacity"], &seen["spaceUsed"]), (&json!("1"), &json!("0")));
    let upload = json!({ "containerId": space["containerId"], "fileName": "a.txt", "length": (1 << 30) + 1 });
    let refused = bob(&mock, "POST /koodrive/ose/v1/files/create", &upload).await;
    assert_eq!(refused.line(), r#"400 {"code":13000311,"msg":"Insufficient space."}"#);
    let sales = format!("{SPACE}/{}?type=0", group(&mock, "Sales"));
    let as_bob =
        |request: String, body: Value| format!("{request}\nAuthorization: Bearer bob-token\n\n{body}");
    let put = |what: &'static str, body: Value| (what, as_bob(format!("PUT {chess}"), body));
    let rows = [
        ("a second space", as_bob(format!("POST {chess}"), json!({ "capacity": 1, "type": 2 }))),
        ("made without a capacity", as_bob(format!("POST {chess}"), json!({ "type": 2 }))),
        (
            "made with rights",
            as_bob(format!("POST {chess}"), json!({ "capacity": 1, "type": 2, "capabilities": {} })),
        ),
        ("a type in the query", as_bob(format!("PUT {chess}?type=2"), json!({ "capacity": 1 }))),
        put("a type that is not the owner's", json!({ "capacity": 1, "type": 0 })),
        put("type 3", json!({ "capacity": 1, "type": 3 })),
        put("neither capacity nor status", json!({ "type": 2 })),
        put("status 2", json!({ "status": 2, "type": 2 })),
        put("nothing", json!({ "capacity": 0, "type": 2 })),
        put("a negative capacity", json!({ "capacity": -1, "type": 2 })),
        put("more than the most", json!({ "capacity": 104_857_601, "type": 2 })),
        put("another space", json!({ "capacity": 1, "type": 2, "containerId": "<bob's space>" })),
        (
            "one's own space, made larger",
            as_bob(format!("PUT {SPACE}/bob"), json!({ "capacity": 1, "type": 1 })),
        ),
        (
            "the team's, by a member",
            as_bob(format!("DELETE {SPACE}/{}?type=2", group(&mock, "Team drive")), json!({})),
        ),
        ("nobody's", post_text(&format!("{SPACE}/7"), &json!({ "capacity": 1, "type": 2 }))),
    ];
    refusals(&mock, rows, expect![[r#"
        a second space: 400 {"code":13000102,"msg":"Verify parameters failed."}
        made without a capacity: 400 {"code":13000102,"msg":"Verify parameters failed."}
        made with rights: 501 {"code":501,"msg":"mockdrive does not emulate capabilities of POST /koodrive/ose/v1/space/{ownerId} yet."}
        a type in the query: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a type that is not the owner's: 400 {"code":13000301,"msg":"Space not found."}
        type 3: 400 {"code":13000102,"msg":"Verify parameters failed."}
        neither capacity nor status: 400 {"code":13000102,"msg":"Verify parameters failed."}
        status 2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        nothing: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a negative capacity: 400 {"code":13000102,"msg":"Verify parameters failed."}
        more than the most: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another space: 400 {"code":13000301,"msg":"Space not found."}
        one's own space, made larger: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        the team's, by a member: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        nobody's: 400 {"code":13000301,"msg":"Space not found."}
    "#]]).await;
    let removed = mock.send(&format!("DELETE {sales}\nAuthorization: Bearer alice-token")).await;
    assert_eq!(removed.json(), json!({ "code": 0, "msg": "success" }), "the tenant's administrator may");
    assert_eq!(bob(&mock, &format!("GET {sales}"), &json!({})).await.json()["code"], 13_000_301);
    assert_eq!(bob(&mock, &format!("DELETE {chess}?type=2"), &json!({})).await.status, 200);
}

#[tokio::test]
async fn spaces_of_teams_are_listed() {
    let mock = with_department();
    let list = async |query: &str| {
        let answer = get(&mock, &format!("{SPACE}/teamList?{query}")).await.json();
        let teams = answer["teams"].as_array().unwrap_or_else(|| panic!("{answer}"));
        let names: Vec<_> = teams.iter().map(|team| team["name"].as_str().expect("a name")).collect();
        format!("{} {}", answer["total"], names.join(", "))
    };
    let mut seen = Vec::new();
    for query in [
        "offset=0&limit=10",
        "offset=1&limit=10",
        "offset=0&limit=1",
        "offset=0&limit=9&keyWord=SAL",
        "offset=0&limit=9&teamType=0",
        "offset=0&limit=9&teamType=1",
        "offset=0&limit=9&teamType=2",
    ] {
        seen.push(format!("{query}: {}", list(query).await));
    }
    expect![[r#"
        offset=0&limit=10: 2 Team drive, Sales
        offset=1&limit=10: 2 Sales
        offset=0&limit=1: 2 Team drive
        offset=0&limit=9&keyWord=SAL: 1 Sales
        offset=0&limit=9&teamType=0: 1 Sales
        offset=0&limit=9&teamType=1: 1 Team drive
        offset=0&limit=9&teamType=2: 0 "#]]
    .assert_eq(&seen.join("\n"));
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success",
          "teams": [
            {
              "capacity": "1024",
              "containerId": "<the team's space>",
              "id": "1243693141660301825",
              "name": "Team drive",
              "ownerId": "1008600002655785327",
              "ownerName": "Alice Example",
              "spaceUsed": "1",
              "status": 0,
              "type": 2,
              "userNum": 2
            }
          ],
          "total": 2
        }"#]]
    .assert_eq(&get(&mock, &format!("{SPACE}/teamList?offset=0&limit=1")).await.to_string());
    expect![[r#"
        200 OK
        {
          "assignedCapacity": "1024",
          "code": 0,
          "groups": [
            {
              "capacity": "1024",
              "containerId": "<the team's space>",
              "groupName": "Team drive",
              "id": "1243693141660301825",
              "spaceUsed": "1",
              "status": 0
            }
          ],
          "groupsMax": 1000,
          "groupsTotal": 2,
          "maxCapacity": "1048576",
          "msg": "success",
          "total": 1
        }"#]]
    .assert_eq(&get(&mock, &format!("{SPACE}/groupList?offset=0&limit=1&keyWord=drive")).await.to_string());
    let rows = [
        ("no offset", get_text(&format!("{SPACE}/teamList?limit=1"))),
        ("no limit", get_text(&format!("{SPACE}/teamList?offset=0"))),
        ("limit 101", get_text(&format!("{SPACE}/groupList?offset=0&limit=101"))),
        ("an unknown type", get_text(&format!("{SPACE}/teamList?offset=0&limit=1&teamType=3"))),
        (
            "all groups, for bob",
            format!("GET {SPACE}/groupList?offset=0&limit=1\nAuthorization: Bearer bob-token"),
        ),
        ("a space by its id, with a token", get_text(&format!("{SPACE}/container/<alice's space>"))),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        no offset: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no limit: 400 {"code":13000102,"msg":"Verify parameters failed."}
        limit 101: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an unknown type: 400 {"code":13000102,"msg":"Verify parameters failed."}
        all groups, for bob: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        a space by its id, with a token: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn an_application_looks_at_any_space() {
    let mock = Mock::new();
    let path = format!("{SPACE}/container/{}", super::space(&mock, "bob").await);
    let signed = super::auth::signed_get(&path, "alice");
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "administrators": [
              "1008600005272530755"
            ],
            "bizRootFileId": "<bob's root in KooDrive>",
            "capacity": "1024",
            "containerId": "<bob's space>",
            "createTime": "2026-01-01T08:00:00.000Z",
            "creator": "1008600005272530755",
            "modifier": "1008600005272530755",
            "ownerId": "1008600005272530755",
            "spaceUsed": "1",
            "status": 0,
            "tenantId": "40086000019617946",
            "type": 1,
            "updateTime": "2026-01-01T08:00:00.000Z"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&mock.send(&signed).await.to_string());
    let rows = [("nowhere", super::auth::signed_get(&format!("{SPACE}/container/IAAx"), "alice"))];
    refusals(
        &mock,
        rows,
        expect![[r#"
        nowhere: 400 {"code":13000301,"msg":"Space not found."}
    "#]],
    )
    .await;
}
