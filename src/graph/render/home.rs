//! What all items of a drive are told with: it is made once a response, however many items there are.

use std::sync::Arc;

use crate::{
    graph::{
        address::web::{drive_type, web_path},
        ids,
        short_text::ShortText,
        wire::ItemReference,
    },
    world::{Drive, Flavor, Node, NodeId, World},
};

/// The name of the library that the items of a personal drive lie in, which goes for the name of its root.
const LIBRARY: &str = "Documents";

/// What the items of a drive have in common.
pub struct Home<'w> {
    pub drive: &'w Drive,
    pub id: ShortText,
    pub site: ShortText,
    pub drive_type: &'static str,
    /// Whether it is a personal drive.
    pub is_personal: bool,
    /// The address of the root in a browser.
    pub web: String,
    /// The path of the root in references.
    root: String,
}

impl<'w> Home<'w> {
    /// Returns what the items of a drive have in common, with links that begin so.
    pub fn of(world: &'w World, base: &str, drive: &'w Drive) -> Self {
        let id = ids::drive(drive);
        let is_personal = drive.flavor == Flavor::Consumer;
        Self {
            drive,
            site: ids::site_guid(drive),
            drive_type: drive_type(drive),
            is_personal,
            web: [base, &web_path(world, drive)].concat(),
            root: if is_personal { "/drive/root:".into() } else { ["/drives/", &id, "/root:"].concat() },
            id,
        }
    }

    /// Returns the id of an item of the drive.
    pub fn id_of(&self, item: NodeId) -> ShortText {
        ids::item_of(self.drive, item)
    }

    /// Returns a reference to the drive itself, as a root has it in place of a folder: clients recognise it by that.
    pub fn reference(&self) -> ItemReference {
        ItemReference {
            drive_id: self.id,
            drive_type: self.drive_type,
            id: None,
            name: None,
            path: None,
            site_id: None,
        }
    }

    /// Returns a reference to an item by its id alone.
    pub fn reference_to(&self, id: Option<ShortText>) -> ItemReference {
        ItemReference { id, site_id: Some(self.site), ..self.reference() }
    }

    /// Returns a reference to an item of the drive, which has, from the root down, this path.
    pub fn reference_at(&self, node: &Node, path: &str) -> ItemReference {
        let name = match node.parent {
            Some(_) => Some(Arc::clone(&node.name)),
            None => self.is_personal.then(|| LIBRARY.into()),
        };
        let path = [self.root.as_str(), path.trim_end_matches('/')].concat();
        ItemReference { name, path: Some(path), ..self.reference_to(Some(self.id_of(node.id))) }
    }
}
