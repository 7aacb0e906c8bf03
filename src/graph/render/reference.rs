//! References to items, from the world to the wire.

use super::memory::Render;
use crate::{graph::wire::ItemReference, http::Repeated, world::Node};

impl Render<'_> {
    /// Returns a reference to the folder of an item, or to its drive, and the address of the item in a browser.
    pub fn whereabouts(&self, node: &Node) -> (Repeated<ItemReference>, String) {
        if let Some(parent) = node.parent.and_then(|parent| self.world.node(parent).ok()) {
            let place = self.place(parent);
            return (place.reference.clone(), place.web_url(&node.name));
        }
        let home = self.home(node.drive);
        (home.reference().into(), home.web.clone())
    }

    /// Returns a reference to an item.
    pub fn reference(&self, node: &Node) -> Repeated<ItemReference> {
        self.home(node.drive).reference_at(node, &self.world.path(node)).into()
    }
}
