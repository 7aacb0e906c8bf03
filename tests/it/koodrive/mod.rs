//! Huawei KooDrive.

#![expect(clippy::disallowed_macros, reason = "only answers have to be typed, and these are requests")]

mod archive_lists;
mod archives;
mod auth;
mod batch;
pub mod coverage;
mod departments;
mod directories;
mod disabled_spaces;
mod edges;
mod entries;
mod favorites;
mod files;
mod hand_over;
mod jobs;
mod lists;
mod lost_rights;
mod messages;
mod overviews;
mod packages;
mod pages;
mod permissions;
mod pictures;
mod reasons;
mod refusals;
mod related;
mod revisions;
mod sessions;
mod shared_folders;
mod shares;
mod spaces;
mod team_roles;
mod upload_refusals;
mod uploads;
mod usergroups;
mod users;

use std::fmt::Display;

use mockdrive::world::{Actor, Content, NodeId, OnConflict, UserId, World};
use serde_json::{Value, json};

use crate::support::{Answer, Mock};

/// The id of a space.
async fn space(mock: &Mock, owner: &str) -> String {
    let tree = mock.send(&format!("GET /_mock/tree?drive={owner}&depth=0")).await.json();
    tree["drives"][0]["koodrive_container"].as_str().expect("a space").to_owned()
}

/// The id of a file or folder in alice's drive.
async fn file(mock: &Mock, path: &str) -> String {
    mock.id("koodrive", "alice", path).await
}

/// A request by alice with this body.
pub fn post_text(path: &str, body: &impl Display) -> String {
    format!("POST {path}\nAuthorization: Bearer alice-token\n\n{body}")
}

/// A request by alice without a body.
pub fn get_text(path: &str) -> String {
    format!("GET {path}\nAuthorization: Bearer alice-token")
}

/// Posts as alice.
pub async fn post(mock: &Mock, path: &str, body: &Value) -> Answer {
    mock.send(&post_text(path, body)).await
}

/// Gets as alice.
pub async fn get(mock: &Mock, path: &str) -> Answer {
    mock.send(&get_text(path)).await
}

/// Sends a request with this body as somebody.
async fn by(mock: &Mock, who: &str, request: &str, body: &Value) -> Answer {
    mock.send(&format!("{request}\nAuthorization: Bearer {who}-token\n\n{body}")).await
}

/// The body of a task within alice's space; `more` is merged into it, and `taskInfo` of it into its own.
async fn body(mock: &Mock, task: u32, action: u32, files: &[&str], more: Value) -> Value {
    let space = space(mock, "alice").await;
    let entries: Vec<Value> = files.iter().map(|id| json!({ "fileId": id, "filePath": "" })).collect();
    let mut body = json!({
        "taskType": task,
        "actionType": action,
        "dstContainerId": space,
        "taskInfo": { "srcContainerId": space, "fileInfo": entries },
    });
    merge(&mut body, more);
    body
}

fn merge(into: &mut Value, more: Value) {
    match (into, more) {
        (Value::Object(into), Value::Object(more)) => {
            for (key, value) in more {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, more) => *into = more,
    }
}

/// Creates a task within alice's space.
async fn create(mock: &Mock, task: u32, action: u32, files: &[&str], more: Value) -> Answer {
    post(mock, "/koodrive/ose/v1/jobs", &body(mock, task, action, files, more).await).await
}

/// Creates a task as [`create`] does and returns its detail.
async fn run(mock: &Mock, task: u32, action: u32, files: &[&str], more: Value) -> Value {
    let created = create(mock, task, action, files, more).await;
    let id = created.json()["data"].as_str().unwrap_or_else(|| panic!("{created}")).to_owned();
    get(mock, &format!("/koodrive/ose/v1/{id}")).await.json()["data"].clone()
}

/// Status, result and code of a job, then status of each entry.
fn outcome(detail: &Value) -> String {
    let job = &detail["jobInfo"];
    let entries = detail["taskInfos"].as_array().expect("entries");
    let entries: Vec<_> = entries.iter().map(|entry| entry["status"].as_str().expect("a status")).collect();
    format!("{} {} {} [{}]", job["status"], job["taskResultCode"], job["resultCode"], entries.join(" "))
}

/// The code of a refusal.
fn code(answer: &Answer) -> u64 {
    answer.json()["code"].as_u64().unwrap_or_else(|| panic!("{answer}"))
}

/// Changes the world behind the API's back, as alice.
fn edit<T>(
    mock: &Mock,
    change: impl FnOnce(&mut World, Actor, mockdrive::world::Timestamp) -> Result<T, mockdrive::world::Error>,
) -> T {
    let edited = mock.sandbox().write(|world, now| {
        let alice = alice(world);
        change(world, Actor::User(alice), now)
    });
    edited.expect("a sound change")
}

fn alice(world: &World) -> UserId {
    world.user_named("alice").expect("seeded").id
}

/// Puts a file into alice's root.
fn upload(mock: &Mock, name: &str, bytes: Vec<u8>) -> NodeId {
    edit(mock, |world, by, now| {
        let root = world.personal_drive(alice(world)).expect("seeded").root;
        world.create_file(by, root, name, Content::new(bytes.into()), OnConflict::Fail, now)
    })
}
