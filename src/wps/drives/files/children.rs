//! What lies in a folder: 获取子文件列表.

use std::{cmp::Ordering, sync::Arc};

use axum::response::Response;

use crate::{
    http::{self, Ids, Operation, Query, find_word},
    world::{Ability, Node, name},
    wps::{
        auth::Caller,
        error::Error,
        paging::Page,
        render::{Render, With},
        respond, scopes,
    },
};

/// 获取子文件列表
pub const LIST: Operation =
    Operation { name: "drives.files.children.list", scans: true, ..scopes::READ_FILES };

/// What a list is ordered by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Created,
    Modified,
    /// What lies in a folder was never deleted, so nothing comes before another.
    Deleted,
    Name,
    Size,
}

const ORDERS: &[(&str, Order)] = &[
    ("ctime", Order::Created),
    ("mtime", Order::Modified),
    ("dtime", Order::Deleted),
    ("fname", Order::Name),
    ("fsize", Order::Size),
];
const DIRECTIONS: &[(&str, bool)] = &[("asc", false), ("desc", true)];
const KINDS: &[(&str, &str)] = &[("file", "file"), ("folder", "folder"), ("shortcut", "shortcut")];

impl Order {
    fn compare(self, one: &Node, other: &Node) -> Ordering {
        match self {
            Self::Created => one.created.at.cmp(&other.created.at),
            Self::Modified => one.modified.at.cmp(&other.modified.at),
            // Names are compared as the folder has them.
            Self::Deleted | Self::Name => Ordering::Equal,
            Self::Size => size(one).cmp(&size(other)),
        }
    }
}

/// Returns the size as items tell it, which folders do not.
fn size(node: &Node) -> u64 {
    if node.is_folder() { 0 } else { node.size() }
}

/// Returns what lies in a folder and is not closed to the caller, by name unless the caller wants another order.
///
/// Handles `GET /v7/drives/{drive_id}/files/{file_id}/children`.
pub fn list(caller: Caller, Ids(drive, folder): Ids, page: Page, query: Query) -> Result<Response, Error> {
    let with = With { with_drive: false, ..With::read(&query)? };
    let order = query.word("order_by", ORDERS)?.unwrap_or(Order::Name);
    let descending = query.word("order", DIRECTIONS)?.unwrap_or(false);
    let kinds = query.list("filter_type").map(|kind| find_word("filter_type", kind, KINDS));
    let kinds: Vec<&str> = kinds.collect::<Result<_, _>>()?;
    let extensions: Vec<&str> = query.list("filter_exts").collect();

    let world = caller.world();
    let folder = caller.folder(world, &drive, &folder, Ability::List)?;
    let render = Render::new(&caller, world, caller.now());
    let is_open = |node: &Node| caller.principal.user.is_none() || !caller.abilities(world, node).is_empty();
    let is_meant = |node: &&Arc<Node>| {
        (kinds.is_empty() || kinds.contains(&render.kind(node)))
            && (extensions.is_empty()
                || node.is_folder()
                || extensions.contains(&&*name::extension(&node.name)))
            && is_open(node)
    };
    let children = world.children(folder.id).filter(is_meant);
    let items = if order == Order::Name && !descending {
        page.cut(children)
    } else {
        let mut all: Vec<_> = children.collect();
        match (order, descending) {
            (Order::Name, _) => all.reverse(),
            (_, false) => http::sort_by(&mut all, |one, other| order.compare(one, other)),
            (_, true) => http::sort_by(&mut all, |one, other| order.compare(other, one)),
        }
        page.cut(all.into_iter())
    };
    Ok(respond::success(caller.dialect, &items.map(|node| render.file(node, with))))
}
