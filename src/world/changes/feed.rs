//! Following a drive, or a folder in it: what changed since a client last asked, a page at a time.
//!
//! A page goes on in the log where the one before it ended. What changes meanwhile moves to the end of the log, so
//! nothing is missed and no list has to be kept between two pages; an item may occur twice. A client that keeps the
//! last row of each item ends up with the tree as it is.
//!
//! A folder comes before what lies in it. What lies in a folder that was put into the bin, or moved out of the
//! folder that is followed, is reported as gone, item by item; what lies in one that came in is reported as new.

use std::collections::HashSet;

use crate::world::{
    changes::{
        cursor::{FeedCursor, FeedPage, FeedRow},
        log::Change,
    },
    error::Error,
    id::{DriveId, NodeId},
    state::World,
    time::Timestamp,
    tree::node::Node,
};

/// A request of one client.
#[derive(Clone, Copy)]
struct Request {
    drive: DriveId,
    root: NodeId,
    cursor: FeedCursor,
    /// Whether the rows of a change include the folders above it.
    parents: bool,
}

/// Where an item was.
struct Whereabouts {
    /// In the folder that is followed, or below it.
    inside: bool,
    /// Anywhere else: elsewhere in the drive, in the bin, in another drive.
    outside: bool,
}

impl World {
    /// Returns the cursor of a client that knows nothing of this drive.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn feed_from_start(&self, drive: DriveId) -> Result<FeedCursor, Error> {
        Ok(FeedCursor { whole: true, at: 0, ..self.feed_from_now(drive)? })
    }

    /// Returns the cursor of a client that asks for later changes only.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn feed_from_now(&self, drive: DriveId) -> Result<FeedCursor, Error> {
        Ok(FeedCursor::after(self.drive(drive)?.log.newest()))
    }

    /// Returns the cursor of a client that knows the drive as it was at this time; one from before what the log keeps
    /// is not served.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn feed_since(&self, drive: DriveId, at: Timestamp) -> Result<FeedCursor, Error> {
        Ok(FeedCursor::after(self.place_at(drive, at)?))
    }

    /// Returns the next page of at most `size` rows about an item and what lies below it; none if this cursor is not,
    /// or no longer, one of this drive's.
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
        let (log, newest) = (&drive.log, drive.log.newest());
        let known = log.oldest()..=newest;
        if !known.contains(&cursor.base) || cursor.at > newest {
            return Ok(None);
        }
        let request = Request { drive: drive.id, root, cursor, parents };
        let (mut rows, mut seen) = (Vec::new(), HashSet::new());
        let mut at = cursor.at;
        // If anything changed since, the rows of a change may be others: all are sent again.
        let mut skipped = if cursor.newest == newest { cursor.skip } else { 0 };
        for change in log.after(cursor.at) {
            let skipped = usize::try_from(std::mem::take(&mut skipped)).unwrap_or(usize::MAX);
            for (index, row) in self.rows(&request, change).into_iter().enumerate().skip(skipped) {
                if seen.contains(&row.id()) {
                    continue;
                }
                if rows.len() == size {
                    let next = FeedCursor { at, skip: index as u64, newest, ..cursor };
                    return Ok(Some(FeedPage { rows, next, more: true }));
                }
                seen.insert(row.id());
                rows.push(row);
            }
            at = change.place;
        }
        Ok(Some(FeedPage { rows, next: FeedCursor::after(newest), more: false }))
    }

    /// Returns the rows of a change, folders before what lies in them.
    fn rows(&self, request: &Request, change: Change) -> Vec<FeedRow> {
        let Request { drive, root, cursor: FeedCursor { base, whole, .. }, .. } = *request;
        let id = change.node;
        let node = self.node(id).ok().filter(|node| node.drive == drive);
        if node.is_some_and(|node| node.changed != change.place) {
            // It left the drive here, and came back later.
            return Vec::new();
        }
        let here = node.filter(|node| self.is_here(node.id, root));
        if let Some(node) = here {
            let mut rows = self.folders_above(request, node.parent, change.place, id);
            if change.place > base && self.came_in(request, id) {
                rows.extend(self.subtree(id).map(|node| FeedRow::Here(node.id)));
            } else {
                rows.push(FeedRow::Here(id));
            }
            return rows;
        }
        if (whole && change.place <= base) || !self.whereabouts(request, id).inside {
            return Vec::new();
        }
        let parent = self.parent_at(drive, id, base);
        let mut rows = self.folders_above(request, parent, change.place, id);
        match node {
            Some(node) => {
                // The followed folder may lie in what left it by now.
                let gone = self.subtree(node.id).filter(|gone| !self.is_here(gone.id, root));
                rows.extend(gone.map(|gone| FeedRow::Gone {
                    id: gone.id,
                    parent: if gone.id == id { parent } else { gone.parent },
                }));
            }
            // What lay below it has entries of its own.
            None => rows.push(FeedRow::Gone { id, parent }),
        }
        rows
    }

    /// Whether an item is live, and is the followed one or lies below it.
    fn is_here(&self, id: NodeId, root: NodeId) -> bool {
        self.live(id).is_ok() && self.is_within(id, root)
    }

    /// Returns the rows of the folders, from the followed one down to this one, that have to come before a change at
    /// this place.
    fn folders_above(
        &self,
        of: &Request,
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

    /// Whether an item may have come from outside since the round began, after a row said that it is gone or before
    /// any row about it.
    fn came_in(&self, of: &Request, id: NodeId) -> bool {
        let moved = self.moves_after(of.drive, id, of.cursor.base).next().is_some();
        moved && self.whereabouts(of, id).outside
    }

    /// Returns where an item was since the round began, through every folder that it or a folder above it left.
    ///
    /// It errs towards too much: a second row, or one about an unknown item that is gone, harms no client.
    fn whereabouts(&self, of: &Request, id: NodeId) -> Whereabouts {
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
