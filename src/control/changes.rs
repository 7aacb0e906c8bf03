//! `GET /_mock/changes`: what has become of the items since a moment.

use std::{collections::BTreeSet, sync::Arc};

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::{
    items::{self, ItemIds},
    json::Query,
    problem::problem,
    respond, snapshots,
};
use crate::{
    http::{Call, blocking},
    sandbox::START,
    world::{DriveId, Node, NodeId, NodeKind, World},
};

/// The most changes of one response.
const MOST: usize = 10_000;

/// What has become of the items.
#[derive(Serialize)]
struct Changes {
    /// The changes, by drive and path.
    changes: Vec<ChangeBody>,
    /// How many more there are.
    left_out: usize,
}

/// What has become of an item.
#[derive(Serialize)]
struct ChangeBody {
    /// The drive that it is in, or was.
    drive: String,
    /// Its path now, or its last one.
    path: String,
    /// What: `added`, `removed`, `trashed`, `restored`, `moved`, `content` or `metadata`.
    change: &'static str,
    /// The path before, of what was moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<String>,
    /// The drive before, where that was another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    was_in: Option<String>,
    /// Its ids in all dialects.
    ids: ItemIds,
}

/// A change, before it is written.
struct Change<'w> {
    path: String,
    what: &'static str,
    was: Option<(String, DriveId)>,
    /// The world with the item.
    world: &'w World,
    node: &'w Node,
}

/// Handles `GET /_mock/changes`: what has become of the items since a moment, by drive and path.
///
/// Items were added, removed, moved, written to, put into the bin or restored.
pub async fn get(call: Call, query: Query) -> Result<Response, Response> {
    let sandbox = call.sandbox();
    let before = match query.get("since") {
        None => {
            let detail = "`since` names the moment: `start`, or a snapshot of GET /_mock/snapshots.";
            return Err(problem(StatusCode::BAD_REQUEST, detail));
        }
        Some(START) => sandbox.start(),
        Some(name) => sandbox.snapshots.get(name).map_err(|error| snapshots::refuse(&error))?,
    };
    let limit = query.number("limit")?.unwrap_or(MOST).min(MOST);
    let app = query.get("app").map(ToOwned::to_owned);
    let now = sandbox.snapshot();
    blocking(move || {
        let app_key = items::app_key(&now, app.as_deref())?;
        let all = changes(&before.world, &now);
        let left_out = all.len().saturating_sub(limit);
        let changes = all.into_iter().take(limit).map(|change| body(change, &app_key)).collect();
        Ok(respond::json(StatusCode::OK, &Changes { changes, left_out }))
    })
    .await
}

/// Returns all changes, by the drive and the path.
fn changes<'w>(before: &'w World, now: &'w Arc<World>) -> Vec<Change<'w>> {
    let mut all = Vec::new();
    let beside = now.changed_beside(before);
    let mut met = BTreeSet::new();
    for (old, new) in now.changed_nodes(before) {
        met.extend(new.map(|node| node.id));
        match (old, new) {
            (None, Some(new)) => {
                let what = if now.live(new.id).is_ok() { "added" } else { "trashed" };
                all.push(Change { path: now.path(new), what, was: None, world: now, node: new });
            }
            (Some(old), None) => {
                all.push(Change {
                    path: before.path(old),
                    what: "removed",
                    was: None,
                    world: before,
                    node: old,
                });
            }
            (Some(old), Some(new)) => change(&mut all, (before, old), (now, new), &beside),
            (None, None) => {}
        }
    }
    for id in beside.difference(&met) {
        if let (Ok(old), Ok(new)) = (before.node(*id), now.node(*id)) {
            change(&mut all, (before, old), (now, new), &beside);
        }
    }
    all.sort_by(|a, b| (a.node.drive, &a.path, a.what).cmp(&(b.node.drive, &b.path, b.what)));
    all
}

/// Adds what has become of an item that was there before and still is.
fn change<'w>(
    all: &mut Vec<Change<'w>>,
    (before, old): (&'w World, &'w Node),
    (now, new): (&'w World, &'w Node),
    beside: &BTreeSet<NodeId>,
) {
    let mut add = |path: String, what, was| all.push(Change { path, what, was, world: now, node: new });
    match (before.live(old.id).is_ok(), now.live(new.id).is_ok()) {
        (false, false) => return,
        (true, false) => return add(before.path(old), "trashed", None),
        (false, true) => return add(now.path(new), "restored", None),
        (true, true) => {}
    }
    let is_moved = (old.drive, old.parent, &old.name) != (new.drive, new.parent, &new.name);
    if is_moved {
        add(now.path(new), "moved", Some((before.path(old), old.drive)));
    }
    let is_written = !new.is_folder() && old.version() != new.version();
    if is_written {
        add(now.path(new), "content", None);
    }
    let is_notebook = |node: &Node| matches!(node.kind, NodeKind::Folder { is_notebook: true, .. });
    let is_other = old.revision != new.revision
        || old.attributes() != new.attributes()
        || old.created != new.created
        || is_notebook(old) != is_notebook(new)
        || beside.contains(&new.id);
    if is_other && !is_moved && !is_written {
        add(now.path(new), "metadata", None);
    }
}

fn body(change: Change<'_>, app_key: &str) -> ChangeBody {
    let Change { path, what, was, world, node } = change;
    let drive = |id| world.drive(id).map(|drive| drive.name.to_string()).unwrap_or_default();
    let was_in = was.as_ref().filter(|(_, id)| *id != node.drive).map(|(_, id)| drive(*id));
    ChangeBody {
        drive: drive(node.drive),
        path,
        change: what,
        was: was.map(|(path, _)| path),
        was_in,
        ids: items::ids(world, app_key, node),
    }
}
