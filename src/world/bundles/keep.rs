//! Making, changing and ending bundles.

use std::sync::Arc;

use super::bundle::{Album, Bundle};
use crate::world::{
    accounts::actor::Stamp,
    error::Error,
    id::{DriveId, NodeId},
    name::{self, OnConflict},
    state::World,
    time::Timestamp,
    tree::node::Node,
};

/// The most bundles of a world, and the most items of one.
const MOST: usize = 10_000;
const MOST_ITEMS: usize = 1000;

/// Ids of bundles begin here: ids of items, which are handed out from 1, never reach it.
const FIRST_ID: u64 = 1 << 63;

impl World {
    /// Makes a bundle of items in a drive. Returns its id.
    ///
    /// # Errors
    /// [`Error::InvalidName`]; [`Error::NameTaken`], unless `on_conflict` renames; [`Error::NotFound`] and
    /// [`Error::InBin`] for items that are not in the drive; [`Error::TooManyItems`].
    pub fn create_bundle(
        &mut self,
        drive: DriveId,
        name: &str,
        album: Option<Album>,
        items: &[NodeId],
        on_conflict: OnConflict,
        stamp: Stamp,
    ) -> Result<NodeId, Error> {
        self.drive(drive)?;
        if self.bundles.all.len() >= MOST {
            return Err(Error::TooManyItems { limit: MOST as u64 });
        }
        let name = self.resolve_bundle_name(drive, &name.into(), on_conflict, None, stamp.at)?;
        let id = NodeId::from_number(FIRST_ID + self.next_serial()).expect("above zero");
        self.bundles.enter(drive, &name, id);
        self.bundles.of_drive.insert((drive, id));
        let bundle = Bundle {
            id,
            drive,
            name,
            album: album.as_ref().map(|_| Album::default()),
            items: [].into(),
            created: stamp,
            modified: stamp,
            revision: 1,
            changes: 1,
        };
        self.bundles.all.insert(id, Arc::new(bundle));
        items.iter().try_for_each(|item| self.put_in_bundle(id, *item).map(drop))?;
        if let Some(cover) = album.and_then(|album| album.cover) {
            self.put_cover(id, Some(cover))?;
        }
        Ok(id)
    }

