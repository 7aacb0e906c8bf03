//! Permissions templates, and what the people of a team may do by them.

mod grants;
mod joining;
mod refusals;
mod templates;

use serde_json::{Value, json};

use super::{by, get, post};
use crate::support::{Answer, Mock};

const PERMISSION: &str = "/koodrive/ose/v1/permission";
/// The id of the organisation, as the page of a user prints it.
const COMPANY: &str = "9190086000000198331";
const ALICE: &str = "1008600002655785327";
const BOB: &str = "1008600005272530755";
/// The id of the group whose space is the team's.
const TEAM: &str = "1243693141660301825";
/// The service's own templates.
const MANAGE: &str = "1590626552448551681";
const DOWNLOAD: &str = "1590626552456940289";
const VIEW_ONLY: &str = "1590626552469523201";

/// The permissions of a request: those that are named, and no others.
fn flags(granted: &[&str]) -> Value {
    let known = [
        "addChildNode",
        "copy",
        "delete",
        "download",
        "edit",
        "listChildNode",
        "removeChildNode",
        "renameFile",
        "shareFile",
        "upload",
        "view",
    ];
    let flag = |name: &str| (format!("{name}Permission"), json!(granted.contains(&name)));
    known.map(flag).into_iter().collect()
}

/// A template that is to be made.
fn new(name: &str, granted: &[&str]) -> Value {
    json!({ "name": name, "type": 1, "company": COMPANY, "capabilities": flags(granted) })
}

/// Makes a template as alice and returns its id.
async fn template(mock: &Mock, name: &str, granted: &[&str]) -> String {
    let made = post(mock, &format!("{PERMISSION}/template/create"), &new(name, granted)).await;
    made.json()["data"]["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned()
}

/// Says as alice what bob may do in the team's space; `more` is merged into the body.
async fn amend(mock: &Mock, role: Value, more: Value) -> Answer {
    let mut role_of_bob = json!({ "userId": BOB });
    super::merge(&mut role_of_bob, role);
    let mut body = json!({ "type": 1, "container": "<the team's space>", "amendModRoles": [role_of_bob] });
    super::merge(&mut body, more);
    by(mock, "alice", &format!("PUT {PERMISSION}/batchupdate"), &body).await
}

/// Posts as alice, and returns the code.
async fn code(mock: &Mock, path: &str, body: &Value) -> u64 {
    super::code(&post(mock, &format!("{PERMISSION}{path}"), body).await)
}

/// Who may do what in the team's space, with an item if `more` names one: a line for each.
async fn listed(mock: &Mock, more: &str) -> String {
    let path =
        format!("{PERMISSION}/userList?spaceType=1&groupId={TEAM}&containerId=<the team's space>{more}");
    let list = get(mock, &path).await.json()["userPermissonList"].clone();
    let line = |row: &Value| {
        let held = row["templateName"].as_str().or(row["description"].as_str()).expect("either");
        format!("{} {held}", row["userName"].as_str().expect("a name"))
    };
    list.as_array().expect("a list").iter().map(line).collect::<Vec<_>>().join("\n")
}
