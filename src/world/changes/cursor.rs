//! Pages of a feed, and the cursors between them.

use crate::world::id::NodeId;

/// How far a client has followed a feed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FeedCursor {
    /// The place up to which the client knew everything when this round of pages began.
    pub base: u64,
    /// The place up to which the pages of this round contain everything.
    pub at: u64,
    /// Whether the round contains all items, also those that changed before `base`.
    pub whole: bool,
    /// How many rows of the next change the pages contain already, if the log still ends at `newest`.
    pub skip: u64,
    /// Where the log ended when the page before was made.
    pub newest: u64,
}

/// A row of a feed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FeedRow {
    /// An item as it is now.
    Here(NodeId),
    /// An item that is not there any more.
    Gone {
        /// The item.
        id: NodeId,
        /// The folder that it was in.
        parent: Option<NodeId>,
    },
}

/// A page of a feed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FeedPage {
    /// Its rows.
    pub rows: Vec<FeedRow>,
    /// Where the next page begins.
    pub next: FeedCursor,
    /// Whether the next page has rows now.
    pub more: bool,
}

impl FeedRow {
    /// Returns the item that the row is about.
    pub fn id(&self) -> NodeId {
        let (Self::Here(id) | Self::Gone { id, .. }) = self;
        *id
    }
}

impl FeedCursor {
    /// The cursor of a client that knows everything up to this place.
    pub(in crate::world) fn after(place: u64) -> Self {
        Self { base: place, at: place, whole: false, skip: 0, newest: place }
    }
}
