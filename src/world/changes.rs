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
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn changes_after(&self, drive: DriveId, place: u64) -> Result<impl Iterator<Item = Change>, Error> {
        let after = self.drive(drive)?.changes.range((Bound::Excluded(place), Bound::Unbounded));
        Ok(after.map(|(place, node)| Change { place: *place, node: *node }))
    }

    /// What changed in a drive, the latest first.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn changes_newest_first(&self, drive: DriveId) -> Result<impl Iterator<Item = Change>, Error> {
        let all = self.drive(drive)?.changes.iter().rev();
        Ok(all.map(|(place, node)| Change { place: *place, node: *node }))
    }

    /// Moves an item to the end of its drive's change log.
    pub(super) fn log(&mut self, id: NodeId) -> Result<(), Error> {
        let (drive, before) = self.node(id).map(|node| (node.drive, node.changed))?;
        self.forget_change(drive, before)?;
        let changed = self.enter_change(drive, id)?;
        self.edit(id, |node| node.changed = changed)
    }

    /// Leaves a mark of an item that is no longer in the drive.
    pub(super) fn bury(&mut self, drive: DriveId, id: NodeId) -> Result<(), Error> {
        self.enter_change(drive, id).map(drop)
    }

    /// Enters a change of this item at the end of the log; answers its place.
    pub(super) fn enter_change(&mut self, drive: DriveId, id: NodeId) -> Result<u64, Error> {
        let newest = self.drive(drive)?.newest + 1;
        self.edit_drive(drive, |drive| {
            drive.newest = newest;
            drive.changes.insert(newest, id);
        })?;
        Ok(newest)
    }

    /// Takes an entry out of the log, because its item changed again or is gone.
    pub(super) fn forget_change(&mut self, drive: DriveId, place: u64) -> Result<(), Error> {
        self.edit_drive(drive, |drive| {
            drive.changes.remove(&place);
        })
    }
}
