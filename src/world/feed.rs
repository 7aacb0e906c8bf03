//! Following a drive, or a folder in it: what changed since a client last asked, a page at a time.
//!
//! A page goes on in the log where the one before it ended. What changes meanwhile moves to the end of the log, so
//! nothing is missed and no list has to be kept between two pages; an item may be told twice. Whoever keeps what is
//! told last of each item ends up with the tree as it is.
//!
//! Folders are told before what lies in them. What lies in a folder that was put into the bin, or moved out of the
//! folder that is followed, is told as gone, item by item; what lies in one that came in is told as new.

use std::collections::HashSet;

use super::{Change, DriveId, Error, Node, NodeId, Timestamp, World};

/// How far a client has followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FeedCursor {
    /// Up to this place the client knew everything when this round of pages began.
    pub base: u64,
    /// Up to this place the round has told everything.
    pub at: u64,
    /// Whether the round tells everything that is there, also what changed before `base`.
    pub whole: bool,
    /// How many lines of the next change were told, if the log still ends at `newest`.
    pub skip: u64,
    /// Where the log ended when the page before was made.
    pub newest: u64,
}

/// A line of the feed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FeedRow {
    /// An item as it is now.
    Here(NodeId),
    /// An item that is not there any more.
    Gone {
        /// What it was.
        id: NodeId,
        /// The folder that it was in.
        parent: Option<NodeId>,
    },
}

/// A page of the feed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FeedPage {
    /// Its lines.
    pub rows: Vec<FeedRow>,
    /// Where to go on.
    pub next: FeedCursor,
    /// Whether there is more to tell now.
    pub more: bool,
}

impl FeedRow {
    fn id(&self) -> NodeId {
        let (Self::Here(id) | Self::Gone { id, .. }) = self;
        *id
    }
}

/// What one follower asks for.
#[derive(Clone, Copy)]
struct Follower {
    drive: DriveId,
    root: NodeId,
    cursor: FeedCursor,
    /// Whether the folders above a change are told with it.
    parents: bool,
}

/// Where an item was.
struct Whereabouts {
    /// In the folder that is followed, or below it.
    inside: bool,
    /// Anywhere else: elsewhere in the drive, in the bin, in another drive.
    outside: bool,
}

impl FeedCursor {
    /// Where everything up to this place is known.
    fn after(place: u64) -> Self {
        Self { base: place, at: place, whole: false, skip: 0, newest: place }
    }
}

