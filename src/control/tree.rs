//! `GET /_mock/tree`: every item with its id in all four dialects.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::{json::Query, problem::problem, respond};
use crate::{
    graph,
    http::{Call, LinkBase},
    kdocs, koodrive,
    world::{Api, BinLevel, Drive, Node, Owner, World},
    wps,
};

#[derive(Serialize)]
struct Tree<'w> {
    drives: Vec<TreeDrive<'w>>,
}

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
    items: Vec<TreeItem>,
}

#[derive(Serialize)]
struct TreeItem {
    path: String,
    #[serde(rename = "type")]
    kind: &'static str,
    size: u64,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    trashed: bool,
    ids: Ids,
}

#[derive(Serialize)]
struct Ids {
    graph: String,
    kdocs_open_id: String,
    kdocs_union_id: String,
    kdocs_file_token: String,
    wps: String,
    koodrive: String,
}

/// Handles `GET /_mock/tree`: drives and items; `?drive=` picks a drive by name or owner, `?path=` a subtree, `?depth=` the levels
/// below it, `?trashed=true` adds what lies in the recycle bins, and `?app=` names the KDocs app whose open
/// ids are shown.
pub async fn tree(call: Call, base: LinkBase, query: Query) -> Result<Response, Response> {
    let depth = query.number::<u32>("depth")?.unwrap_or(u32::MAX);
    let trashed = query.flag("trashed")?;
    let path = query.get("path").unwrap_or("/");
    let world = call.sandbox().snapshot();
    // Open ids differ from app to app.
    let app = match query.get("app") {
        Some(key) => Some(world.app_keyed(Api::Kdocs, key).ok_or_else(|| unknown("KDocs app", key))?),
        None => world.apps().find(|app| app.api == Api::Kdocs),
    };
    let app_key = app.map_or("", |app| &*app.key);
    let wanted = |drive: &&Drive| {
        query.get("drive").is_none_or(|name| *drive.name == *name || owner(&world, drive) == name)
    };
    let host =
        base.split_once("://").map_or("", |(_, host)| host.split(['/', ':']).next().unwrap_or_default());
    let drives = world.drives().filter(wanted).filter_map(|drive| {
        let top = world.descend(drive.root, path.split('/').filter(|name| !name.is_empty()))?;
        let above = world.node(top).map_or(0, |top| world.depth(top));
        let team = matches!(drive.owner, Owner::Team(_));
        let live = world.subtree(top).take_while(|node| world.depth(node) - above <= depth);
        let bins = [BinLevel::First, BinLevel::Second].into_iter().filter(|_| trashed);
        let binned = bins.flat_map(|level| world.in_bin(drive.id, level));
        let binned = binned.flat_map(|node| world.subtree(node.id));
        Some(TreeDrive {
            name: &drive.name,
            owner: owner(&world, drive),
            kind: kind(drive),
            graph_drive: graph::ids::drive(drive),
            graph_group: team.then(|| graph::ids::group(drive)),
            graph_site: team.then(|| graph::ids::site(host, drive)),
            wps_drive: wps::ids::drive(drive.id),
            koodrive_container: koodrive::ids::container(drive.id),
            items: live.chain(binned).map(|node| item(&world, app_key, node)).collect(),
        })
    });
    let drives: Vec<_> = drives.collect();
    match (drives.is_empty(), query.get("drive")) {
        (true, Some(name)) if path == "/" => Err(unknown("drive", name)),
        (true, _) => Err(unknown("item", path)),
        (false, _) => Ok(respond::json(StatusCode::OK, &Tree { drives })),
    }
}

fn unknown(what: &str, name: &str) -> Response {
    problem(StatusCode::NOT_FOUND, &format!("There is no {what} `{name}`."))
}

fn owner<'w>(world: &'w World, drive: &'w Drive) -> &'w str {
    match &drive.owner {
        Owner::Personal(user) => world.user(*user).map_or("", |user| &user.name),
        Owner::App(_) => "apps",
        Owner::Team(_) => "team",
    }
}

fn kind(drive: &Drive) -> &'static str {
    match drive.owner {
        Owner::Personal(_) => "personal",
        Owner::App(_) => "app",
        Owner::Team(_) => "team",
    }
}

fn item(world: &World, app_key: &str, node: &Node) -> TreeItem {
    TreeItem {
        path: world.path(node),
        kind: if node.is_folder() { "folder" } else { "file" },
        size: node.size(),
        trashed: world.live(node.id).is_err(),
        ids: Ids {
            graph: graph::ids::item(world, node),
            kdocs_open_id: kdocs::ids::open_id(app_key, node.id),
            kdocs_union_id: kdocs::ids::union_id(node.id),
            kdocs_file_token: kdocs::ids::file_token(node.id),
            wps: wps::ids::file(node.id),
            koodrive: koodrive::ids::file(node),
        },
    }
}
