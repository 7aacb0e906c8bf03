//! The change log: every item stands in it once, where it last changed.

use std::ops::Bound;

use super::{DriveId, Error, NodeId, World};

/// An entry of a drive's change log.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// Its place; later changes have greater ones.
    pub place: u64,
    /// What changed. If the world holds no such live item in this drive, it was deleted or moved away.
    pub node: NodeId,
}

impl World {
    /// What changed in a drive after this place, oldest first; 0 tells everything.
    pub fn changes_after(&self, drive: DriveId, place: u64) -> impl Iterator<Item = Change> {
        self.changes
            .range((Bound::Excluded((drive, place)), Bound::Unbounded))
            .take_while(move |((of, _), _)| *of == drive)
            .map(|((_, place), node)| Change { place: *place, node: *node })
    }

    /// Moves an item to the end of its drive's change log.
    pub(super) fn log(&mut self, id: NodeId) -> Result<(), Error> {
        let (drive, before) = self.node(id).map(|node| (node.drive, node.changed))?;
        let newest = self.next_change(drive)?;
        self.changes.remove(&(drive, before));
        self.changes.insert((drive, newest), id);
        self.edit(id, |node| node.changed = newest)
    }

    /// Leaves a mark of an item that is no longer in the drive.
    pub(super) fn bury(&mut self, drive: DriveId, id: NodeId) -> Result<(), Error> {
        let newest = self.next_change(drive)?;
        self.changes.insert((drive, newest), id);
        Ok(())
    }

    pub(super) fn next_change(&mut self, drive: DriveId) -> Result<u64, Error> {
        let newest = self.drive(drive)?.newest + 1;
        self.set_newest_change(drive, newest)?;
        Ok(newest)
    }

    pub(super) fn set_newest_change(&mut self, drive: DriveId, newest: u64) -> Result<(), Error> {
        let drive = self.drives.get_mut(&drive).ok_or(Error::NoDrive)?;
        std::sync::Arc::make_mut(drive).newest = newest;
        Ok(())
    }
}