    /// Returns the bundle of this id.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn bundle(&self, id: NodeId) -> Result<&Arc<Bundle>, Error> {
        self.bundles.all.get(&id).ok_or(Error::NotFound)
    }

    /// Iterates over the bundles of a drive, the oldest first; from behind one on, if it is given.
    pub fn bundles(&self, drive: DriveId) -> impl Iterator<Item = &Arc<Bundle>> {
        let ids = self.bundles.of_drive.range((drive, NodeId::from_number(1).expect("above zero"))..);
        ids.take_while(move |(of, _)| *of == drive).filter_map(|(_, id)| self.bundles.all.get(id))
    }

    /// Iterates over the items of a bundle that are in its drive and not in the recycle bin.
    pub fn bundled<'w>(&'w self, bundle: &'w Bundle) -> impl Iterator<Item = &'w Arc<Node>> {
        bundle.items.iter().filter_map(|id| self.live(*id).ok()).filter(|node| node.drive == bundle.drive)
    }

    /// Changes the name and the cover of a bundle; what is `None` stays.
    ///
    /// Only an album has a cover; another bundle takes none.
    ///
    /// # Errors
    /// Those of [`Self::create_bundle`].
    pub fn change_bundle(
        &mut self,
        id: NodeId,
        name: Option<&str>,
        cover: Option<Option<NodeId>>,
        on_conflict: OnConflict,
        stamp: Stamp,
    ) -> Result<(), Error> {
        let before = Arc::clone(self.bundle(id)?);
        if let Some(name) = name.filter(|name| **name != *before.name) {
            let name =
                self.resolve_bundle_name(before.drive, &name.into(), on_conflict, Some(id), stamp.at)?;
            self.bundles.leave(before.drive, &before.name);
            self.bundles.enter(before.drive, &name, id);
            self.edit_bundle(id)?.name = name;
        }
        if let Some(cover) = cover {
            self.put_cover(id, cover)?;
        }
        if self.bundle(id)?.as_ref() != before.as_ref() {
            self.touch_bundle(id, stamp)?;
        }
        Ok(())
    }

    /// Adds an item to a bundle; one that it holds already stays where it is.
    ///
    /// # Errors
    /// Those of [`Self::create_bundle`].
    pub fn add_to_bundle(&mut self, id: NodeId, item: NodeId, stamp: Stamp) -> Result<(), Error> {
        if self.put_in_bundle(id, item)? {
            self.touch_bundle(id, stamp)?;
        }
        Ok(())
    }

    /// Takes an item out of a bundle.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it does not hold the item.
    pub fn remove_from_bundle(&mut self, id: NodeId, item: NodeId, stamp: Stamp) -> Result<(), Error> {
        self.bundle(id)?;
        if self.bundles.of_item.remove(&(item, id)).is_none() {
            return Err(Error::NotFound);
        }
        let bundle = self.edit_bundle(id)?;
        bundle.take_out(item);
        bundle.modified = stamp;
        Ok(())
    }

    /// Ends a bundle; its items stay where they are.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn delete_bundle(&mut self, id: NodeId) -> Result<(), Error> {
        self.bundles.remove(id).map(drop).ok_or(Error::NotFound)
    }

    fn edit_bundle(&mut self, id: NodeId) -> Result<&mut Bundle, Error> {
        self.bundles.all.get_mut(&id).map(Arc::make_mut).ok_or(Error::NotFound)
    }

    fn touch_bundle(&mut self, id: NodeId, stamp: Stamp) -> Result<(), Error> {
        let bundle = self.edit_bundle(id)?;
        bundle.modified = stamp;
        bundle.revision += 1;
        Ok(())
    }

    /// Puts an item into a bundle. Returns whether it was not there before.
    fn put_in_bundle(&mut self, id: NodeId, item: NodeId) -> Result<bool, Error> {
        let (drive, count) = self.bundle(id).map(|bundle| (bundle.drive, bundle.items.len()))?;
        let node = self.live(item)?;
        if node.drive != drive {
            return Err(Error::NotFound);
        }
        if node.parent.is_none() {
            return Err(Error::IsRoot(item));
        }
        if self.bundles.of_item.contains(&(item, id)) {
            return Ok(false);
        }
        if count >= MOST_ITEMS {
            return Err(Error::TooManyItems { limit: MOST_ITEMS as u64 });
        }
        self.bundles.of_item.insert((item, id));
        let bundle = self.edit_bundle(id)?;
        bundle.items.push_back(item);
        bundle.changes += 1;
        Ok(true)
    }

    fn put_cover(&mut self, id: NodeId, cover: Option<NodeId>) -> Result<(), Error> {
        if cover.is_some_and(|cover| !self.bundles.of_item.contains(&(cover, id))) {
            return Err(Error::NotFound);
        }
        if let Some(album) = &mut self.edit_bundle(id)?.album {
            album.cover = cover;
        }
        Ok(())
    }

    /// Returns the name that a bundle may have; `own` is the bundle itself when it is renamed.
    fn resolve_bundle_name(
        &self,
        drive: DriveId,
        wanted: &Arc<str>,
        on_conflict: OnConflict,
        own: Option<NodeId>,
        now: Timestamp,
    ) -> Result<Arc<str>, Error> {
        name::check(wanted)?;
        let taken = |name: &Arc<str>| self.bundles.named(drive, name).filter(|id| Some(*id) != own);
        match (taken(wanted), on_conflict) {
            (None, _) => Ok(Arc::clone(wanted)),
            (Some(_), OnConflict::Rename(style)) => {
                let own = own.and_then(|id| self.bundles.all.get(&id)).map(|own| name::key(&own.name));
                let first_free =
                    |series: &_, from| self.bundles.numbers.first_free(drive, series, from, own.as_deref());
                Ok(style.vary(wanted, true, now, first_free))
            }
            (Some(other), OnConflict::Fail | OnConflict::Replace) => Err(Error::NameTaken([other].into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Album, DriveId, Error, MOST_ITEMS, NodeId, OnConflict, Stamp, Timestamp, World};
    use crate::world::{
        Style, accounts::actor::Actor, content::Content, drives::drive::Owner, tree::node::BinLevel,
    };

    /// A world with two files in a drive of alice's.
    fn seed() -> (World, Stamp, DriveId, [NodeId; 2]) {
        let (mut world, now) = (World::new(), Timestamp::default());
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        let drive = world.add_drive("one", Owner::Personal(alice), 1 << 20, now);
        let (by, root) = (Actor::User(alice), world.drive(drive).expect("made").root);
        let files = ["a", "b"].map(|name| {
            world.create_file(by, root, name, Content::default(), OnConflict::Fail, now).expect("free")
        });
        (world, Stamp { at: now, by }, drive, files)
    }

    fn names(world: &World, id: NodeId) -> Vec<String> {
        let bundle = world.bundle(id).expect("there");
        world.bundled(bundle).map(|node| node.name.to_string()).collect()
    }

    #[test]
    fn a_bundle_knows_what_became_of_its_items() {
        let (mut world, stamp, drive, [a, b]) = seed();
        let album = Some(Album { cover: Some(b) });
        let id =
            world.create_bundle(drive, "Beach", album, &[b, a, b], OnConflict::Fail, stamp).expect("free");
        assert_eq!(names(&world, id), ["b", "a"]);
        world.trash(stamp.by, b, stamp.at).expect("there");
        assert_eq!(names(&world, id), ["a"], "not what is in the bin");
        world.purge(b, BinLevel::First).expect("in the bin");
        let bundle = world.bundle(id).expect("there");
        assert_eq!((bundle.items.len(), &bundle.album), (1, &Some(Album { cover: None })));
        world.remove_from_bundle(id, a, stamp).expect("in it");
        assert_eq!(world.remove_from_bundle(id, a, stamp), Err(Error::NotFound));
        assert_eq!((names(&world, id), world.bundles.of_item.len()), (vec![], 0));
        assert!(world.live(a).is_ok(), "an item stays where it is");
    }

    #[test]
    fn names_of_bundles_are_unlike_within_a_drive() {
        let (mut world, stamp, drive, _) = seed();
        let mut make = |name: &str, how| world.create_bundle(drive, name, None, &[], how, stamp);
        let first = make("Beach", OnConflict::Fail).expect("free");
        assert_eq!(make("BEACH", OnConflict::Fail), Err(Error::NameTaken([first].into())));
        let second = make("Beach", OnConflict::Rename(Style::Spaced)).expect("another name");
        assert_eq!(&*world.bundle(second).expect("there").name, "Beach 1");
        world.change_bundle(first, Some("beach"), None, OnConflict::Fail, stamp).expect("its own name");
        world.delete_bundle(first).expect("there");
        world.create_bundle(drive, "Beach", None, &[], OnConflict::Fail, stamp).expect("free again");
        world.remove_drive(drive).expect("there");
        assert_eq!((world.bundles.all.len(), world.bundles.of_drive.len()), (0, 0));
    }

    #[test]
    fn there_is_an_end_to_the_items_of_a_bundle() {
        let (mut world, stamp, drive, _) = seed();
        let root = world.drive(drive).expect("made").root;
        let mut file = |n: usize| {
            let (name, content) = (format!("f{n}"), Content::default());
            world.create_file(stamp.by, root, &name, content, OnConflict::Fail, stamp.at).expect("free")
        };
        let files: Vec<NodeId> = (0..=MOST_ITEMS).map(&mut file).collect();
        let all = world.create_bundle(drive, "All", None, &files, OnConflict::Fail, stamp);
        assert_eq!(all, Err(Error::TooManyItems { limit: MOST_ITEMS as u64 }));
    }
}
