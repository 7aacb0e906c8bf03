//! Tasks whose callers lose their rights before all is done.

use mockdrive::world::{Content, OnConflict, Owner};
use serde_json::{Value, json};

use super::{by, edit, outcome};
use crate::support::Mock;

const BASE: &str = "/koodrive/ose/v1";

/// Starts a task of bob's, takes him out of the team, carries the task out, and returns what bob is told.
async fn leave_meanwhile(body: Value, leaves: bool) -> String {
    let mock = Mock::with(|settings| settings.tasks = "manual".parse().expect("a pace"));
    let team = edit(&mock, |world, by, now| {
        let drive = world.drives().find(|drive| matches!(drive.owner, Owner::Team(_))).expect("seeded");
        let (owner, root) = (drive.owner.clone(), drive.root);
        for name in ["a.txt", "b.txt"] {
            world.create_file(by, root, name, Content::default(), OnConflict::Fail, now)?;
        }
        let Owner::Team(team) = owner else { unreachable!("found as one") };
        Ok(team)
    });
    let list = json!({ "containerId": "<the team's space>", "parentFileId": "root" });
    let group = 1_243_693_141_656_107_521 + team.number() * (1 << 22);
    let files = by(&mock, "bob", &format!("POST {BASE}/files/{group}/0?team_type=2"), &list).await.json();
    let id = |name: &str| {
        let files = files["files"].as_array().unwrap_or_else(|| panic!("{files}"));
        files.iter().find(|file| file["fileName"] == name).expect("made")["id"].clone()
    };
    let body = body.to_string().replace("\"a\"", &id("a.txt").to_string());
    let body = body.replace("\"b\"", &id("b.txt").to_string()).parse().expect("JSON");
    let task = by(&mock, "bob", &format!("POST {BASE}/jobs"), &body).await.json();
    let task = task["data"].as_str().unwrap_or_else(|| panic!("{task}")).to_owned();
    if leaves {
        edit(&mock, |world, _, _| {
            let bob = world.user_named("bob").expect("seeded").id;
            world.leave_group(team, bob, super::alice(world))
        });
    }
    mock.send(&format!("POST /_mock/tasks/{task}/finish")).await;
    outcome(&by(&mock, "bob", &format!("GET {BASE}/{task}"), &json!({})).await.json()["data"])
}

#[tokio::test]
async fn what_a_member_has_no_right_to_any_longer_is_not_done() {
    let files = json!([{ "fileId": "a" }, { "fileId": "b" }]);
    let info = json!({ "srcContainerId": "<the team's space>", "fileInfo": files });
    let trash =
        json!({ "taskType": 2, "actionType": 201, "dstContainerId": "<the team's space>", "taskInfo": info });
    assert_eq!(leave_meanwhile(trash.clone(), false).await, "2 1 null [1 1]");
    assert_eq!(leave_meanwhile(trash, true).await, "2 3 13000410 [2 2]");
}

#[tokio::test]
async fn nothing_is_put_where_a_member_has_no_right_to_any_longer() {
    let files = json!([{ "fileId": "<diary.txt in KooDrive>" }]);
    let info = json!({ "srcContainerId": "<bob's space>", "fileInfo": files, "newFilePath": "root" });
    let copy =
        json!({ "taskType": 1, "actionType": 101, "dstContainerId": "<the team's space>", "taskInfo": info });
    assert_eq!(leave_meanwhile(copy.clone(), false).await, "2 1 null [1]");
    assert_eq!(leave_meanwhile(copy, true).await, "2 3 13000410 [2]");
}
