//! What the world writes into the change logs, and reads from them.

use crate::world::{
    changes::log::{Change, DeletedNode},
    drives::drive::Drive,
    error::Error,
    id::{DriveId, NodeId},
    state::World,
    time::Timestamp,
    tree::node::Node,
};

/// How many departures, how many moves and how many dates the log of a drive keeps.
const MOST_KEPT: usize = 100_000;

impl World {
    /// Iterates over what changed in a drive after this place, oldest first; 0 stands for everything.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn changes_after(&self, drive: DriveId, place: u64) -> Result<impl Iterator<Item = Change>, Error> {
        Ok(self.drive(drive)?.log.after(place))
    }

    /// Iterates over what changed in a drive, the latest first.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn changes_newest_first(&self, drive: DriveId) -> Result<impl Iterator<Item = Change>, Error> {
        Ok(self.drive(drive)?.log.newest_first())
    }

    /// Returns what is kept of an item that was deleted for good.
    pub fn deleted_node(&self, id: NodeId) -> Option<&DeletedNode> {
        self.deleted_nodes.get(&id)
    }

    /// Returns the place of the newest entry in a drive's log at this time, as far as it is known.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn place_at(&self, drive: DriveId, at: Timestamp) -> Result<u64, Error> {
        Ok(self.drive(drive)?.log.place_at(at))
    }

    /// Dates all that was entered into the logs so far, and forgets the oldest of what they keep beyond a bound.
    pub fn date_changes(&mut self, now: Timestamp) {
        let undated = |drive: &&Drive| !drive.log.is_dated();
        let ids: Vec<DriveId> = self.drives().filter(undated).map(|drive| drive.id).collect();
        for id in ids {
            let dated = self.edit_drive(id, |drive| drive.log.date(now));
            debug_assert!(dated.is_ok(), "the drive was found a moment ago");
            self.prune_changes(id, MOST_KEPT);
        }
    }

    /// Forgets the oldest departures, moves and dates in a drive's log beyond this many, and of the items that no log
    /// mentions any more also what was kept of them.
    pub(in crate::world) fn prune_changes(&mut self, id: DriveId, most: usize) {
        if !self.drive(id).is_ok_and(|drive| drive.log.exceeds(most)) {
            return;
        }
        let mut gone = Vec::new();
        let pruned = self.edit_drive(id, |drive| gone = drive.log.prune(most));
        debug_assert!(pruned.is_ok(), "the drive was found a moment ago");
        for Change { place, node } in gone {
            self.departures.remove(&(node, id, place));
            let next = self.departures.get_next(&(node, DriveId(0), 0));
            if next.is_none_or(|(of, ..)| *of != node) {
                self.deleted_nodes.remove(&node);
            }
        }
    }

    /// Records that the item of a log's entry has left the drive.
    pub(in crate::world) fn depart(&mut self, drive: DriveId, id: NodeId, place: u64) -> Result<(), Error> {
        self.departures.insert((id, drive, place));
        self.edit_drive(drive, |drive| drive.log.depart(place))
    }

    /// Makes every place in the logs too old to go on from.
    pub fn expire_changes(&mut self) {
        let ids: Vec<DriveId> = self.drives().map(|drive| drive.id).collect();
        for id in ids {
            let expired = self.edit_drive(id, |drive| drive.log.expire());
            debug_assert!(expired.is_ok(), "the drive was found a moment ago");
        }
    }

    /// Returns the folder of this drive that an item lay in at a place of the log; none if it was in the bin or
    /// elsewhere.
    ///
    /// An item that was made later is taken to have lain where it was first.
    pub(in crate::world) fn parent_at(&self, drive: DriveId, id: NodeId, place: u64) -> Option<NodeId> {
        match self.moves_after(drive, id, place).next() {
            Some((_, from)) => from,
            None => self.node(id).ok().filter(|node| node.drive == drive && node.trashed.is_none())?.parent,
        }
    }

    /// Iterates over where an item was taken from after a place of the log, oldest first; none for the bin and
    /// other drives.
    pub(in crate::world) fn moves_after(
        &self,
        drive: DriveId,
        id: NodeId,
        place: u64,
    ) -> impl Iterator<Item = (u64, Option<NodeId>)> {
        let moves = self.drive(drive).ok().map(|drive| drive.log.moves_after(id, place));
        moves.into_iter().flatten()
    }

    /// Moves an item to the end of its drive's change log.
    pub(in crate::world) fn log(&mut self, id: NodeId) -> Result<(), Error> {
        let (drive, before) = self.node(id).map(|node| (node.drive, node.changed))?;
        self.edit_drive(drive, |drive| drive.log.remove(before))?;
        let changed = self.add_change(drive, id)?;
        self.edit(id, |node| node.changed = changed)
    }

    /// Records where an item was taken from by the change that was logged last.
    pub(in crate::world) fn log_move(&mut self, id: NodeId, from: Option<NodeId>) -> Result<(), Error> {
        let (drive, changed) = self.node(id).map(|node| (node.drive, node.changed))?;
        self.edit_drive(drive, |drive| drive.log.add_move(id, changed, from))
    }

    /// Records in the log of a drive that an item is about to leave it; `left` is the place where it, or the folder
    /// that took it along, went out of the tree.
    pub(in crate::world) fn log_departure(&mut self, node: &Node, left: u64) -> Result<(), Error> {
        let mut place = 0;
        self.edit_drive(node.drive, |drive| {
            drive.log.remove(node.changed);
            place = drive.log.add(node.id);
            drive.log.add_move(node.id, left, node.parent);
        })?;
        self.depart(node.drive, node.id, place)
    }

    /// Adds a change of this item to the end of a log. Returns its place.
    pub(in crate::world) fn add_change(&mut self, drive: DriveId, id: NodeId) -> Result<u64, Error> {
        let mut place = 0;
        self.edit_drive(drive, |drive| place = drive.log.add(id))?;
        Ok(place)
    }
}
