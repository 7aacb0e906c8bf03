//! References to items, from the world to the wire.

use super::item::Render;
use crate::{
    graph::{ids, wire::ItemReference},
    world::Node,
};

impl Render<'_> {
    /// Returns a reference to the folder of an item.
    pub fn parent_reference(&self, node: &Node) -> ItemReference {
        match node.parent.and_then(|parent| self.world.node(parent).ok()) {
            Some(parent) => self.reference(parent),
            None => self.home(node.drive).reference(),
        }
    }

    /// Returns a reference to an item.
    pub fn reference(&self, node: &Node) -> ItemReference {
        let (id, path) = (ids::item(self.world, node), self.world.path(node));
        self.home(node.drive).reference_at(node, id, &path)
    }
}
