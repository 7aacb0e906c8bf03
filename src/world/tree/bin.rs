//! The recycle bin: putting items in, taking them out, sinking them deeper.
//!
//! A bin has two levels. An item comes into the first one, may sink from there into the second one, and comes back
//! only from the first one: no service knows a way back from the second. A service with one level shows the first
//! one, and is told of the second by [`World::bin_level`]. What lies in either takes space, but on consumers' drives.

use std::{num::NonZeroU64, sync::Arc};

use imbl::OrdSet;

use crate::world::{
    accounts::actor::{Actor, Stamp},
    error::Error,
    id::{DriveId, NodeId},
    name::{self, OnConflict},
    state::World,
    time::Timestamp,
    tree::node::{BinLevel, Node, Trashed},
};

/// How many items the two levels of a bin hold together, not counting what lies below them.
const MOST_BINNED: usize = 10_000;

impl World {
    /// Puts an item with all that lies below it into the recycle bin.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::IsRoot`].
    pub fn trash(&mut self, by: Actor, id: NodeId, now: Timestamp) -> Result<(), Error> {
        let node = Arc::clone(self.live(id)?);
        let mut folders: Vec<Arc<str>> = self
            .ancestry(&node)
            .skip(1)
            .filter(|folder| folder.parent.is_some())
            .map(|folder| Arc::clone(&folder.name))
            .collect();
        folders.reverse();
        self.leave(&node)?;
        let (stamp, folders) = (Stamp { at: now, by }, folders.into());
        let place = self.drive(node.drive)?.log.newest() + 1;
        let trashed = Trashed { stamp, folders, level: BinLevel::First, place };
        self.edit(id, |node| node.trashed = Some(Box::new(trashed)))?;
        self.bin.insert((node.drive, id));
        self.edit_drive(node.drive, |drive| {
            drive.deleted += node.size();
            drive.binned.insert((place, id));
        })?;
        self.log(id)?;
        self.log_move(id, node.parent)?;
        self.trim_bin(node.drive, MOST_BINNED)
    }

    /// Deletes for good what was put into a bin first, of what lies there beyond this many.
    fn trim_bin(&mut self, drive: DriveId, most: usize) -> Result<(), Error> {
        loop {
            let binned = &self.drive(drive)?.binned;
            let Some((_, first)) = binned.get_min().copied().filter(|_| binned.len() > most) else {
                return Ok(());
            };
            self.remove(first)?;
        }
    }

    /// Takes an item out of the sums of its bin.
    pub(in crate::world) fn leave_bin(&mut self, node: &Node) -> Result<(), Error> {
        let place = node.trashed.as_ref().map_or(0, |trashed| trashed.place);
        self.edit_drive(node.drive, |drive| {
            drive.deleted -= node.size();
            drive.binned.remove(&(place, node.id));
        })
    }

    /// Iterates over what was put into the recycle bin of a drive and has not sunk since, oldest id first.
    pub fn binned(&self, drive: DriveId) -> impl Iterator<Item = &Arc<Node>> {
        self.in_bin(drive, BinLevel::First)
    }

    /// Iterates over what lies in one level of the recycle bin of a drive, oldest id first.
    pub fn in_bin(&self, drive: DriveId, level: BinLevel) -> impl Iterator<Item = &Arc<Node>> {
        self.level(level)
            .range((drive, NodeId(NonZeroU64::MIN))..)
            .take_while(move |(of, _)| *of == drive)
            .filter_map(|(_, id)| self.nodes.get(*id))
    }

    /// Returns the level of the bin that an item lies in, itself or with a folder above it; none for a live one.
    pub fn bin_level(&self, id: NodeId) -> Option<BinLevel> {
        let node = self.nodes.get(id)?;
        self.ancestry(node).find_map(|node| node.trashed.as_ref()).map(|trashed| trashed.level)
    }

    /// Lets an item sink from the first level of the bin into the second.
    ///
    /// It went out of its folder when it was put into the bin: no change log mentions that it sinks.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::NotInBin`] also for what lies below an item in the bin, or in the second level.
    pub fn sink(&mut self, id: NodeId) -> Result<(), Error> {
        let drive = self.in_level(id, BinLevel::First)?.drive;
        self.edit(id, |node| {
            if let Some(trashed) = &mut node.trashed {
                trashed.level = BinLevel::Second;
            }
        })?;
        self.bin.remove(&(drive, id));
        self.sunk.insert((drive, id));
        Ok(())
    }

    /// Returns an item that was itself put into the bin and lies in this level of it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::NotInBin`].
    pub(in crate::world) fn in_level(&self, id: NodeId, level: BinLevel) -> Result<&Arc<Node>, Error> {
        let node = self.node(id)?;
        let there = node.trashed.as_ref().is_some_and(|trashed| trashed.level == level);
        if there { Ok(node) } else { Err(Error::NotInBin(id)) }
    }

