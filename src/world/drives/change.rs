//! Renaming, describing and removing drives.

use std::{collections::HashSet, sync::Arc};

use crate::world::{
    accounts::actor::Actor,
    attributes,
    changes::log::{Change, DeletedNode},
    drives::details::DriveDetails,
    error::Error,
    id::{DriveId, NodeId, UploadId},
    labels::label::LabelOwner,
    name,
    state::World,
    time::Timestamp,
    tree::node::{BinLevel, Node},
    uploads::session::{Upload, UploadError},
};

impl World {
    /// Gives a drive another name, which is a change of its root.
    ///
    /// # Errors
    /// [`Error::NoDrive`], [`Error::InvalidName`].
    pub fn rename_drive(&mut self, by: Actor, id: DriveId, name: &str, now: Timestamp) -> Result<(), Error> {
        let root = self.drive(id)?.root;
        name::check(name)?;
        self.edit_drive(id, |drive| drive.name = name.into())?;
        self.touch(root, by, now)
    }

    /// Says something else about a drive, which is a change of its root.
    ///
    /// # Errors
    /// [`Error::NoDrive`], [`Error::TooManyItems`].
    pub fn describe_drive(
        &mut self,
        by: Actor,
        id: DriveId,
        details: DriveDetails,
        now: Timestamp,
    ) -> Result<(), Error> {
        let root = self.drive(id)?.root;
        attributes::check(&details.attributes)?;
        self.edit_drive(id, |drive| drive.details = Arc::new(details))?;
        self.touch(root, by, now)
    }

