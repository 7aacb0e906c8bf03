//! The change log: every item stands in it once, where it last changed.
//!
//! Beside it stands what left a folder, and when: from that [`World::parent_at`] tells where an item was at any place
//! of the log. What is deleted for good leaves a [`DeletedNode`] with the little that is told of it later.

use std::{ops::Bound, sync::Arc};

use super::{DriveId, Error, Node, NodeId, Timestamp, World};

/// An entry of a drive's change log.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// Its place; later changes have greater ones.
    pub place: u64,
    /// What changed. If the world holds no such live item in this drive, it was deleted or moved away.
    pub node: NodeId,
}

/// What is kept of an item that was deleted for good.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeletedNode {
    /// Its last name.
    pub name: Arc<str>,
    /// Whether it was a folder.
    pub is_folder: bool,
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

    /// What is kept of an item that was deleted for good.
    pub fn deleted_node(&self, id: NodeId) -> Option<&DeletedNode> {
        self.deleted_nodes.get(&id)
    }

    /// The place of the newest entry in a drive's log at this time, as far as it is known.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn place_at(&self, drive: DriveId, at: Timestamp) -> Result<u64, Error> {
        Ok(self.drive(drive)?.dates.get_prev(&at).map_or(0, |(_, place)| *place))
    }

    /// Notes that whatever is in the logs by now was entered by this time.
    pub fn date_changes(&mut self, now: Timestamp) {
        let undated = |drive: &&super::Drive| drive.dates.values().next_back() != Some(&drive.newest);
        let ids: Vec<DriveId> = self.drives().filter(undated).map(|drive| drive.id).collect();
        for id in ids {
            let dated = self.edit_drive(id, |drive| {
                drive.dates.insert(now, drive.newest);
            });
            debug_assert!(dated.is_ok(), "the drive was found a moment ago");
        }
    }

    /// Makes every place in the logs too old to go on from.
    pub fn expire_changes(&mut self) {
        let ids: Vec<DriveId> = self.drives().map(|drive| drive.id).collect();
        for id in ids {
            let expired = self.edit_drive(id, |drive| {
                drive.newest += 1;
                drive.oldest = drive.newest;
            });
            debug_assert!(expired.is_ok(), "the drive was found a moment ago");
        }
    }

    /// The folder of this drive that an item lay in at a place of the log; none if it was in the bin or elsewhere.
    ///
    /// An item that was made later is taken to have lain where it was first.
    pub(super) fn parent_at(&self, drive: DriveId, id: NodeId, place: u64) -> Option<NodeId> {
        match self.moves_after(drive, id, place).next() {
            Some((_, from)) => from,
            None => self.node(id).ok().filter(|node| node.drive == drive && node.trashed.is_none())?.parent,
        }
    }

    /// Where an item was taken from after a place of the log, oldest first; none for the bin and other drives.
    pub(super) fn moves_after(
        &self,
        drive: DriveId,
        id: NodeId,
        place: u64,
    ) -> impl Iterator<Item = (u64, Option<NodeId>)> {
        let range = (Bound::Excluded((id, place)), Bound::Included((id, u64::MAX)));
        let moves = self.drive(drive).ok().map(|drive| drive.moves.range(range));
        moves.into_iter().flatten().map(|((_, place), from)| (*place, *from))
    }

    /// Moves an item to the end of its drive's change log.
    pub(super) fn log(&mut self, id: NodeId) -> Result<(), Error> {
        let (drive, before) = self.node(id).map(|node| (node.drive, node.changed))?;
        self.forget_change(drive, before)?;
        let changed = self.enter_change(drive, id)?;
        self.edit(id, |node| node.changed = changed)
    }

    /// Notes where an item was taken from by the change that was logged last.
    pub(super) fn log_move(&mut self, id: NodeId, from: Option<NodeId>) -> Result<(), Error> {
        let (drive, changed) = self.node(id).map(|node| (node.drive, node.changed))?;
        self.edit_drive(drive, |drive| {
            drive.moves.insert((id, changed), from);
        })
    }

    /// Leaves a mark of an item in the log of a drive that it is about to leave; `left` is the place where it, or
    /// the folder that took it along, went out of the tree.
    pub(super) fn bury(&mut self, node: &Node, left: u64) -> Result<(), Error> {
        self.forget_change(node.drive, node.changed)?;
        self.enter_change(node.drive, node.id)?;
        self.edit_drive(node.drive, |drive| {
            drive.moves.insert((node.id, left), node.parent);
        })
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
    fn forget_change(&mut self, drive: DriveId, place: u64) -> Result<(), Error> {
        self.edit_drive(drive, |drive| {
            drive.changes.remove(&place);
        })
    }
}
