//! Files, and how they are named.

use serde::Serialize;

use crate::{kdocs::ids, world::NodeId};

/// The ids of a file: as the app sees it, and as all apps of its developer do.
#[derive(Serialize)]
pub struct IdPair {
    pub open_id: String,
    pub union_id: String,
}

impl IdPair {
    /// Returns the ids of this item for this app.
    pub fn of(app_key: &str, node: NodeId) -> Self {
        Self { open_id: ids::open_id(app_key, node), union_id: ids::union_id(node) }
    }

    /// Returns the ids of these items for this app.
    pub fn of_all(app_key: &str, nodes: &[NodeId]) -> Vec<Self> {
        nodes.iter().map(|node| Self::of(app_key, *node)).collect()
    }
}

/// An id as the caller wrote it.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GivenId<'a> {
    FileId(&'a str),
    FileToken(&'a str),
}
