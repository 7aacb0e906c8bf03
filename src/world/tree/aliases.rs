//! Further ids of items, such as those printed in a vendor's documentation.

use crate::world::{id::NodeId, state::World};

impl World {
    /// Makes an item known under one more id, as a client would write it. Returns whether the id was free.
    pub fn add_alias(&mut self, id: &str, node: NodeId) -> bool {
        self.aliases.insert(id.into(), node).is_none()
    }

    /// Returns the item that an additional id stands for.
    pub fn alias(&self, id: &str) -> Option<NodeId> {
        self.aliases.get(id).copied()
    }
}
