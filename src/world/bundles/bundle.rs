//! A bundle, and all of them.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet, Vector};
use serde::{Deserialize, Serialize};

use crate::world::{
    accounts::actor::Stamp,
    id::{DriveId, NodeId},
    name,
    series::Numbers,
};

/// Items of one drive that stand together.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Bundle {
    /// Its id, which no item has.
    pub id: NodeId,
    /// The drive whose items it holds.
    pub drive: DriveId,
    /// Its name, unlike that of the drive's other bundles.
    pub name: Arc<str>,
    /// What only albums have.
    pub album: Option<Album>,
    /// Its items, in the order in which they were added; some may lie in the recycle bin.
    pub items: Vector<NodeId>,
    /// The time and the author of its creation.
    pub created: Stamp,
    /// The time and the author of its last change.
    pub modified: Stamp,
    /// Counts every change of its name, its cover and its items.
    pub revision: u32,
    /// Counts every change of its items.
    pub changes: u32,
}

/// What an album has beside its items.
#[derive(Clone, Default, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Album {
    /// The item that stands for the album in lists.
    pub cover: Option<NodeId>,
}

/// All bundles.
#[derive(Clone, Default, Debug, Deserialize, Serialize)]
pub struct Bundles {
    pub(in crate::world) all: OrdMap<NodeId, Arc<Bundle>>,
    /// The bundles of each drive, in the order of their ids.
    pub(super) of_drive: OrdSet<(DriveId, NodeId)>,
    /// The bundles that hold an item.
    pub(in crate::world) of_item: OrdSet<(NodeId, NodeId)>,
    #[serde(skip)]
    names: OrdMap<(DriveId, Arc<str>), NodeId>,
    /// The numbers that their names have taken in each drive.
    #[serde(skip)]
    pub(super) numbers: Numbers<DriveId>,
}

impl Bundles {
    /// Returns the bundle of this name in a drive.
    pub(super) fn named(&self, drive: DriveId, name: &Arc<str>) -> Option<NodeId> {
        self.names.get(&(drive, name::key(name))).copied()
    }

    pub(in crate::world) fn enter(&mut self, drive: DriveId, name: &Arc<str>, id: NodeId) {
        let key = name::key(name);
        self.numbers.insert(drive, &key);
        self.names.insert((drive, key), id);
    }

    pub(super) fn leave(&mut self, drive: DriveId, name: &Arc<str>) {
        let key = name::key(name);
        self.numbers.remove(drive, &key);
        self.names.remove(&(drive, key));
    }

    /// Takes a bundle away; its items stay.
    pub(super) fn remove(&mut self, id: NodeId) -> Option<Arc<Bundle>> {
        let bundle = self.all.remove(&id)?;
        self.of_drive.remove(&(bundle.drive, id));
        self.leave(bundle.drive, &bundle.name);
        for item in &bundle.items {
            self.of_item.remove(&(*item, id));
        }
        Some(bundle)
    }

    /// Takes an item that is gone for good out of all bundles.
    pub(in crate::world) fn forget_node(&mut self, item: NodeId) {
        while let Some((_, id)) = self.of_item.get_next(&(item, FIRST)).filter(|(of, _)| *of == item).copied()
        {
            self.of_item.remove(&(item, id));
            if let Some(bundle) = self.all.get_mut(&id).map(Arc::make_mut) {
                bundle.take_out(item);
            }
        }
    }

    /// Takes away all bundles of a drive that is gone.
    pub(in crate::world) fn forget_drive(&mut self, drive: DriveId) {
        while let Some((_, id)) =
            self.of_drive.get_next(&(drive, FIRST)).filter(|(of, _)| *of == drive).copied()
        {
            self.remove(id);
            self.of_drive.remove(&(drive, id));
        }
    }
}

/// The smallest of all ids.
const FIRST: NodeId = NodeId(std::num::NonZeroU64::MIN);

impl Bundle {
    /// Takes an item out, also as the cover.
    pub(super) fn take_out(&mut self, item: NodeId) {
        self.items.retain(|known| *known != item);
        if let Some(album) = &mut self.album
            && album.cover == Some(item)
        {
            album.cover = None;
        }
        self.changes += 1;
        self.revision += 1;
    }
}