impl World {
    /// Where a client begins that knows nothing of this drive.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn feed_from_start(&self, drive: DriveId) -> Result<FeedCursor, Error> {
        Ok(FeedCursor { whole: true, at: 0, ..self.feed_from_now(drive)? })
    }

    /// Where a client begins that wants to know of later changes only.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn feed_from_now(&self, drive: DriveId) -> Result<FeedCursor, Error> {
        Ok(FeedCursor::after(self.drive(drive)?.newest))
    }

    /// Where a client begins that knows the drive as it was at this time.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn feed_since(&self, drive: DriveId, at: Timestamp) -> Result<FeedCursor, Error> {
        let oldest = self.drive(drive)?.oldest;
        Ok(FeedCursor::after(self.place_at(drive, at)?.max(oldest)))
    }

    /// What to tell next to whoever follows an item; none if this cursor is not, or no longer, one of this drive's.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`].
    pub fn follow_changes(
        &self,
        root: NodeId,
        cursor: FeedCursor,
        size: usize,
        parents: bool,
    ) -> Result<Option<FeedPage>, Error> {
        let drive = self.drive(self.live(root)?.drive)?;
        let known = drive.oldest..=drive.newest;
        if !known.contains(&cursor.base) || cursor.at > drive.newest {
            return Ok(None);
        }
        let follower = Follower { drive: drive.id, root, cursor, parents };
        let (mut rows, mut told) = (Vec::new(), HashSet::new());
        let mut at = cursor.at;
        // If anything changed since, the lines of a change may be others: all are told again.
        let mut skipped = if cursor.newest == drive.newest { cursor.skip } else { 0 };
        for change in self.changes_after(drive.id, cursor.at)? {
            let skipped = usize::try_from(std::mem::take(&mut skipped)).unwrap_or(usize::MAX);
            for (index, row) in self.lines(&follower, change).into_iter().enumerate().skip(skipped) {
                if told.contains(&row.id()) {
                    continue;
                }
                if rows.len() == size {
                    let next = FeedCursor { at, skip: index as u64, newest: drive.newest, ..cursor };
                    return Ok(Some(FeedPage { rows, next, more: true }));
                }
                told.insert(row.id());
                rows.push(row);
            }
            at = change.place;
        }
        Ok(Some(FeedPage { rows, next: FeedCursor::after(drive.newest), more: false }))
    }

    /// What a change means to a follower, folders before what lies in them.
    fn lines(&self, follower: &Follower, change: Change) -> Vec<FeedRow> {
        let Follower { drive, root, cursor: FeedCursor { base, whole, .. }, .. } = *follower;
        let id = change.node;
        let node = self.node(id).ok().filter(|node| node.drive == drive);
        if node.is_some_and(|node| node.changed != change.place) {
            // It left the drive here, and came back later.
            return Vec::new();
        }
        let here = node.filter(|node| self.is_here(node.id, root));
        if let Some(node) = here {
            let mut lines = self.folders_above(follower, node.parent, change.place, id);
            if change.place > base && self.came_in(follower, id) {
                lines.extend(self.subtree(id).map(|node| FeedRow::Here(node.id)));
            } else {
                lines.push(FeedRow::Here(id));
            }
            return lines;
        }
        if (whole && change.place <= base) || !self.whereabouts(follower, id).inside {
            return Vec::new();
        }
        let parent = self.parent_at(drive, id, base);
        let mut lines = self.folders_above(follower, parent, change.place, id);
        match node {
            Some(node) => {
                // The followed folder may lie in what left it by now.
                let gone = self.subtree(node.id).filter(|gone| !self.is_here(gone.id, root));
                lines.extend(gone.map(|gone| FeedRow::Gone {
                    id: gone.id,
                    parent: if gone.id == id { parent } else { gone.parent },
                }));
            }
            // What lay below it has entries of its own.
            None => lines.push(FeedRow::Gone { id, parent }),
        }
        lines
    }

    /// Whether an item is live, and is the followed one or lies below it.
    fn is_here(&self, id: NodeId, root: NodeId) -> bool {
        self.live(id).is_ok() && self.is_within(id, root)
    }

    /// The folders from the followed one down to this one that have to be told before a change at this place.
    fn folders_above(
        &self,
        of: &Follower,
        folder: Option<NodeId>,
        place: u64,
        of_item: NodeId,
    ) -> Vec<FeedRow> {
        let Some(folder) = folder.and_then(|id| self.live(id).ok()).filter(|_| of_item != of.root) else {
            return Vec::new();
        };
        if folder.drive != of.drive || !self.is_within(folder.id, of.root) {
            return Vec::new();
        }
        let wanted = |node: &&Node| {
            node.changed > place || (of.parents && place > of.cursor.base && node.changed <= of.cursor.base)
        };
        let up_to_root =
            self.depth(folder).saturating_sub(self.node(of.root).map_or(0, |root| self.depth(root)));
        let mut folders: Vec<FeedRow> = self
            .ancestry(folder)
            .take(up_to_root as usize + 1)
            .filter(wanted)
            .map(|node| FeedRow::Here(node.id))
            .collect();
        folders.reverse();
        folders
    }

    /// Whether an item may have come from outside since the round began, after it was told as gone or never told.
    fn came_in(&self, of: &Follower, id: NodeId) -> bool {
        let moved = self.moves_after(of.drive, id, of.cursor.base).next().is_some();
        moved && self.whereabouts(of, id).outside
    }

    /// Where an item was since the round began, through every folder that it or a folder above it was taken from.
    ///
    /// It says rather too much than too little: to be told twice, or of something unknown as gone, harms nobody.
    fn whereabouts(&self, of: &Follower, id: NodeId) -> Whereabouts {
        let mut found = Whereabouts { inside: false, outside: false };
        let (mut seen, mut ahead) = (HashSet::new(), vec![Some(id)]);
        while let Some(next) = ahead.pop() {
            match next {
                None => found.outside = true,
                Some(id) if id == of.root => found.inside = true,
                Some(id) => {
                    if seen.insert(id) {
                        ahead.push(self.parent_at(of.drive, id, of.cursor.base));
                        ahead.extend(
                            self.node(id).ok().filter(|node| node.drive == of.drive).map(|node| node.parent),
                        );
                        ahead.extend(self.moves_after(of.drive, id, of.cursor.base).map(|(_, from)| from));
                    }
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
