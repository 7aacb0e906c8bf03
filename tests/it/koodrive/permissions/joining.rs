//! What people may do who join a team.

use expect_test::expect;
use serde_json::json;

use super::{ALICE, BOB, DOWNLOAD, PERMISSION, TEAM, flags, listed};
use crate::{
    koodrive::{edit, get, post},
    support::Mock,
};

#[tokio::test]
async fn a_team_says_what_who_joins_may_do() {
    let mock = Mock::new();
    let initial = format!("{PERMISSION}/member/initial/{TEAM}");
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "capabilities": {
              "addChildNodePermission": true,
              "copyPermission": true,
              "deletePermission": true,
              "downloadPermission": true,
              "editPermission": true,
              "listChildNodePermission": true,
              "removeChildNodePermission": true,
              "renameFilePermission": true,
              "shareFilePermission": true,
              "uploadPermission": true,
              "viewPermission": true
            },
            "containerId": "<the team's space>",
            "spaceId": 1243693141660301825,
            "spaceType": 1,
            "templateId": "1590626552452745985",
            "templateName": "Edit",
            "userId": 1008600002655785327
          },
          "msg": "success"
        }"#]]
    .assert_eq(&get(&mock, &initial).await.to_string());
    let view = json!({ "spaceId": TEAM, "templateId": "-1", "capabilities": flags(&["view"]) });
    let set = post(&mock, &format!("{PERMISSION}/member/initial"), &view).await;
    assert_eq!(set.line(), r#"200 {"code":0,"msg":"success"}"#);
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "capabilities": {
              "addChildNodePermission": false,
              "copyPermission": false,
              "deletePermission": false,
              "downloadPermission": false,
              "editPermission": false,
              "listChildNodePermission": false,
              "removeChildNodePermission": false,
              "renameFilePermission": false,
              "shareFilePermission": false,
              "uploadPermission": false,
              "viewPermission": true
            },
            "containerId": "<the team's space>",
            "spaceId": 1243693141660301825,
            "spaceType": 1,
            "templateId": "-1",
            "userId": 1008600002655785327
          },
          "msg": "success"
        }"#]]
    .assert_eq(&get(&mock, &initial).await.to_string());
}

#[tokio::test]
async fn who_joins_gets_what_the_team_gives_and_loses_it_when_they_leave() {
    let mock = Mock::new();
    let groups = format!("/koodrive/ose/v1/usergroups/{TEAM}/members");
    let view = json!({ "spaceId": TEAM, "templateId": "-1", "capabilities": flags(&["view"]) });
    post(&mock, &format!("{PERMISSION}/member/initial"), &view).await;
    let mut seen = vec![listed(&mock, "").await];
    edit(&mock, |world, _, _| {
        world.add_user("carl", "Carl", "carl@example.com");
        world.add_user("dora", "Dora", "dora@example.com");
        Ok(())
    });
    let id = async |name: &str| {
        get(&mock, &format!("/koodrive/ose/v1/users/{name}")).await.json()["data"]["userId"].clone()
    };
    let added = json!({ "amendModRoles": [
        { "userId": id("carl").await },
        { "userId": id("dora").await, "template": DOWNLOAD },
        { "userId": BOB, "template": -1, "capabilities": flags(&["upload"]) },
        { "userId": ALICE, "template": DOWNLOAD },
        { "userId": ALICE },
    ] });
    let added = post(&mock, &format!("{groups}/batchAdd"), &added).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "failedList": [
            "1008600002655785327"
          ],
          "msg": "success",
          "status": 1
        }"#]]
    .assert_eq(&added.to_string());
    seen.push(listed(&mock, "").await);
    post(&mock, &format!("{groups}/batchDelete"), &json!({ "userIds": ["bob"] })).await;
    post(&mock, &format!("{groups}/batchAdd"), &json!({ "userIds": ["bob"] })).await;
    seen.push(listed(&mock, "").await);
    expect![[r#"
        Alice Example Manage
        Bob Example Edit
        --
        Alice Example Manage
        Bob Example Upload
        Carl Preview
        Dora Download
        --
        Alice Example Manage
        Bob Example Preview
        Carl Preview
        Dora Download"#]]
    .assert_eq(&seen.join("\n--\n"));
}
