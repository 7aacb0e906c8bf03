//! What all items of a drive are told with: it is made once a response, however many items there are.

use std::sync::Arc;

use crate::{
    graph::{
        address::web::{drive_type, web_path},
        ids,
        wire::ItemReference,
    },
    world::{Drive, DriveId, Flavor, Node, UserId, World},
};

/// The name of the library that the items of a personal drive lie in, which goes for the name of its root.
const LIBRARY: &str = "Documents";

/// What the items of a drive have in common.
pub struct Home {
    pub drive: DriveId,
    pub id: Arc<str>,
    pub site: Arc<str>,
    pub drive_type: &'static str,
    /// Whether it is a personal drive.
    pub is_personal: bool,
    /// The person whose drive it is.
    pub person: Option<UserId>,
    /// The address of the root in a browser.
    pub web: String,
    /// The path of the root in references.
    root: String,
}

impl Home {
    /// Returns what the items of a drive have in common, with links that begin so.
    pub fn of(world: &World, base: &str, id: DriveId) -> Self {
        let drive = world.drive(id).ok();
        let told = drive.map(ids::drive).unwrap_or_default();
        let is_personal = drive.is_some_and(|drive| drive.flavor == Flavor::Consumer);
        Self {
            drive: id,
            site: drive.map(|drive| ids::site_guid(drive).to_string()).unwrap_or_default().into(),
            drive_type: drive.map_or("business", drive_type),
            is_personal,
            person: drive.and_then(Drive::person),
            web: format!("{base}{}", drive.map(|drive| web_path(world, drive)).unwrap_or_default()),
            root: if is_personal { "/drive/root:".into() } else { format!("/drives/{told}/root:") },
            id: told.into(),
        }
    }

    /// Returns a reference to the drive itself, as a root has it in place of a folder: clients recognise it by that.
    pub fn reference(&self) -> ItemReference {
        ItemReference {
            drive_id: Arc::clone(&self.id),
            drive_type: self.drive_type,
            id: None,
            name: None,
            path: None,
            site_id: None,
        }
    }

    /// Returns a reference to an item by its id alone.
    pub fn reference_to(&self, id: Option<String>) -> ItemReference {
        ItemReference { id, site_id: Some(Arc::clone(&self.site)), ..self.reference() }
    }

    /// Returns a reference to an item of the drive, which has this id and, from the root down, this path.
    pub fn reference_at(&self, node: &Node, id: String, path: &str) -> ItemReference {
        let name = match node.parent {
            Some(_) => Some(Arc::clone(&node.name)),
            None => self.is_personal.then(|| LIBRARY.into()),
        };
        let below = if path == "/" { "" } else { path };
        let path = [self.root.as_str(), below].concat();
        ItemReference { name, path: Some(path), ..self.reference_to(Some(id)) }
    }
}
