//! The change log of a drive: every item stands in it once, where it last changed.
//!
//! Beside it stands what left a folder, and when: from that
//! [`World::parent_at`](crate::world::World::parent_at) knows where an item was at any place of the log.

use std::{ops::Bound, sync::Arc};

use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};

use crate::world::{id::NodeId, time::Timestamp};

/// An entry of a drive's change log.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// Its place; later changes have greater ones.
    pub place: u64,
    /// What changed. If the world holds no such live item in this drive, it was deleted or moved away.
    pub node: NodeId,
}

/// What is kept of an item that was deleted for good, for a client that learns of it later.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct DeletedNode {
    /// Its last name.
    pub name: Arc<str>,
    /// Whether it was a folder.
    pub is_folder: bool,
}

/// The change log of a drive.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ChangeLog {
    newest: u64,
    /// The place from which on the log can be followed.
    oldest: u64,
    entries: OrdMap<u64, NodeId>,
    /// The folder that an item was taken from at a place; none for the recycle bin and other drives.
    moves: OrdMap<(NodeId, u64), Option<NodeId>>,
    /// The same moves, oldest first.
    moved: OrdSet<(u64, NodeId)>,
    /// The entries of items that left the drive, oldest first.
    departed: OrdSet<u64>,
    /// The newest place at some times.
    dates: OrdMap<Timestamp, u64>,
}

impl ChangeLog {
    /// Creates the log of a new drive, whose first entry is its root.
    pub fn new(root: NodeId) -> Self {
        Self {
            newest: 1,
            oldest: 0,
            entries: OrdMap::unit(1, root),
            moves: OrdMap::new(),
            moved: OrdSet::new(),
            departed: OrdSet::new(),
            dates: OrdMap::new(),
        }
    }

    /// Returns the place of the newest entry.
    pub fn newest(&self) -> u64 {
        self.newest
    }

    /// Returns the place from which on the log can be followed.
    pub fn oldest(&self) -> u64 {
        self.oldest
    }

    /// Iterates over the entries after a place, oldest first.
    pub fn after(&self, place: u64) -> impl Iterator<Item = Change> {
        let after = self.entries.range((Bound::Excluded(place), Bound::Unbounded));
        after.map(|(place, node)| Change { place: *place, node: *node })
    }

    /// Iterates over all entries, the latest first.
    pub fn newest_first(&self) -> impl Iterator<Item = Change> {
        self.entries.iter().rev().map(|(place, node)| Change { place: *place, node: *node })
    }

    /// Iterates over the moves of an item after a place, oldest first: the place and the folder that it left; none
    /// for the bin and other drives.
    pub fn moves_after(&self, id: NodeId, place: u64) -> impl Iterator<Item = (u64, Option<NodeId>)> {
        let range = (Bound::Excluded((id, place)), Bound::Included((id, u64::MAX)));
        self.moves.range(range).map(|((_, place), from)| (*place, *from))
    }

    /// Returns the place of the newest entry at a time, as far as it is known.
    pub fn place_at(&self, at: Timestamp) -> u64 {
        self.dates.get_prev(&at).map_or(0, |(_, place)| *place)
    }

    /// Adds an entry at the end. Returns its place.
    pub fn add(&mut self, id: NodeId) -> u64 {
        self.newest += 1;
        self.entries.insert(self.newest, id);
        self.newest
    }

    /// Removes an entry, because its item changed again or is gone.
    pub fn remove(&mut self, place: u64) {
        self.entries.remove(&place);
    }

    /// Records the folder that an item was taken from at a place.
    pub fn add_move(&mut self, id: NodeId, place: u64, from: Option<NodeId>) {
        self.moves.insert((id, place), from);
        self.moved.insert((place, id));
    }

    /// Records that the item of an entry has left the drive: the entry is never removed by a later change.
    pub fn depart(&mut self, place: u64) {
        self.departed.insert(place);
    }

    /// Iterates over the entries of items that left the drive, oldest first.
    pub fn departures(&self) -> impl Iterator<Item = Change> {
        self.departed.iter().filter_map(|place| {
            let node = *self.entries.get(place)?;
            Some(Change { place: *place, node })
        })
    }

    /// Whether it keeps more than this many departures, moves or dates.
    pub fn exceeds(&self, most: usize) -> bool {
        [self.departed.len(), self.moved.len(), self.dates.len()].into_iter().any(|len| len > most)
    }

    /// Forgets the oldest departures, moves and dates beyond this many. Returns the entries that went.
    ///
    /// From the places before what is left of them the log can no longer be followed; an earlier date stands for the
    /// beginning.
    pub fn prune(&mut self, most: usize) -> Vec<Change> {
        while self.dates.len() > most {
            let earliest = self.dates.get_min().map(|(at, _)| *at);
            earliest.map(|at| self.dates.remove(&at));
        }
        let mut gone = Vec::new();
        while let Some(place) = self.departed.get_min().copied() {
            if self.departed.len() <= most && place > self.oldest {
                break;
            }
            self.departed.remove(&place);
            self.oldest = self.oldest.max(place);
            gone.extend(self.entries.remove(&place).map(|node| Change { place, node }));
        }
        while let Some((place, id)) = self.moved.get_min().copied() {
            if self.moved.len() <= most && place > self.oldest {
                break;
            }
            self.moved.remove(&(place, id));
            self.moves.remove(&(id, place));
            self.oldest = self.oldest.max(place);
        }
        gone
    }

    /// Whether the newest entry has a date.
    pub fn is_dated(&self) -> bool {
        self.dates.values().next_back() == Some(&self.newest)
    }

    /// Dates the newest entry.
    pub fn date(&mut self, now: Timestamp) {
        self.dates.insert(now, self.newest);
    }

    /// Makes every place so far too old to follow the log from.
    pub fn expire(&mut self) {
        self.newest += 1;
        self.oldest = self.newest;
    }

    #[cfg(test)]
    pub fn at(&self, place: u64) -> Option<NodeId> {
        self.entries.get(&place).copied()
    }
}
