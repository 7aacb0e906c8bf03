//! Shortcuts: files that stand for other items.
//!
//! A shortcut is a file of no bytes. It goes on standing for its target wherever either is moved; when the target is
//! deleted, it dangles. A copy of a shortcut stands for the same target. A shortcut that gets a content is an
//! ordinary file from then on.

use crate::world::{
    accounts::actor::{Actor, Stamp},
    content::Content,
    error::Error,
    id::NodeId,
    name::{self, OnConflict},
    state::World,
    time::Timestamp,
    tree::node::NodeKind,
};

impl World {
    /// Creates a shortcut to a live item; with [`OnConflict::Replace`] a file in the way goes to the recycle bin.
    ///
    /// # Errors
    /// Of the folder and of the target: [`Error::NotFound`], [`Error::InBin`]. [`Error::NotAFolder`],
    /// [`Error::InvalidName`], [`Error::NameTaken`], [`Error::TooDeep`].
    pub fn create_shortcut(
        &mut self,
        by: Actor,
        folder: NodeId,
        name: &str,
        target: NodeId,
        on_conflict: OnConflict,
        now: Timestamp,
    ) -> Result<NodeId, Error> {
        let parent = self.live_folder(folder)?;
        let drive = parent.drive;
        self.check_depth(parent, 0)?;
        self.live(target)?;
        let (name, in_the_way) = self.resolve_name(folder, &name.into(), false, on_conflict, None, now)?;
        if let Some(other) = in_the_way {
            self.trash(by, other, now)?;
        }
        let kind = NodeKind::File { content: Content::default(), version: 1, history: None };
        let id = self.place(drive, folder, name::key(&name), name, kind, Stamp { at: now, by })?;
        self.shortcuts.insert(id, target);
        Ok(id)
    }

    /// Returns the item that a shortcut stands for, which may be gone; none if this is no shortcut.
    pub fn shortcut_target(&self, id: NodeId) -> Option<NodeId> {
        self.shortcuts.get(&id).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{Actor, Content, Error, OnConflict, Timestamp, World};
    use crate::world::{drives::drive::Owner, tree::copy::CopySpec};

    #[test]
    fn a_shortcut_stands_for_its_target_until_it_is_gone_itself() {
        let now = Timestamp::default();
        let mut world = World::new();
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        let drive = world.add_drive("one", Owner::Personal(alice), 100, now);
        let (by, root) = (Actor::User(alice), world.drive(drive).expect("made").root);
        let file = world.create_file(by, root, "a", Content::default(), OnConflict::Fail, now).expect("free");
        let folder = world.create_folder(by, root, "f", OnConflict::Fail, now).expect("free");
        let link = world.create_shortcut(by, folder, "a.link", file, OnConflict::Fail, now).expect("free");
        assert_eq!((world.shortcut_target(link), world.shortcut_target(file)), (Some(file), None));
        assert_eq!(world.node(link).expect("made").size(), 0);
        let again = |world: &mut World, on_conflict| {
            world.create_shortcut(by, folder, "a.link", folder, on_conflict, now)
        };
        assert_eq!(again(&mut world, OnConflict::Fail), Err(Error::NameTaken([link].into())));
        let other = again(&mut world, OnConflict::Replace).expect("the other one goes");
        assert_eq!(world.shortcut_target(other), Some(folder));
        assert_eq!(
            (world.live(link).err(), world.shortcut_target(link)),
            (Some(Error::InBin(link)), Some(file))
        );
        world.restore(by, link, OnConflict::Replace, now).expect("the other one goes again");
        let copy = CopySpec {
            source: folder,
            into: root,
            name: Some("g".into()),
            on_conflict: OnConflict::Fail,
            versions: false,
            children_only: false,
        };
        let copied = world.copy(by, &copy, now).expect("room");
        let copied = world.child(copied, "a.link").expect("copied");
        world.delete(file).expect("live");
        assert_eq!(world.shortcut_target(copied), Some(file), "it dangles");
        let gone = world.create_shortcut(by, root, "b", file, OnConflict::Fail, now);
        assert_eq!(gone, Err(Error::NotFound));
        world.write(by, copied, Content::default(), now).expect("a file");
        assert_eq!(world.shortcut_target(copied), None, "a content makes it a file");
        world.delete(link).expect("live");
        world.delete(other).expect("in the bin");
        assert!(world.shortcuts.is_empty());
    }
}
