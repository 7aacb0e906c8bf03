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
pub struct Cursor {
    /// Up to this place the client knew everything when this round of pages began.
    pub base: u64,
    /// Up to this place the round has told everything.
    pub at: u64,
    /// Whether the round tells everything that is there, also what changed before `base`.
    pub whole: bool,
    /// How many lines of the next change were told, if the log still ends at `newest`.
    pub told: u64,
    /// Where the log ended when the page before was made.
    pub newest: u64,
}

/// A line of the feed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Row {
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
pub struct Page {
    /// Its lines.
    pub rows: Vec<Row>,
    /// Where to go on.
    pub next: Cursor,
    /// Whether there is more to tell now.
    pub more: bool,
}

impl Row {
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
    cursor: Cursor,
    /// Whether the folders above a change are told with it.
    parents: bool,
}

impl Cursor {
    /// Where everything up to this place is known.
    fn after(place: u64) -> Self {
        Self { base: place, at: place, whole: false, told: 0, newest: place }
    }
}

impl World {
    /// Where a client begins that knows nothing of this drive.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn feed_from_start(&self, drive: DriveId) -> Result<Cursor, Error> {
        Ok(Cursor { whole: true, at: 0, ..self.feed_from_now(drive)? })
    }

    /// Where a client begins that wants to know of later changes only.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn feed_from_now(&self, drive: DriveId) -> Result<Cursor, Error> {
        Ok(Cursor::after(self.drive(drive)?.newest))
    }

    /// Where a client begins that knows the drive as it was at this time.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn feed_since(&self, drive: DriveId, at: Timestamp) -> Result<Cursor, Error> {
        let oldest = self.drive(drive)?.oldest;
        Ok(Cursor::after(self.place_at(drive, at)?.max(oldest)))
    }

    /// What to tell next to whoever follows an item; none if this cursor is not, or no longer, one of this drive's.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`].
    pub fn follow(
        &self,
        root: NodeId,
        cursor: Cursor,
        size: usize,
        parents: bool,
    ) -> Result<Option<Page>, Error> {
        let drive = self.drive(self.live(root)?.drive)?;
        let known = drive.oldest..=drive.newest;
        if !known.contains(&cursor.base) || cursor.at > drive.newest {
            return Ok(None);
        }
        let follower = Follower { drive: drive.id, root, cursor, parents };
        let (mut rows, mut told) = (Vec::new(), HashSet::new());
        let mut at = cursor.at;
        // If anything changed since, the lines of a change may be others: all are told again.
        let mut skipped = if cursor.newest == drive.newest { cursor.told } else { 0 };
        for change in self.changes_after(drive.id, cursor.at)? {
            let skipped = usize::try_from(std::mem::take(&mut skipped)).unwrap_or(usize::MAX);
            for (index, row) in self.lines(&follower, change).into_iter().enumerate().skip(skipped) {
                if told.contains(&row.id()) {
                    continue;
                }
                if rows.len() == size {
                    let next = Cursor { at, told: index as u64, newest: drive.newest, ..cursor };
                    return Ok(Some(Page { rows, next, more: true }));
                }
                told.insert(row.id());
                rows.push(row);
            }
            at = change.place;
        }
        Ok(Some(Page { rows, next: Cursor::after(drive.newest), more: false }))
    }

    /// What a change means to a follower, folders before what lies in them.
    fn lines(&self, follower: &Follower, change: Change) -> Vec<Row> {
        let Follower { drive, root, cursor: Cursor { base, whole, .. }, .. } = *follower;
        let id = change.node;
        let node = self.node(id).ok().filter(|node| node.drive == drive);
        if node.is_some_and(|node| node.changed != change.place) {
            // It left the drive here, and came back later.
            return Vec::new();
        }
        let here = node.filter(|node| self.live(node.id).is_ok() && self.is_within(node.id, root));
        if let Some(node) = here {
            let mut lines = self.folders_above(follower, node.parent, change.place, id);
            if change.place > base && self.came_in(follower, id) {
                lines.extend(self.subtree(id).map(|node| Row::Here(node.id)));
            } else {
                lines.push(Row::Here(id));
            }
            return lines;
        }
        if (whole && change.place <= base) || !self.went_out(follower, id) {
            return Vec::new();
        }
        let parent = self.parent_at(drive, id, base);
        let mut lines = self.folders_above(follower, parent, change.place, id);
        match node {
            Some(node) => lines.extend(self.subtree(node.id).map(|gone| Row::Gone {
                id: gone.id,
                parent: if gone.id == id { parent } else { gone.parent },
            })),
            // What lay below it has entries of its own.
            None => lines.push(Row::Gone { id, parent }),
        }
        lines
    }

    /// The folders from the followed one down to this one that have to be told before a change at this place.
    fn folders_above(&self, of: &Follower, folder: Option<NodeId>, place: u64, of_item: NodeId) -> Vec<Row> {
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
        let mut folders: Vec<Row> = self
            .ancestry(folder)
            .take(up_to_root as usize + 1)
            .filter(wanted)
            .map(|node| Row::Here(node.id))
            .collect();
        folders.reverse();
        folders
    }

    /// Whether an item came from outside since the round began.
    fn came_in(&self, of: &Follower, id: NodeId) -> bool {
        self.moves_after(of.drive, id, of.cursor.base)
            .any(|(place, from)| from.is_none_or(|from| !self.was_within(of.drive, from, of.root, place - 1)))
    }

    /// Whether an item was inside at some time since the round began.
    fn went_out(&self, of: &Follower, id: NodeId) -> bool {
        self.was_within(of.drive, id, of.root, of.cursor.base)
            || self.moves_after(of.drive, id, of.cursor.base).any(|(place, from)| {
                from.is_some_and(|from| self.was_within(of.drive, from, of.root, place - 1))
            })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::{collection::vec, prelude::*};

    use super::{Cursor, Row};
    use crate::world::{
        Actor, DriveId, NodeId, OnConflict, Timestamp, World,
        properties::{apply, op, seed},
    };

    /// What a client keeps: every item that it knows, with its folder and its name.
    #[derive(Default)]
    struct Mirror(BTreeMap<NodeId, (Option<NodeId>, String)>);

    impl Mirror {
        /// Takes one page in; answers where to go on, and whether there is more.
        fn page(&mut self, world: &World, root: NodeId, cursor: Cursor, size: usize) -> (Cursor, bool) {
            let page = world.follow(root, cursor, size, true).expect("live").expect("a cursor of this drive");
            assert!(page.rows.len() <= size);
            for row in page.rows {
                match row {
                    Row::Here(id) => {
                        let node = world.live(id).expect("told as live");
                        let known = |id| id == root || self.0.contains_key(&id);
                        assert!(id == root || node.parent.is_some_and(known), "its folder was told before");
                        self.0.insert(id, (node.parent, node.name.to_string()));
                    }
                    Row::Gone { id, .. } => {
                        self.0.remove(&id);
                    }
                }
            }
            (page.next, page.more)
        }

        fn follow(&mut self, world: &World, root: NodeId, mut cursor: Cursor, size: usize) -> Cursor {
            loop {
                let (next, more) = self.page(world, root, cursor, size);
                cursor = next;
                if !more {
                    return cursor;
                }
            }
        }

        fn assert_is(&self, world: &World, root: NodeId) {
            let items = world.subtree(root).map(|node| (node.id, (node.parent, node.name.to_string())));
            assert_eq!(self.0, items.collect());
        }
    }

    fn drive(world: &World) -> DriveId {
        world.drives().next().expect("seeded").id
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

        /// Also while the drive changes between two pages.
        #[test]
        fn whoever_follows_a_drive_knows_its_tree(
            ops in vec((op(), any::<bool>()), 1..60),
            size in 1usize..6,
            whole_rounds in any::<bool>(),
        ) {
            let mut world = seed();
            let drive = drive(&world);
            let root = world.drive(drive).expect("seeded").root;
            let mut mirror = Mirror::default();
            let mut cursor = world.feed_from_start(drive).expect("seeded");
            for (index, (op, look)) in ops.into_iter().enumerate() {
                let now = Timestamp::from_millis(i64::try_from(index).expect("few"));
                let mut next = world.clone();
                if apply(&mut next, &op, now).is_ok() {
                    world = next;
                }
                if look {
                    cursor = if whole_rounds {
                        mirror.follow(&world, root, cursor, size)
                    } else {
                        mirror.page(&world, root, cursor, size).0
                    };
                }
            }
            mirror.follow(&world, root, cursor, size);
            mirror.assert_is(&world, root);
        }

        #[test]
        fn whoever_follows_a_folder_knows_what_lies_below_it(
            before in vec(op(), 1..30),
            ops in vec((op(), any::<bool>()), 1..40),
            at in 0usize..8,
            size in 1usize..6,
        ) {
            let mut world = seed();
            let drive = drive(&world);
            for op in before {
                let mut next = world.clone();
                if apply(&mut next, &op, Timestamp::default()).is_ok() {
                    world = next;
                }
            }
            let folders: Vec<NodeId> = {
                let top = world.drive(drive).expect("seeded").root;
                world.subtree(top).filter(|node| node.is_folder()).map(|node| node.id).collect()
            };
            let root = folders[at % folders.len()];
            let mut mirror = Mirror::default();
            let mut cursor = mirror.follow(&world, root, world.feed_from_start(drive).expect("seeded"), size);
            for (index, (op, look)) in ops.into_iter().enumerate() {
                let now = Timestamp::from_millis(i64::try_from(index).expect("few"));
                let mut next = world.clone();
                if apply(&mut next, &op, now).is_err() {
                    continue;
                }
                if next.live(root).is_err() || next.live(root).is_ok_and(|node| node.drive != drive) {
                    // The folder is gone, and with it its feed.
                    continue;
                }
                world = next;
                if look {
                    cursor = mirror.follow(&world, root, cursor, size);
                    mirror.assert_is(&world, root);
                }
            }
            mirror.follow(&world, root, cursor, size);
            mirror.assert_is(&world, root);
        }
    }

    #[test]
    fn only_the_cursors_of_the_log_are_served() {
        let mut world = seed();
        let drive = drive(&world);
        let root = world.drive(drive).expect("seeded").root;
        let served = |world: &World, cursor| world.follow(root, cursor, 9, true).expect("live").is_some();
        let now = world.feed_from_now(drive).expect("seeded");
        assert!(served(&world, now));
        assert!(!served(&world, Cursor { base: now.base + 1, ..now }));
        assert!(!served(&world, Cursor { at: now.at + 1, ..now }));
        world.expire_changes();
        assert!(!served(&world, now), "expired");
        assert!(served(&world, world.feed_from_now(drive).expect("seeded")));
        assert!(served(&world, world.feed_since(drive, Timestamp::default()).expect("seeded")));
    }

    #[test]
    fn a_time_stands_for_what_was_known_then() {
        let mut world = seed();
        let drive = drive(&world);
        let root = world.drive(drive).expect("seeded").root;
        let by = Actor::User(world.users().next().expect("seeded").id);
        let at = Timestamp::from_seconds;
        for (name, time) in [("a", at(10)), ("b", at(20)), ("c", at(20)), ("d", at(30))] {
            world.create_folder(by, root, name, OnConflict::Fail, time).expect("free");
            world.date_changes(time);
        }
        let known = |time| {
            let cursor = world.feed_since(drive, at(time)).expect("seeded");
            let page = world.follow(root, cursor, 9, false).expect("live").expect("served");
            page.rows
                .iter()
                .map(|row| world.node(row.id()).expect("live").name.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(known(5), ["", "a", "b", "c", "d"]);
        assert_eq!(known(10), ["b", "c", "d"]);
        assert_eq!(known(19), ["b", "c", "d"]);
        assert_eq!(known(29), ["d"]);
        assert_eq!(known(99), [""; 0]);
    }
}
