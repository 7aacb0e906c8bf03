//! How a seed becomes part of a sandbox: over HTTP, and in Rust.

use std::{collections::BTreeMap, sync::Arc};

use thiserror::Error;

use super::items::{self, TreeDrive};
use crate::{
    fixture::{FixtureError, Seed},
    sandbox::{Sandbox, read},
    world::{DriveId, Node, NodeId, World},
};

/// Why a seed is refused.
#[derive(Debug, Error)]
pub enum SeedError {
    /// It is no seed, as this sentence says.
    #[error("{0}")]
    Unread(String),
    /// It has something that cannot be there.
    #[error("The seed is refused: {}.", .0.place_and_reason())]
    Refused(FixtureError),
}

/// Adds what a seed has, all or nothing. Returns the new items, in links of this host.
///
/// # Errors
/// [`SeedError`], and nothing is changed.
pub fn plant(sandbox: &Sandbox, text: &[u8], host: &str) -> Result<Vec<TreeDrive>, SeedError> {
    let seed: Seed = read::parse(text).map_err(SeedError::Unread)?;
    let is_start = seed.start;
    let text = str::from_utf8(text).unwrap_or_default();
    let seedling = seed.prepare(text, &sandbox.memory).map_err(SeedError::Refused)?;
    let planted = sandbox.write_and_view(|world, now| {
        let first = world.next_node();
        seedling.plant(world, now).map(|()| first)
    });
    let (first, world) = planted.map_err(SeedError::Refused)?;
    if is_start {
        sandbox.start_with(Arc::clone(&world));
    }
    Ok(items_from(&world, host, first))
}

/// Returns the items from an id on, in the shape of `GET /_mock/tree`.
fn items_from(world: &World, host: &str, first: NodeId) -> Vec<TreeDrive> {
    let mut of_drives: BTreeMap<DriveId, Vec<&Node>> = BTreeMap::new();
    for node in world.nodes_from(first) {
        of_drives.entry(node.drive).or_default().push(node);
    }
    let app_key = items::first_app_key(world);
    let drives = of_drives.into_iter().filter_map(|(id, nodes)| Some((world.drive(id).ok()?, nodes)));
    let shown = |node: &Node| items::item(world, &app_key, node, false);
    drives
        .map(|(drive, nodes)| items::drive(world, host, drive, nodes.into_iter().map(shown).collect()))
        .collect()
}
