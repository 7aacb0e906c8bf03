//! References to items, from the world to the wire.

use super::item::Render;
use crate::{
    graph::{address::web::drive_type, ids, wire::ItemReference},
    world::{Drive, Node},
};

impl Render<'_> {
    /// Returns a reference to the folder of an item.
    pub fn parent_reference(&self, node: &Node) -> ItemReference {
        let drive = self.world.drive(node.drive).ok();
        match node.parent.and_then(|parent| self.world.node(parent).ok()) {
            Some(parent) => self.reference_in(drive, parent),
            // A root has only its drive here: clients recognise it by that.
            None => ItemReference { id: None, name: None, path: None, ..self.reference_in(drive, node) },
        }
    }

    /// Returns a reference to an item.
    pub fn reference(&self, node: &Node) -> ItemReference {
        self.reference_in(self.world.drive(node.drive).ok(), node)
    }

    /// Returns a reference to an item, by its path in this drive.
    fn reference_in(&self, drive: Option<&Drive>, node: &Node) -> ItemReference {
        let drive_id = drive.map(ids::drive).unwrap_or_default();
        let drive_type = drive.map_or("business", drive_type);
        let root = match drive_type {
            "personal" => "/drive/root:".to_owned(),
            _ => format!("/drives/{drive_id}/root:"),
        };
        let path = self.world.path(node);
        ItemReference {
            id: Some(ids::item(self.world, node)),
            name: node.parent.map(|_| node.name.to_string()),
            path: Some(if path == "/" { root } else { root + &path }),
            drive_id,
            drive_type,
        }
    }
}