    /// Removes a drive with all that lies in it and in its bin, and all that is kept of it.
    ///
    /// Tasks of the drive stay, and what they have left to do fails with [`Error::NoDrive`]. A subscription ends with
    /// the next [`Self::take_events`]. The id of the drive is not used again.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn remove_drive(&mut self, id: DriveId) -> Result<(), Error> {
        let drive = Arc::clone(self.drives.get(&id).ok_or(Error::NoDrive)?);
        let binned = [BinLevel::First, BinLevel::Second].map(|level| self.in_bin(id, level));
        let tops: Vec<NodeId> =
            binned.into_iter().flatten().map(|node| node.id).chain([drive.root]).collect();
        let mut gone: Vec<Arc<Node>> = Vec::new();
        for top in tops {
            gone.extend(self.subtree(top).cloned());
        }
        for Change { place, node } in drive.log.departures() {
            self.departures.remove(&(node, id, place));
        }
        self.keep_tombstones(&drive.log.after(0).map(|change| change.node).collect(), id, &gone);
        for node in gone {
            if node.trashed.is_none()
                && let Some(parent) = node.parent
            {
                self.names.remove(parent, &node.name);
            }
            self.bin.remove(&(id, node.id));
            self.sunk.remove(&(id, node.id));
            self.nodes.remove(node.id);
            self.forget_node(node.id);
        }
        self.forget_roles_in(id);
        self.forget_custom_roles(id);
        self.bundles.forget_drive(id);
        self.labels.forget_owner(LabelOwner::Drive(id));
        self.drives.remove(&id);
        self.cancel_lost_uploads();
        Ok(())
    }

    /// Keeps what other drives tell of items that were once theirs, and forgets the rest of this drive's.
    ///
    /// An item that came from another drive still stands in that one's log, and its followers ask for its name.
    fn keep_tombstones(&mut self, logged: &HashSet<NodeId>, id: DriveId, gone: &[Arc<Node>]) {
        let others = self.drives().filter(|drive| drive.id != id);
        let others = others.flat_map(|drive| drive.log.after(0)).map(|change| change.node);
        let told: HashSet<NodeId> = others.filter(|node| logged.contains(node)).collect();
        for node in logged.difference(&told) {
            self.deleted_nodes.remove(node);
        }
        for node in gone.iter().filter(|node| told.contains(&node.id)) {
            let deleted = DeletedNode { name: Arc::clone(&node.name), is_folder: node.is_folder() };
            self.deleted_nodes.insert(node.id, deleted);
        }
    }

    /// Forgets the sessions whose files can never be made, as there is nothing left where they go.
    fn cancel_lost_uploads(&mut self) {
        let lost = |(id, upload): (&UploadId, &Arc<Upload>)| {
            (upload.made.is_none() && self.drive_of(&upload.spec.to).is_err()).then_some(*id)
        };
        let lost: Vec<_> = self.uploads.sessions.iter().filter_map(lost).collect();
        for id in lost {
            let cancelled: Result<(), UploadError> = self.cancel_upload(id);
            debug_assert!(cancelled.is_ok(), "the session was found a moment ago");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Actor, DriveDetails, DriveId, Error, NodeId, Timestamp, World};
    use crate::world::{
        accounts::{account::Api, actor::Principal},
        content::Content,
        drives::drive::Owner,
        name::OnConflict,
        tasks::{
            job::Job,
            task::{Needs, Pace, TaskItem, TaskSpec},
        },
        tree::{destination::Destination, metadata::MetadataPatch},
        uploads::{expected::Expected, session::UploadSpec},
    };

    const NOW: Timestamp = Timestamp::from_seconds(1);
    const LATER: Timestamp = Timestamp::from_seconds(9);

    /// A world with two drives, and the root of each.
    fn world() -> (World, Actor, [(DriveId, NodeId); 2]) {
        let mut world = World::new();
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        let drives = ["one", "two"].map(|name| {
            let id = world.add_drive(name, Owner::Personal(alice), 100, NOW);
            (id, world.drive(id).expect("made").root)
        });
        (world, Actor::User(alice), drives)
    }

    #[test]
    fn a_drive_is_renamed_and_described() {
        let (mut world, by, [(drive, root), _]) = world();
        assert_eq!(world.drive(drive).expect("made").details, DriveDetails::default().into());
        let attribute = |number: u32| (number.to_string().into(), "v".into());
        let details = |count: u32| DriveDetails {
            description: "for work".into(),
            source: "special".into(),
            attributes: (0..count).map(attribute).collect(),
        };
        world.describe_drive(by, drive, details(2), LATER).expect("few");
        world.rename_drive(by, drive, "renamed", LATER).expect("a name");
        let changed = world.drive(drive).expect("made");
        assert_eq!((&*changed.name, &*changed.details), ("renamed", &details(2)));
        let root = world.node(root).expect("a root");
        assert_eq!((root.created.at, root.modified.at), (NOW, LATER));
        let (many, name) = (Error::TooManyItems { limit: 100 }, Error::InvalidName { name: "a/b".into() });
        assert_eq!(world.describe_drive(by, drive, details(101), LATER), Err(many));
        assert_eq!(world.rename_drive(by, drive, "a/b", LATER), Err(name));
        let gone = DriveId(9);
        assert_eq!(world.rename_drive(by, gone, "a", LATER), Err(Error::NoDrive));
        assert_eq!(world.describe_drive(by, gone, details(0), LATER), Err(Error::NoDrive));
    }

    #[test]
    fn nothing_is_left_of_a_drive_that_is_removed() {
        let (mut world, by, [(_, home), (second, root)]) = world();
        let folder = world.create_folder(by, root, "f", OnConflict::Fail, NOW).expect("free");
        let [binned, sunk] = ["a", "b"].map(|name| {
            let id = world.create_file(by, folder, name, Content::default(), OnConflict::Fail, NOW);
            let id = id.expect("free");
            world.trash(by, id, NOW).expect("live");
            id
        });
        world.sink(sunk).expect("in the bin");
        let [away, moved] = [("away", root, home), ("moved", home, root)].map(|(name, from, to)| {
            let id = world.create_folder(by, from, name, OnConflict::Fail, NOW).expect("free");
            world.give_role(id, "role").expect("live");
            world.relocate(by, id, to, None, OnConflict::Fail, NOW).expect("free");
            id
        });
        let deleted = world.create_folder(by, root, "d", OnConflict::Fail, NOW).expect("free");
        world.delete(deleted).expect("live");
        let upload = |folder| UploadSpec {
            by,
            to: Destination::Name { folder, missing: [].into(), name: "u".into() },
            on_conflict: OnConflict::Fail,
            metadata: MetadataPatch::default(),
            expected: Expected::default(),
            deferred: false,
        };
        let lost = world.open_upload(upload(folder), NOW);
        let kept = world.open_upload(upload(home), NOW);
        let second_pace = Pace::Timed { base: Duration::from_secs(1), each: Duration::ZERO };
        let task = TaskSpec {
            api: Api::Wps,
            owner: Principal::default(),
            by,
            kind: 0,
            drive: second,
            job: Job::Trash,
            items: vec![TaskItem { given: "".into(), node: Ok(folder), weight: 1 }],
            needs: Needs::default(),
            pace: second_pace,
            fails: None,
        };
        let task = world.enqueue(task, NOW);

        assert_eq!(world.remove_drive(second), Ok(()));
        assert_eq!(world.remove_drive(second), Err(Error::NoDrive));
        for id in [root, folder, binned, sunk, moved] {
            assert_eq!(world.node(id).err(), Some(Error::NotFound));
        }
        assert_eq!(world.nodes.iter().map(|node| node.id).collect::<Vec<_>>(), [home, away]);
        assert_eq!((world.bin.len(), world.sunk.len()), (0, 0));
        assert_eq!((world.role_players.len(), world.roles.len()), (0, 0), "also of items that had moved");
        let told: Vec<NodeId> = world.deleted_nodes.keys().copied().collect();
        assert_eq!(told, [moved], "the first drive still tells of it");
        assert_eq!((world.knows_upload(lost), world.knows_upload(kept)), (false, true));
        world.run_due(LATER);
        let results = &world.task(task).expect("kept").results;
        assert!(matches!(results[..], [Err(Error::NoDrive)]), "{results:?}");
        let Actor::User(alice) = by else { return };
        assert!(world.add_drive("three", Owner::Personal(alice), 100, NOW) > second, "a new id");
    }
}