    fn level(&self, level: BinLevel) -> &OrdSet<(DriveId, NodeId)> {
        match level {
            BinLevel::First => &self.bin,
            BinLevel::Second => &self.sunk,
        }
    }

    /// Takes an item out of the first level of the recycle bin, back to where it lay.
    ///
    /// If its folder is gone, folders of the same names are created; one that is itself in the bin counts as gone.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::NotInBin`], [`Error::NameTaken`], [`Error::InvalidName`],
    /// [`Error::NotAFolder`] where a file has taken the place of a folder, [`Error::TooDeep`]; where the bin does not
    /// count against the quota [`Error::QuotaExceeded`].
    pub fn restore(
        &mut self,
        by: Actor,
        id: NodeId,
        on_conflict: OnConflict,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.restore_to(by, id, None, None, on_conflict, now)
    }

    /// Restores as [`Self::restore`], but to another folder of the same drive, under another name, or both.
    ///
    /// # Errors
    /// Those of [`Self::restore`]; of the folder [`Error::NotFound`], [`Error::InBin`], [`Error::NotAFolder`],
    /// [`Error::OtherDrive`], [`Error::TooDeep`].
    pub fn restore_to(
        &mut self,
        by: Actor,
        id: NodeId,
        into: Option<NodeId>,
        name: Option<&str>,
        on_conflict: OnConflict,
        now: Timestamp,
    ) -> Result<(), Error> {
        let node = Arc::clone(self.in_level(id, BinLevel::First)?);
        let parent = match into {
            Some(into) => self.other_folder(&node, into)?,
            None => self.former_folder(by, &node, now)?,
        };
        let height = if node.is_folder() { self.height(id) } else { 0 };
        self.check_depth(self.node(parent)?, height)?;
        let wanted = name.map_or_else(|| Arc::clone(&node.name), Arc::from);
        let (name, in_the_way) =
            self.resolve_name(parent, &wanted, node.is_folder(), on_conflict, Some(id), now)?;
        self.bin.remove(&(node.drive, id));
        self.leave_bin(&node)?;
        self.edit(id, |node| {
            node.trashed = None;
            node.parent = Some(parent);
            node.name = Arc::clone(&name);
            node.revision += 1;
        })?;
        // It is out of the bin by now, so it is not what a full bin forgets.
        if let Some(other) = in_the_way {
            self.trash(by, other, now)?;
        }
        if !self.drive(node.drive)?.counts_bin() {
            self.check_room(node.drive, node.size())?;
        }
        self.enter(parent, name::key(&name), id, node.size());
        self.log(id)?;
        self.log_move(id, None)
    }

    /// Returns the folder that an item in the bin came from, or new ones of the same names.
    fn former_folder(&mut self, by: Actor, node: &Node, now: Timestamp) -> Result<NodeId, Error> {
        let former = node.parent.and_then(|parent| self.live_folder(parent).ok());
        if let Some(folder) = former.filter(|folder| folder.drive == node.drive) {
            return Ok(folder.id);
        }
        let root = self.drive(node.drive)?.root;
        let folders = node.trashed.iter().flat_map(|trashed| trashed.folders.iter());
        self.create_path(by, root, folders.map(AsRef::as_ref), now)
    }

    /// Returns a folder that an item in the bin did not come from, if it can receive it.
    fn other_folder(&self, node: &Node, into: NodeId) -> Result<NodeId, Error> {
        let folder = self.live_folder(into)?;
        if folder.drive != node.drive {
            return Err(Error::OtherDrive(folder.drive));
        }
        self.check_depth(folder, if node.is_folder() { self.height(node.id) } else { 0 })?;
        Ok(into)
    }
}

#[cfg(test)]
mod tests {
    use super::{BinLevel, DriveId, Error, MOST_BINNED, NodeId, OnConflict, Timestamp, World};
    use crate::world::{
        accounts::actor::Actor,
        content::Content,
        drives::drive::{Flavor, Owner},
    };

    const NOW: Timestamp = Timestamp::from_seconds(0);

    /// A world with one drive of so many bytes, with whose it is and its root.
    fn seed(total: u64) -> (World, DriveId, Actor, NodeId) {
        let mut world = World::new();
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        let drive = world.add_drive("one", Owner::Personal(alice), total, NOW);
        let root = world.drive(drive).expect("made").root;
        (world, drive, Actor::User(alice), root)
    }

