//! What members are given, in a space and with an item.

use expect_test::expect;
use serde_json::json;

use super::{ALICE, DOWNLOAD, MANAGE, PERMISSION, TEAM, VIEW_ONLY, amend, code, flags, listed, template};
use crate::{
    koodrive::{by, edit, get, post, spaces::with_department},
    support::Mock,
};

const HANDBOOK: &str = "<Team handbook.txt in KooDrive>";

#[tokio::test]
async fn the_people_of_a_team_may_do_what_their_roles_allow() {
    let mock = Mock::new();
    let list = format!("{PERMISSION}/userList?spaceType=1&groupId={TEAM}&containerId=<the team's space>");
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success",
          "userPermissonList": [
            {
              "capabilities": [
                {
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
                }
              ],
              "deptId": "1243693141656107521",
              "deptName": "mockdrive",
              "groupName": "Team drive",
              "groupRole": 0,
              "mobile": "0086181****8439",
              "templateId": "1590626552448551681",
              "templateName": "Manage",
              "userId": "1008600002655785327",
              "userName": "Alice Example"
            },
            {
              "capabilities": [
                {
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
                }
              ],
              "deptId": "1243693141656107521",
              "deptName": "mockdrive",
              "groupName": "Team drive",
              "groupRole": 2,
              "templateId": "1590626552452745985",
              "templateName": "Edit",
              "userId": "1008600005272530755",
              "userName": "Bob Example"
            }
          ]
        }"#]]
    .assert_eq(&get(&mock, &list).await.to_string());
}

#[tokio::test]
async fn a_member_is_given_single_permissions() {
    let mock = Mock::new();
    let list = format!("{PERMISSION}/userList?spaceType=1&groupId={TEAM}&containerId=<the team's space>");
    let given =
        amend(&mock, json!({ "template": -1, "capabilities": flags(&["listChildNode", "view"]) }), json!({}));
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success"
        }"#]]
    .assert_eq(&given.await.to_string());
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success",
          "userPermissonList": [
            {
              "capabilities": [
                {
                  "addChildNodePermission": false,
                  "copyPermission": false,
                  "deletePermission": false,
                  "downloadPermission": false,
                  "editPermission": false,
                  "listChildNodePermission": true,
                  "removeChildNodePermission": false,
                  "renameFilePermission": false,
                  "shareFilePermission": false,
                  "uploadPermission": false,
                  "viewPermission": true
                }
              ],
              "deptId": "1243693141656107521",
              "deptName": "mockdrive",
              "description": "File List, Preview",
              "groupName": "Team drive",
              "groupRole": 2,
              "templateId": "-1",
              "userId": "1008600005272530755",
              "userName": "Bob Example"
            }
          ]
        }"#]]
    .assert_eq(&get(&mock, &format!("{list}&userName=bob")).await.to_string());
}

