//! What clients say about the versions of a file.
//!
//! A note belongs to the number of a version and goes with it: a copy that has the earlier versions has their notes
//! too, and a version that is brought back as a new one has none.

use std::sync::Arc;

use crate::world::{
    attributes::{self, Attribute},
    error::Error,
    id::NodeId,
    state::World,
    tree::version_note::VersionNote,
};

impl World {
    /// Returns what clients said about a version of a file, if they said anything.
    pub fn version_note(&self, id: NodeId, number: u32) -> Option<&VersionNote> {
        self.notes.get(&(id, number)).map(Arc::as_ref)
    }

    /// Says something about a version of a file, which is no change of the file. What is not given stays as it is;
    /// an empty comment removes the old one.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for an unknown version, [`Error::InBin`], [`Error::NotAFile`],
    /// [`Error::TooManyItems`].
    pub fn note_version(
        &mut self,
        id: NodeId,
        number: u32,
        comment: Option<&str>,
        attributes: &[Attribute],
    ) -> Result<(), Error> {
        self.version(id, number)?;
        let mut note = self.version_note(id, number).cloned().unwrap_or_default();
        if let Some(comment) = comment {
            note.comment = Some(comment.into()).filter(|comment: &Arc<str>| !comment.is_empty());
        }
        for (name, value) in attributes {
            note.attributes = attributes::with(&note.attributes, name, Some(value))?;
        }
        if note == VersionNote::default() {
            self.notes.remove(&(id, number));
        } else {
            self.notes.insert((id, number), Arc::new(note));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Attribute, Error, World};
    use crate::world::{
        accounts::actor::Actor,
        content::Content,
        drives::drive::Owner,
        name::OnConflict,
        time::Timestamp,
        tree::{copy::CopySpec, create::VERSIONS_KEPT},
    };

    #[test]
    fn a_note_goes_with_its_version() {
        let now = Timestamp::default();
        let mut world = World::new();
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        let drive = world.add_drive("one", Owner::Personal(alice), 100, now);
        let (by, root) = (Actor::User(alice), world.drive(drive).expect("made").root);
        let id = world.create_file(by, root, "a", Content::default(), OnConflict::Fail, now).expect("free");
        let pair = |name: &str, value: &str| -> Attribute { (name.into(), value.into()) };
        world.note_version(id, 1, Some("first"), &[pair("a", "1")]).expect("the current one");
        world.write(by, id, Content::default(), now).expect("a file");
        world.note_version(id, 1, None, &[pair("a", "2"), pair("b", "3")]).expect("an earlier one");
        world.note_version(id, 2, Some("second"), &[]).expect("the current one");
        let comment = |world: &World, id, number| {
            world.version_note(id, number).and_then(|note| note.comment.clone()).unwrap_or_default()
        };
        assert_eq!([1, 2].map(|number| comment(&world, id, number).to_string()), ["first", "second"]);
        let note = world.version_note(id, 1).expect("noted");
        assert_eq!(note.attributes, [pair("a", "2"), pair("b", "3")]);
        let copied = [true, false].map(|versions| {
            let (into, on_conflict, children_only) = (root, OnConflict::Fail, false);
            let name = Some(versions.to_string().into());
            let copy = CopySpec { source: id, into, name, on_conflict, versions, children_only };
            let id = world.copy(by, &copy, now).expect("room");
            [1, 2].map(|number| comment(&world, id, number).to_string())
        });
        assert_eq!(copied, [["first", "second"], ["", ""]]);
        world.note_version(id, 2, Some(""), &[]).expect("there");
        assert_eq!(world.version_note(id, 2), None, "there is nothing left of it");
        assert_eq!(world.note_version(id, 3, Some("x"), &[]), Err(Error::NotFound));
        assert_eq!(world.note_version(root, 1, Some("x"), &[]), Err(Error::NotAFile(root)));
        for _ in 0..VERSIONS_KEPT {
            world.write(by, id, Content::default(), now).expect("a file");
        }
        assert_eq!(world.version_note(id, 1), None, "the version is not kept any more");
        world.note_version(id, 5, Some("x"), &[]).expect("kept");
        world.note_version(id, 6, Some("y"), &[]).expect("kept");
        world.delete_version(id, 5).expect("kept");
        assert_eq!((world.version_note(id, 5), &*comment(&world, id, 6)), (None, "y"));
        world.delete(id).expect("live");
        assert!(world.notes.keys().all(|(of, _)| *of != id));
    }
}