    #[test]
    fn a_full_bin_forgets_what_was_put_there_first() {
        let (mut world, drive, by, root) = seed(100);
        let make = |world: &mut World, n: usize| {
            let name = format!("f{n}");
            world.create_file(by, root, &name, Content::default(), OnConflict::Fail, NOW).expect("free")
        };
        let mut ids: Vec<NodeId> = (0..=MOST_BINNED).map(|n| make(&mut world, n)).collect();
        ids.reverse();
        // The order of deletion counts, not that of the ids.
        for (n, id) in ids.iter().enumerate() {
            assert!(n < MOST_BINNED || world.node(ids[0]).is_ok());
            world.trash(by, *id, NOW).expect("live");
            if n == 5 {
                world.sink(*id).expect("in the bin");
            }
        }
        assert_eq!(world.node(ids[0]).err(), Some(Error::NotFound));
        assert_eq!((world.bin.len(), world.sunk.len()), (MOST_BINNED - 1, 1), "both levels count");
        // What is restored in the place of something else is not forgotten, however full the bin is.
        let other = make(&mut world, MOST_BINNED - 1);
        world.restore(by, ids[1], OnConflict::Replace, NOW).expect("there");
        assert_eq!((world.live(ids[1]).is_ok(), world.live(other).is_ok()), (true, false));
        world.empty_bin(drive).expect("there");
        assert_eq!(world.drive(drive).expect("made").binned.len(), 1, "what has sunk stays");
    }

    #[test]
    fn the_bin_of_a_consumer_takes_no_space_of_the_quota() {
        let (mut world, drive, by, root) = seed(4);
        let make = |world: &mut World, name: &str| {
            world.create_file(by, root, name, Content::new(b"four"[..].into()), OnConflict::Fail, NOW)
        };
        let first = make(&mut world, "a").expect("room");
        world.trash(by, first, NOW).expect("live");
        let left = |world: &World| world.room(world.drive(drive).expect("made"));
        assert_eq!(
            (left(&world), make(&mut world.clone(), "b").is_ok()),
            (0, false),
            "that of a business does"
        );
        world.set_flavor(drive, Flavor::Consumer).expect("made");
        assert_eq!(left(&world), 4);
        let second = make(&mut world, "b").expect("room");
        let no_room = Err(Error::QuotaExceeded { needed: 4, left: 0 });
        assert_eq!((left(&world), world.clone().restore(by, first, OnConflict::Fail, NOW)), (0, no_room));
        world.delete(second).expect("there");
        assert_eq!(world.restore(by, first, OnConflict::Fail, NOW), Ok(()));
        assert_eq!(left(&world), 0);
    }

    #[test]
    fn an_item_sinks_once_and_does_not_come_back() {
        let (mut world, drive, by, root) = seed(100);
        let folder = world.create_folder(by, root, "f", OnConflict::Fail, NOW).expect("free");
        let content = Content::new(b"four"[..].into());
        let file = world.create_file(by, folder, "a", content, OnConflict::Fail, NOW).expect("free");
        let other = world.create_folder(by, root, "g", OnConflict::Fail, NOW).expect("free");
        let listed = |world: &World, drive: DriveId, level| -> Vec<NodeId> {
            world.in_bin(drive, level).map(|node| node.id).collect()
        };
        assert_eq!((world.sink(folder), world.bin_level(file)), (Err(Error::NotInBin(folder)), None));
        world.trash(by, folder, NOW).expect("live");
        world.trash(by, other, NOW).expect("live");
        assert_eq!(world.bin_level(file), Some(BinLevel::First));
        assert_eq!(world.sink(file), Err(Error::NotInBin(file)), "it lies below what was put there");
        assert_eq!(world.sink(folder), Ok(()));
        assert_eq!(world.sink(folder), Err(Error::NotInBin(folder)));
        assert_eq!(world.bin_level(file), Some(BinLevel::Second));
        assert_eq!(listed(&world, drive, BinLevel::First), [other]);
        assert_eq!(listed(&world, drive, BinLevel::Second), [folder]);
        assert_eq!(world.drive(drive).expect("made").deleted, 4, "it still takes space");
        assert_eq!(world.restore(by, folder, OnConflict::Fail, NOW), Err(Error::NotInBin(folder)));
        assert_eq!(world.purge(folder, BinLevel::First), Err(Error::NotInBin(folder)));
        assert_eq!(world.empty_bin(drive), Ok(1), "what has sunk stays");
        assert_eq!(world.purge(folder, BinLevel::Second), Ok(()));
        assert_eq!(listed(&world, drive, BinLevel::Second), []);
        assert_eq!(world.drive(drive).expect("made").deleted, 0);
        assert_eq!(world.purge(root, BinLevel::First), Err(Error::NotInBin(root)));
    }
}