#[tokio::test]
async fn a_member_is_given_templates_in_the_space_and_on_a_file() {
    let mock = Mock::new();
    let list = format!("{PERMISSION}/userList?spaceType=1&groupId={TEAM}&containerId=<the team's space>");
    let reviewers = template(&mock, "Reviewers", &["view"]).await;
    let mut seen = Vec::new();
    for (what, role, more) in [
        ("a template", json!({ "template": reviewers }), json!({})),
        ("another on a file", json!({ "template": DOWNLOAD }), json!({ "fileId": HANDBOOK })),
        ("one of the service's", json!({ "template": VIEW_ONLY }), json!({})),
        (
            "on the root",
            json!({ "template": DOWNLOAD }),
            json!({ "fileId": "<the team's root in KooDrive>" }),
        ),
    ] {
        let answer = amend(&mock, role, more).await;
        assert_eq!(answer.json()["code"], 0, "{what}: {answer}");
        let file = listed(&mock, &format!("&fileId={HANDBOOK}")).await;
        seen.push(format!("{what}\n{}\n  with the file\n{file}", listed(&mock, "").await));
    }
    expect![[r#"
        a template
        Alice Example Manage
        Bob Example Reviewers
          with the file
        Alice Example Manage
        Bob Example Reviewers
        another on a file
        Alice Example Manage
        Bob Example Reviewers
          with the file
        Alice Example Manage
        Bob Example Download
        one of the service's
        Alice Example Manage
        Bob Example View only
          with the file
        Alice Example Manage
        Bob Example Download
        on the root
        Alice Example Manage
        Bob Example Download
          with the file
        Alice Example Manage
        Bob Example Download"#]]
    .assert_eq(&seen.join("\n"));
    assert_eq!(listed(&mock, "&templateId=-1").await, "");
    assert_eq!(listed(&mock, &format!("&templateId={DOWNLOAD}")).await, "Bob Example Download");
    let first = get(&mock, &format!("{list}&count=1")).await.json();
    let cursor = first["nextCursor"].as_str().expect("more");
    assert_eq!(listed(&mock, &format!("&count=1&cursor={cursor}")).await, "Bob Example Download");
}

#[tokio::test]
async fn a_template_that_is_edited_changes_what_its_people_may_do() {
    let mock = Mock::new();
    let all = ["listChildNode", "view", "download", "edit", "renameFile"];
    let id = template(&mock, "Editors", &all).await;
    amend(&mock, json!({ "template": id }), json!({})).await;
    let rename = async || {
        let body = json!({ "containerId": "<the team's space>", "name": "Handbook.txt" });
        by(&mock, "bob", &format!("POST /koodrive/ose/v1/files/rename/{HANDBOOK}"), &body).await.line()
    };
    assert_eq!(rename().await, r#"200 {"code":0,"msg":"success"}"#);
    let less = json!({ "id": id, "name": "Editors", "capabilities": flags(&all[..4]) });
    assert_eq!(code(&mock, "/template/edit", &less).await, 0);
    assert_eq!(rename().await, r#"400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}"#);
}

#[tokio::test]
async fn who_may_manage_says_what_others_may_do() {
    let mock = Mock::new();
    edit(&mock, |world, _, _| {
        world.add_user("carl", "Carl", "carl@example.com");
        Ok(())
    });
    let carl = json!({ "userIds": ["carl"] });
    post(&mock, &format!("/koodrive/ose/v1/usergroups/{TEAM}/members/batchAdd"), &carl).await;
    let carl = get(&mock, "/koodrive/ose/v1/users/carl").await.json()["data"]["userId"].clone();
    let as_bob = async || {
        let body = json!({
            "type": 1, "container": "<the team's space>",
            "amendModRoles": [{ "userId": carl, "template": VIEW_ONLY }],
        });
        super::super::code(&by(&mock, "bob", &format!("PUT {PERMISSION}/batchupdate"), &body).await)
    };
    assert_eq!(as_bob().await, 13_000_410);
    amend(&mock, json!({ "template": MANAGE }), json!({})).await;
    assert_eq!(as_bob().await, 0);
    assert_eq!(listed(&mock, &format!("&templateId={VIEW_ONLY}")).await, "Carl View only");
}

#[tokio::test]
async fn a_department_has_permissions_of_its_own() {
    let mock = with_department();
    let world = mock.sandbox().snapshot();
    let group = world.groups().find(|group| &*group.name == "Sales").expect("a group").id;
    let sales = (1_243_693_141_656_107_521 + group.number() * (1 << 22)).to_string();
    let space = get(&mock, &format!("/koodrive/ose/v1/space/{sales}?type=0")).await.json()["data"].clone();
    let container = space["containerId"].as_str().expect("a space");
    // The page's example.
    let list = format!("{PERMISSION}/userList?spaceType=0&deptId={sales}&count=100&containerId={container}");
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success",
          "userPermissonList": [
            {
              "capabilities": [
                {
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
                }
              ],
              "deptId": "1243693141664496129",
              "deptName": "Sales",
              "deptRole": 1,
              "mobile": "0086181****8439",
              "templateId": "1590626552452745985",
              "templateName": "Edit",
              "userId": "1008600002655785327",
              "userName": "Alice Example"
            },
            {
              "capabilities": [
                {
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
                }
              ],
              "deptId": "1243693141664496129",
              "deptName": "Sales",
              "deptRole": 0,
              "templateId": "1590626552448551681",
              "templateName": "Manage",
              "userId": "1008600005272530755",
              "userName": "Bob Example"
            }
          ]
        }"#]]
    .assert_eq(&get(&mock, &list).await.to_string());
    let body = json!({
        "type": 0, "container": container, "amendModRoles": [{ "userId": ALICE, "template": VIEW_ONLY }],
    });
    let given = by(&mock, "bob", &format!("PUT {PERMISSION}/batchupdate"), &body).await;
    assert_eq!(given.line(), r#"200 {"code":0,"msg":"success"}"#);
    let folder = json!({ "containerId": container, "fileName": "x" });
    let folder = post(&mock, "/koodrive/ose/v1/directory", &folder).await;
    assert_eq!(super::super::code(&folder), 13_000_410, "alice administers the tenant, and yet may not here");
}
