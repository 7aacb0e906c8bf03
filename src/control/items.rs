//! Drives and items as they are shown, with their ids in all four dialects.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use data_encoding::HEXLOWER;
use serde::Serialize;

use super::problem::problem;
use crate::{
    graph, kdocs, koodrive,
    world::{Api, BinLevel, Drive, Node, NodeId, Owner, World},
    wps,
};

/// A drive with its items.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct TreeDrive {
    /// Its name.
    pub name: String,
    /// Who it belongs to: the short name of a person, `apps` or `team`.
    pub owner: String,
    /// `personal`, `app` or `team`.
    pub kind: &'static str,
    /// Its id in Microsoft Graph.
    pub graph_drive: String,
    /// The id of its group in Microsoft Graph, if a team has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub graph_group: Option<String>,
    /// The id of its site in Microsoft Graph, if a team has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub graph_site: Option<String>,
    /// Its id in WPS.
    pub wps_drive: String,
    /// Its id in `KooDrive`.
    pub koodrive_container: String,
    /// Its items: a folder before what is in it, the root first.
    pub items: Vec<TreeItem>,
}

/// An item, as it is shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct TreeItem {
    /// The path from the root.
    pub path: String,
    /// `file` or `folder`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// How many bytes it has, or all files below it have.
    pub size: u64,
    /// The SHA-256 of a file, in hex, if it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Whether it lies in a recycle bin.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub trashed: bool,
    /// The level of the recycle bin, of an item that was itself put there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bin: Option<&'static str>,
    /// Its ids in all dialects.
    pub ids: ItemIds,
}

/// The ids of an item in all dialects.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct ItemIds {
    /// The id in Microsoft Graph.
    pub graph: String,
    /// The open id in KDocs, which differs from app to app.
    pub kdocs_open_id: String,
    /// The union id in KDocs.
    pub kdocs_union_id: String,
    /// The file token in KDocs.
    pub kdocs_file_token: String,
    /// The id in WPS.
    pub wps: String,
    /// The id in `KooDrive`.
    pub koodrive: String,
}

/// Returns a drive as it is shown, with these items.
pub fn drive(world: &World, host: &str, drive: &Drive, items: Vec<TreeItem>) -> TreeDrive {
    let team = matches!(drive.owner, Owner::Team(_));
    TreeDrive {
        name: drive.name.to_string(),
        owner: world.owner_word(drive).to_owned(),
        kind: kind(drive),
        graph_drive: graph::ids::drive(drive).to_string(),
        graph_group: team.then(|| graph::ids::group(drive)),
        graph_site: team.then(|| graph::ids::site(host, drive)),
        wps_drive: wps::ids::drive(drive.id),
        koodrive_container: koodrive::ids::container(drive.id),
        items,
    }
}

/// Returns what stands before the items of a drive.
pub fn head(world: &World, host: &str, of: &Drive) -> String {
    let mut text = written(&drive(world, host, of, Vec::new()));
    // The list of items is closed behind them.
    text.truncate(text.len() - "]}".len());
    text
}

/// Returns a value as JSON.
pub fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("what the control API returns can be written")
}

/// Refuses a path that no item has.
pub fn no_item(path: &str) -> Response {
    problem(
        StatusCode::NOT_FOUND,
        &format!("There is no item `{path}`; GET /_mock/tree lists those there are."),
    )
}

/// Refuses a name that no drive has.
pub fn no_drive(world: &World, name: &str) -> Response {
    let all = listed(world.drives().map(|drive| &*drive.name));
    let detail = format!("There is no drive `{name}`, but {all}, by their names or owners.");
    problem(StatusCode::NOT_FOUND, &detail)
}

fn listed<'w>(names: impl Iterator<Item = &'w str>) -> String {
    format!("`{}`", names.collect::<Vec<_>>().join("`, `"))
}

/// Returns the host of links that begin so.
pub fn host(base: &str) -> &str {
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
pub fn ids(world: &World, app_key: &str, node: &Node) -> ItemIds {
    ItemIds {
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
    let Some(key) = wanted else { return Ok(first_app_key(world)) };
    let app = world.app_keyed(Api::Kdocs, key).ok_or_else(|| {
        let apps = world.apps().filter(|app| app.api == Api::Kdocs).map(|app| &*app.key);
        let detail = format!("There is no KDocs app `{key}`, but {}.", listed(apps));
        problem(StatusCode::NOT_FOUND, &detail)
    })?;
    Ok(Arc::clone(&app.key))
}

/// Returns the key of the first KDocs app; empty if there is none.
pub fn first_app_key(world: &World) -> Arc<str> {
    let app = world.apps().find(|app| app.api == Api::Kdocs);
    app.map_or_else(|| "".into(), |app| Arc::clone(&app.key))
}

/// Returns the one drive that is meant by a name.
pub fn one_drive<'w>(world: &'w World, name: &str) -> Result<&'w Drive, Response> {
    let named: Vec<&Drive> = world.drives_named(name).collect();
    match &*named {
        [drive] => Ok(drive),
        [] => Err(no_drive(world, name)),
        several => {
            let detail = format!(
                "`{name}` has several drives: name one of {}.",
                listed(several.iter().map(|drive| &*drive.name))
            );
            Err(problem(StatusCode::BAD_REQUEST, &detail))
        }
    }
}

/// Returns the live item at a path of a drive.
pub fn at_path(world: &World, drive: &Drive, path: &str) -> Option<NodeId> {
    world.descend(drive.root, path.split('/').filter(|name| !name.is_empty()))
}
