//! `GET /_mock/tree`: every item with its id in all four dialects.

use std::{collections::VecDeque, sync::Arc};

use axum::{body::Body, http::StatusCode, response::Response};
use serde::Serialize;

use super::{json::Query, problem::problem, respond};
use crate::{
    graph,
    http::{Call, LinkBase, produced},
    kdocs, koodrive,
    world::{Api, BinLevel, Drive, DriveId, Node, Owner, Walk, World},
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
    let wanted = |drive: &&Drive| {
        query.get("drive").is_none_or(|name| *drive.name == *name || owner(&world, drive) == name)
    };
    let host =
        base.split_once("://").map_or("", |(_, host)| host.split(['/', ':']).next().unwrap_or_default());
    let drives = world.drives().filter(wanted).filter_map(|drive| {
        let top = world.descend(drive.root, path.split('/').filter(|name| !name.is_empty()))?;
        let deepest = world.node(top).map_or(0, |top| world.depth(top)).saturating_add(depth);
        Some(Part {
            drive: drive.id,
            walk: Walk::from(top),
            deepest,
            trashed,
            head: head(&world, host, drive),
        })
    });
    let drives: VecDeque<_> = drives.collect();
    match (drives.is_empty(), query.get("drive")) {
        (true, Some(name)) if path == "/" => return Err(unknown("drive", name)),
        (true, _) => return Err(unknown("item", path)),
        (false, _) => {}
    }
    let app_key = app.map_or_else(String::new, |app| app.key.to_string());
    let mut text = Text { world: Arc::clone(&world), app_key, drives, is_begun: false };
    let mut first = String::new();
    // A small tree is whole at once.
    Ok(if text.write(&mut first, AT_ONCE) {
        respond::text(Body::from(first))
    } else {
        let next = move || {
            let mut piece = String::new();
            text.write(&mut piece, PIECE);
            (!piece.is_empty()).then(|| piece.into())
        };
        respond::text(produced(first.into(), next))
    })
}

/// The most items that are written before the response begins.
const AT_ONCE: usize = 200;
/// The items of each piece after that.
const PIECE: usize = 1000;

/// The response, as far as it is not written yet.
struct Text {
    world: Arc<World>,
    app_key: String,
    drives: VecDeque<Part>,
    is_begun: bool,
}

/// What is left to be written of a drive.
struct Part {
    drive: DriveId,
    walk: Walk,
    /// How deep an item may lie; all do below the recycle bins, which come after the others.
    deepest: u32,
    /// Whether the recycle bins are to come.
    trashed: bool,
    /// What stands before the first item, until it is written.
    head: String,
}

impl Text {
    /// Writes about so many items; returns whether the response is whole.
    fn write(&mut self, to: &mut String, most: usize) -> bool {
        if !std::mem::replace(&mut self.is_begun, true) {
            to.push_str("{\"drives\":[");
        }
        let mut left = most;
        while let Some(part) = self.drives.front_mut() {
            if left == 0 {
                return false;
            }
            let items = part.items(&self.world, left);
            left = left.saturating_sub(items.len().max(1));
            let is_whole = items.is_empty();
            for node in items {
                to.push_str(if part.head.is_empty() { "," } else { &part.head });
                part.head.clear();
                to.push_str(&written(&item(&self.world, &self.app_key, node)));
            }
            if is_whole {
                to.push_str(&std::mem::take(&mut part.head));
                self.drives.pop_front();
                to.push_str(if self.drives.is_empty() { "]}]}\n" } else { "]}," });
            }
        }
        true
    }
}

impl Part {
    /// Returns the next items of the drive; none are left if there are none.
    fn items<'w>(&mut self, world: &'w World, most: usize) -> Vec<&'w Arc<Node>> {
        let mut items = self.walk.next(world, most);
        let shallow = items.iter().take_while(|node| world.depth(node) <= self.deepest).count();
        if shallow < items.len() {
            // Those behind it lie as deep, or deeper.
            items.truncate(shallow);
            self.walk = Walk::default();
        }
        if items.is_empty() && std::mem::take(&mut self.trashed) {
            let bins = [BinLevel::First, BinLevel::Second].into_iter();
            let binned = bins.flat_map(|level| world.in_bin(self.drive, level)).map(|node| node.id);
            (self.walk, self.deepest) = (Walk::over(binned), u32::MAX);
            items = self.walk.next(world, most);
        }
        items
    }
}

/// Returns what stands before the items of a drive.
fn head(world: &World, host: &str, drive: &Drive) -> String {
    let team = matches!(drive.owner, Owner::Team(_));
    let mut text = written(&TreeDrive {
        name: &drive.name,
        owner: owner(world, drive),
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

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("what the control API returns can be written")
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
            graph: graph::ids::item(world, node).to_string(),
            kdocs_open_id: kdocs::ids::open_id(app_key, node.id),
            kdocs_union_id: kdocs::ids::union_id(node.id),
            kdocs_file_token: kdocs::ids::file_token(node.id),
            wps: wps::ids::file(node.id),
            koodrive: koodrive::ids::file(node),
        },
    }
}
