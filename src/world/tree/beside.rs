//! What is kept beside the nodes: what becomes of it when an item is copied or gone.

use crate::world::{id::NodeId, state::World, tree::node::Node};

impl World {
    /// Gives a copy of an item what goes with it: its sheets.
    pub(in crate::world) fn copy_beside(&mut self, from: &Self, source: &Node, copy: NodeId) {
        self.copy_book(from, source.id, copy);
    }

    /// Forgets what is kept beside a node that is gone for good.
    pub(in crate::world) fn forget_node(&mut self, id: NodeId) {
        self.metadata.remove(&id);
        self.forget_role(id);
        self.permissions.forget(id);
        self.forget_followers(id);
        self.checkouts.remove(&id);
        self.books.remove(&id);
    }
}
