//! Several changes of an item at once, and its metadata.

use std::sync::Arc;

use crate::world::{
    accounts::actor::Actor,
    error::Error,
    id::NodeId,
    name::OnConflict,
    state::World,
    time::Timestamp,
    tree::metadata::{ClientMetadata, MetadataPatch},
};

/// Several changes of an item that count as one.
#[derive(Clone, Debug)]
pub struct UpdateSpec {
    /// The folder to move it to, in the same drive.
    pub into: Option<NodeId>,
    /// Another name.
    pub name: Option<Arc<str>>,
    /// What happens where the name is taken.
    pub on_conflict: OnConflict,
    /// What the client says about it.
    pub metadata: MetadataPatch,
}

impl World {
    /// Returns what clients said about an item, if they said anything.
    pub fn metadata(&self, id: NodeId) -> Option<&ClientMetadata> {
        self.metadata.get(&id).map(Arc::as_ref)
    }

    /// Moves and renames an item and patches its metadata: one change, or none if nothing differs.
    ///
    /// # Errors
    /// Those of [`Self::relocate`], but [`Error::OtherDrive`] where it would leave its drive.
    pub fn update(
        &mut self,
        by: Actor,
        id: NodeId,
        update: &UpdateSpec,
        now: Timestamp,
    ) -> Result<(), Error> {
        let node = Arc::clone(self.live(id)?);
        let elsewhere = update.into.filter(|into| Some(*into) != node.parent);
        let renamed = update.name.as_deref().filter(|name| *name != &*node.name);
        if elsewhere.is_some() || renamed.is_some() {
            let into = elsewhere.or(node.parent).ok_or(Error::IsRoot(id))?;
            let drive = self.live_folder(into)?.drive;
            if drive != node.drive {
                return Err(Error::OtherDrive(drive));
            }
            self.relocate(by, id, into, renamed, update.on_conflict, now)?;
        } else {
            let known = self.metadata(id).cloned().unwrap_or_default();
            if known.clone().with(&update.metadata) != known {
                self.touch(id, by, now)?;
            }
        }
        self.patch_metadata(id, &update.metadata)
    }

    /// Makes somebody else the creator of an item, but not of what lies below it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::IsRoot`].
    pub fn hand_over(&mut self, by: Actor, id: NodeId, to: Actor, now: Timestamp) -> Result<(), Error> {
        self.live(id)?.parent.ok_or(Error::IsRoot(id))?;
        self.edit(id, |node| node.created.by = to)?;
        self.touch(id, by, now)
    }

    /// Gives the last change of an item another date; its place in the change log stays.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`].
    pub fn date_change(&mut self, id: NodeId, at: Timestamp) -> Result<(), Error> {
        self.live(id)?;
        self.edit(id, |node| node.modified.at = at)
    }

    /// Patches the metadata of an item; this by itself is no change of the item.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`].
    pub fn patch_metadata(&mut self, id: NodeId, patch: &MetadataPatch) -> Result<(), Error> {
        self.live(id)?;
        self.edit_metadata(id, |metadata| *metadata = std::mem::take(metadata).with(patch));
        Ok(())
    }

    /// Forgets when a client changed an item, because it was changed here since.
    pub(in crate::world) fn forget_client_time(&mut self, id: NodeId) {
        let is_stale = |metadata: &ClientMetadata| metadata.modified.is_some() || metadata.modifier.is_some();
        if self.metadata(id).is_some_and(is_stale) {
            self.edit_metadata(id, |metadata| (metadata.modified, metadata.modifier) = (None, None));
        }
    }

    fn edit_metadata(&mut self, id: NodeId, change: impl FnOnce(&mut ClientMetadata)) {
        let mut metadata = self.metadata(id).cloned().unwrap_or_default();
        change(&mut metadata);
        if metadata == ClientMetadata::default() {
            self.metadata.remove(&id);
        } else {
            self.metadata.insert(id, Arc::new(metadata));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Actor, Error, OnConflict, Timestamp, World};
    use crate::world::drives::drive::Owner;

    #[test]
    fn a_creator_hands_an_item_over() {
        let [now, later] = [1, 2].map(Timestamp::from_seconds);
        let mut world = World::new();
        let [alice, bob] = ["alice", "bob"].map(|name| world.add_user(name, name, name));
        let drive = world.add_drive("one", Owner::Personal(alice), 100, now);
        let (by, to, root) = (Actor::User(alice), Actor::User(bob), world.drive(drive).expect("made").root);
        let folder = world.create_folder(by, root, "f", OnConflict::Fail, now).expect("free");
        let inside = world.create_folder(by, folder, "a", OnConflict::Fail, now).expect("free");
        let changed = world.node(folder).expect("live").changed;
        assert_eq!(world.hand_over(by, folder, to, later), Ok(()));
        let node = world.node(folder).expect("live");
        assert_eq!((node.created.by, node.created.at, node.modified.by), (to, now, by));
        assert_eq!((node.modified.at, node.revision), (later, 2));
        assert!(node.changed > changed, "the log has it");
        assert_eq!(world.node(inside).expect("live").created.by, by);
        assert_eq!(world.hand_over(by, root, to, later), Err(Error::IsRoot(root)));
        let changed = world.node(folder).expect("live").changed;
        assert_eq!(world.date_change(folder, now), Ok(()));
        let node = world.node(folder).expect("live");
        assert_eq!((node.modified.at, node.revision, node.changed), (now, 2, changed));
        world.trash(by, folder, later).expect("live");
        assert_eq!(world.date_change(folder, now), Err(Error::InBin(folder)));
        assert_eq!(world.hand_over(by, inside, to, later), Err(Error::InBin(inside)));
    }
}
