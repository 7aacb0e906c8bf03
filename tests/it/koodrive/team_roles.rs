//! What administrators, members and readers of a team may do.

use expect_test::expect;
use mockdrive::world::{Member, MemberRole};
use serde_json::{Value, json};

use super::{
    edit, post,
    spaces::{bob, with_department},
};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn administrators_may_what_members_may_not() {
    let mock = with_department();
    let made = json!({ "containerId": "<the team's space>", "fileName": "bob's", "renameMode": 3 });
    let made = bob(&mock, "POST /koodrive/ose/v1/directory", &made).await;
    assert_eq!(made.status, 200, "a member may make a folder: {made}");
    let id = mock.id("koodrive", "team", "/bob's").await;
    let task = |kind: u32, action: u32| {
        json!({
            "taskType": kind, "actionType": action, "dstContainerId": "<the team's space>",
            "taskInfo": { "srcContainerId": "<the team's space>", "fileInfo": [{ "fileId": id, "filePath": "" }] },
        })
    };
    let jobs = "/koodrive/ose/v1/jobs";
    let as_bob = |path: &str, body: Value| format!("POST {path}\nAuthorization: Bearer bob-token\n\n{body}");
    let rows = [
        ("deletion for good", as_bob(jobs, task(2, 202))),
        ("emptying the bin", as_bob(jobs, task(7, 701))),
        (
            "emptying the bin at once",
            as_bob("/koodrive/ose/v1/files/recycle", json!({ "containerId": "<the team's space>" })),
        ),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        deletion for good: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        emptying the bin: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        emptying the bin at once: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
    "#]],
    )
    .await;
    assert_eq!(bob(&mock, &format!("POST {jobs}"), &task(2, 201)).await.status, 200, "but into the bin");
    assert_eq!(post(&mock, jobs, &task(2, 202)).await.status, 200, "alice owns the group");
}

#[tokio::test]
async fn readers_of_a_team_change_nothing() {
    let mock = Mock::new();
    edit(&mock, |world, _, _| {
        let group = world.groups().next().expect("seeded").id;
        world.edit_group(group, |group| {
            let readers = group.members.iter().enumerate();
            let role = |at| if at == 0 { MemberRole::Owner } else { MemberRole::ReadOnly };
            group.members = readers.map(|(at, member)| Member { role: role(at), ..*member }).collect();
        })
    });
    let roadmap = mock.id("koodrive", "team", "/Projects/roadmap.txt").await;
    let space = json!({ "containerId": "<the team's space>" });
    let detail = bob(&mock, &format!("POST /koodrive/ose/v1/files/{roadmap}/detail"), &space).await.json();
    expect![[r#"
        {
          "addChildNodePermission": false,
          "copyPermission": true,
          "deletePermission": false,
          "downloadPermission": true,
          "editPermission": false,
          "listChildNodePermission": false,
          "removeChildNodePermission": false,
          "renameFilePermission": false,
          "shareFilePermission": false,
          "uploadPermission": false,
          "viewPermission": true
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&detail["capabilities"]).expect("JSON"));
    let as_bob = |path: &str, more: Value| {
        let mut body = space.clone();
        super::merge(&mut body, more);
        format!("POST {path}\nAuthorization: Bearer bob-token\n\n{body}")
    };
    let copy = json!({
        "taskType": 1, "dstContainerId": "<the team's space>",
        "taskInfo": { "srcContainerId": "<the team's space>", "newFilePath": "root", "fileInfo": [{ "fileId": roadmap }] },
    });
    let rows = [
        ("a folder", as_bob("/koodrive/ose/v1/directory", json!({ "fileName": "x" }))),
        ("an upload", as_bob("/koodrive/ose/v1/files/create", json!({ "fileName": "x", "length": 0 }))),
        ("a name", as_bob(&format!("/koodrive/ose/v1/files/rename/{roadmap}"), json!({ "name": "x" }))),
        ("a copy into it", as_bob("/koodrive/ose/v1/jobs", copy)),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        a folder: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        an upload: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        a name: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        a copy into it: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
    "#]],
    )
    .await;
    let ids = json!({ "containerId": "<the team's space>", "fileIds": [roadmap] });
    let downloads = bob(&mock, "POST /koodrive/ose/v1/files/download", &ids).await.json();
    assert_eq!(downloads["batchCode"], 1, "but they may read");
}
