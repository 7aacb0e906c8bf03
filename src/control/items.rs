//! Drives and items as they are shown, with their ids in all four dialects.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use data_encoding::HEXLOWER;
use serde::Serialize;

use super::problem::problem;
use crate::{
    graph,
    http::LinkBase,
    kdocs, koodrive,
    world::{Api, BinLevel, Drive, Node, NodeId, Owner, World},
    wps,
};

#[derive(Serialize)]
struct TreeDrive<'w> {
    name: &'w str,
    owner: &'w str,
    kind: &'static str,
    graph_drive: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    graph_group: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    graph_site: Option<String>,
    wps_drive: String,
    koodrive_container: String,
    items: [(); 0],
}

/// An item, as it is shown.
#[derive(Serialize)]
pub struct TreeItem {
    path: String,
    #[serde(rename = "type")]
    kind: &'static str,
    size: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    trashed: bool,
    /// The level of the recycle bin, of an item that was itself put there.
    #[serde(skip_serializing_if = "Option::is_none")]
    bin: Option<&'static str>,
    ids: Ids,
}

/// The ids of an item in all dialects.
#[derive(Serialize)]
pub struct Ids {
    graph: String,
    kdocs_open_id: String,
    kdocs_union_id: String,
    kdocs_file_token: String,
    wps: String,
    koodrive: String,
}

/// Returns what stands before the items of a drive.
pub fn head(world: &World, host: &str, drive: &Drive) -> String {
    let team = matches!(drive.owner, Owner::Team(_));
    let mut text = written(&TreeDrive {
        name: &drive.name,
        owner: world.owner_word(drive),
        kind: kind(drive),
        graph_drive: graph::ids::drive(drive).to_string(),
        graph_group: team.then(|| graph::ids::group(drive)),
        graph_site: team.then(|| graph::ids::site(host, drive)),
        wps_drive: wps::ids::drive(drive.id),
        koodrive_container: koodrive::ids::container(drive.id),
        items: [],
    });
    // The list of items is closed behind them.
    text.truncate(text.len() - "]}".len());
    text
}

/// Returns a value as JSON.
pub fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("what the control API returns can be written")
}

/// Refuses a name that nothing has.
pub fn unknown(what: &str, name: &str) -> Response {
    problem(StatusCode::NOT_FOUND, &format!("There is no {what} `{name}`."))
}

/// Returns the host of the links of a response.
pub fn host(base: &LinkBase) -> &str {
    base.split_once("://").map_or("", |(_, host)| host.split(['/', ':']).next().unwrap_or_default())
}

fn kind(drive: &Drive) -> &'static str {
    match drive.owner {
        Owner::Personal(_) => "personal",
        Owner::App(_) => "app",
        Owner::Team(_) => "team",
    }
}

/// Returns an item as it is shown, with the KDocs open id that this app knows.
pub fn item(world: &World, app_key: &str, node: &Node, hashes: bool) -> TreeItem {
    TreeItem {
        path: world.path(node),
        kind: if node.is_folder() { "folder" } else { "file" },
        size: node.size(),
        sha256: node.content().filter(|_| hashes).map(|content| HEXLOWER.encode(content.sha256())),
        trashed: world.live(node.id).is_err(),
        bin: node.trashed.as_ref().map(|trashed| match trashed.level {
            BinLevel::First => "first",
            BinLevel::Second => "second",
        }),
        ids: ids(world, app_key, node),
    }
}

/// Returns the ids of an item.
pub fn ids(world: &World, app_key: &str, node: &Node) -> Ids {
    Ids {
        graph: graph::ids::item(world, node).to_string(),
        kdocs_open_id: kdocs::ids::open_id(app_key, node.id),
        kdocs_union_id: kdocs::ids::union_id(node.id),
        kdocs_file_token: kdocs::ids::file_token(node.id),
        wps: wps::ids::file(node.id),
        koodrive: koodrive::ids::file(node),
    }
}

/// Returns the key of the KDocs app whose open ids are shown: this one, or the first.
pub fn app_key(world: &World, wanted: Option<&str>) -> Result<Arc<str>, Response> {
    let app = match wanted {
        Some(key) => Some(world.app_keyed(Api::Kdocs, key).ok_or_else(|| unknown("KDocs app", key))?),
        None => world.apps().find(|app| app.api == Api::Kdocs),
    };
    Ok(app.map_or_else(|| "".into(), |app| Arc::clone(&app.key)))
}

/// Returns the one drive that is meant by a name.
pub fn one_drive<'w>(world: &'w World, name: &str) -> Result<&'w Drive, Response> {
    let named: Vec<&Drive> = world.drives_named(name).collect();
    let listed = |drives: &[&'w Drive]| {
        let words: Vec<&str> = drives.iter().map(|drive| &*drive.name).collect();
        format!("`{}`", words.join("`, `"))
    };
    match &*named {
        [drive] => Ok(drive),
        [] => {
            let all: Vec<&Drive> = world.drives().collect();
            let detail =
                format!("There is no drive `{name}`, but {}, by their names or owners.", listed(&all));
            Err(problem(StatusCode::NOT_FOUND, &detail))
        }
        several => {
            let detail = format!("`{name}` has several drives: name one of {}.", listed(several));
            Err(problem(StatusCode::BAD_REQUEST, &detail))
        }
    }
}

/// Returns the live item at a path of a drive.
pub fn at_path(world: &World, drive: &Drive, path: &str) -> Option<NodeId> {
    world.descend(drive.root, path.split('/').filter(|name| !name.is_empty()))
}
