//! Earlier versions of files: reading, restoring and deleting them.

use std::sync::Arc;

use crate::world::{
    accounts::actor::Actor,
    content::Content,
    error::Error,
    id::NodeId,
    state::World,
    time::Timestamp,
    tree::node::{NodeKind, Version},
};

impl World {
    /// Returns one version of a live file.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::NotAFile`].
    pub fn version(&self, id: NodeId, number: u32) -> Result<Version, Error> {
        let node = self.live(id)?;
        if node.is_folder() {
            return Err(Error::NotAFile(id));
        }
        node.versions().find(|version| version.number == number).ok_or(Error::NotFound)
    }

    /// Gives a file the content of one of its versions, as a new version.
    ///
    /// # Errors
    /// As [`Self::version`], and [`Error::QuotaExceeded`].
    pub fn restore_version(
        &mut self,
        by: Actor,
        id: NodeId,
        number: u32,
        now: Timestamp,
    ) -> Result<(), Error> {
        let content: Content = self.version(id, number)?.content;
        self.write(by, id, content, now)
    }

    /// Deletes an earlier version of a file; the current one is not an earlier one.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::NotAFile`].
    pub fn delete_version(&mut self, id: NodeId, number: u32) -> Result<(), Error> {
        self.version(id, number)?;
        self.edit(id, |node| {
            let NodeKind::File { history: Some(history), .. } = &mut node.kind else {
                return Err(Error::NotFound);
            };
            let before = history.len();
            Arc::make_mut(history).retain(|version| version.number != number);
            if history.len() == before { Err(Error::NotFound) } else { Ok(()) }
        })??;
        self.notes.remove(&(id, number));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{Actor, Content, Error, Timestamp, World};
    use crate::world::{drives::drive::Owner, name::OnConflict};

    #[test]
    fn a_version_is_brought_back_as_a_new_one_and_an_earlier_one_deleted() {
        let now = Timestamp::default();
        let mut world = World::new();
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        let drive = world.add_drive("one", Owner::Personal(alice), 100, now);
        let (by, root) = (Actor::User(alice), world.drive(drive).expect("made").root);
        let content = |text: &'static str| Content::new(Bytes::from_static(text.as_bytes()));
        let id = world.create_file(by, root, "a", content("one"), OnConflict::Fail, now).expect("free");
        world.write(by, id, content("second"), now).expect("room");
        world.restore_version(by, id, 1, now).expect("there is one");
        let versions = |world: &World| {
            let all = world.node(id).expect("live").versions();
            all.map(|version| (version.number, version.content.size())).collect::<Vec<_>>()
        };
        assert_eq!(versions(&world), [(3, 3), (2, 6), (1, 3)]);
        assert_eq!(world.node(root).expect("live").size(), 3);
        assert_eq!(world.delete_version(id, 3), Err(Error::NotFound), "the current one");
        assert_eq!(world.delete_version(id, 2), Ok(()));
        assert_eq!(world.delete_version(id, 2), Err(Error::NotFound));
        assert_eq!(versions(&world), [(3, 3), (1, 3)]);
        assert_eq!(world.restore_version(by, root, 1, now), Err(Error::NotAFile(root)));
    }
}
