//! `GET /_mock/tree`: every item with its id in all four dialects.

use std::{collections::VecDeque, sync::Arc};

use axum::{body::Body, response::Response};

use super::{items, json::Query, respond};
use crate::{
    http::{Call, LinkBase, blocking, produced},
    world::{BinLevel, Drive, DriveId, Node, Walk, World},
};

/// Handles `GET /_mock/tree`: drives and their items, with their ids in all dialects.
pub async fn tree(call: Call, base: LinkBase, query: Query) -> Result<Response, Response> {
    let depth = query.number::<u32>("depth")?.unwrap_or(u32::MAX);
    let (trashed, hashes) = (query.flag("trashed")?, query.flag("hashes")?);
    let path = query.get("path").unwrap_or("/");
    let world = call.sandbox().snapshot();
    // Open ids differ from app to app.
    let app_key = items::app_key(&world, query.get("app"))?;
    let wanted = |drive: &&Drive| query.get("drive").is_none_or(|name| world.is_named(drive, name));
    let host = items::host(&base);
    let drives = world.drives().filter(wanted).filter_map(|drive| {
        let top = items::at_path(&world, drive, path)?;
        let deepest = world.node(top).map_or(0, |top| world.depth(top)).saturating_add(depth);
        Some(Part {
            drive: drive.id,
            walk: Walk::from(top),
            deepest,
            trashed,
            head: items::head(&world, host, drive),
        })
    });
    let drives: VecDeque<_> = drives.collect();
    match (drives.is_empty(), query.get("drive")) {
        (true, Some(name)) if path == "/" => return Err(items::no_drive(&world, name)),
        (true, _) => return Err(items::no_item(path)),
        (false, _) => {}
    }
    let mut text = Text { world: Arc::clone(&world), app_key, hashes, drives, is_begun: false };
    if hashes {
        text = blocking(move || text.hashed()).await;
    }
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
    app_key: Arc<str>,
    hashes: bool,
    drives: VecDeque<Part>,
    is_begun: bool,
}

/// What is left to be written of a drive.
#[derive(Clone)]
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
    /// Computes the digests of all files, which then know them.
    fn hashed(self) -> Self {
        for part in &self.drives {
            let mut part = part.clone();
            loop {
                let items = part.items(&self.world, PIECE);
                if items.is_empty() {
                    break;
                }
                for content in items.iter().filter_map(|node| node.content()) {
                    content.sha256();
                }
            }
        }
        self
    }

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
                to.push_str(&items::written(&items::item(&self.world, &self.app_key, node, self.hashes)));
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
