//! Receiving a file in parts that may come in any order, more than once, and that make a file only on demand.
//!
//! The id of the file is reserved when the session is opened, as such a service names the file before its bytes are
//! there.

use std::sync::Arc;

use bytes::Bytes;
use imbl::{OrdMap, ordmap::Entry};

use crate::world::{
    accounts::actor::Actor,
    content::Content,
    id::{NodeId, UploadId},
    state::World,
    time::Timestamp,
    tree::destination::{Destination, Put},
    uploads::session::{Part, Upload, UploadError, UploadSpec},
};

impl World {
    /// Opens a session whose file has its id already; one for a version of a file takes the place of the one before by
    /// the same person.
    pub fn open_parts(&mut self, spec: UploadSpec, now: Timestamp) -> (UploadId, NodeId) {
        let by = spec.by;
        let file = match spec.to {
            Destination::File(file) => file,
            Destination::Name { .. } => self.nodes.reserve(),
        };
        if let Some(before) = self.uploads.files.get(&(file, by)).copied() {
            // It is known, so it can be forgotten.
            _ = self.cancel_upload(before);
        }
        let id = self.open_upload(spec, now);
        self.uploads.files.insert((file, by), id);
        if let Some(upload) = self.uploads.sessions.get_mut(&id) {
            Arc::make_mut(upload).file = Some(file);
        }
        (id, file)
    }

    /// Returns somebody's session that will make the file of this id, or a version of it.
    ///
    /// # Errors
    /// [`UploadError::Unknown`].
    pub fn upload_of(&self, file: NodeId, by: Actor) -> Result<(UploadId, &Upload), UploadError> {
        let id = *self.uploads.files.get(&(file, by)).ok_or(UploadError::Unknown)?;
        Ok((id, self.upload(id)?))
    }

    /// Announces a part. One of the same number and place keeps its bytes; another one begins anew.
    ///
    /// # Errors
    /// [`UploadError::Unknown`]; [`UploadError::Overlap`] with another part; [`UploadError::OtherTotal`] for one that
    /// ends behind the end of the file, or more parts than it has bytes for.
    pub fn announce_part(
        &mut self,
        id: UploadId,
        number: u32,
        offset: Option<u64>,
        size: u64,
    ) -> Result<(), UploadError> {
        let upload = self.upload(id)?;
        let session = upload.spec.expected.size.unwrap_or(u64::MAX);
        let others = upload.parts.iter().filter(|(known, _)| **known != number).map(|(_, part)| part);
        let declared = others.clone().map(|part| part.size).chain([size]).fold(0, u64::saturating_add);
        let end = offset.map_or(size, |offset| offset.saturating_add(size)).max(declared);
        if end > session {
            return Err(UploadError::OtherTotal { session, declared: end });
        }
        let overlaps = |other: &Part| {
            let (Some(a), Some(b)) = (offset, other.offset) else { return false };
            a < b.saturating_add(other.size) && b < a.saturating_add(size)
        };
        if others.clone().any(overlaps) {
            return Err(UploadError::Overlap);
        }
        self.edit_parts(id, |parts| match parts.entry(number) {
            Entry::Occupied(known) if (known.get().offset, known.get().size) == (offset, size) => {}
            Entry::Occupied(mut known) => {
                known.insert(Part { offset, size, content: None });
            }
            Entry::Vacant(free) => {
                free.insert(Part { offset, size, content: None });
            }
        });
        Ok(())
    }

    /// Receives the bytes of a part that was announced; they take the place of those that came before.
    ///
    /// # Errors
    /// [`UploadError::Unknown`] also for a part that was not announced; [`UploadError::Incomplete`] for bytes of
    /// another number.
    pub fn receive_part(&mut self, id: UploadId, number: u32, content: Content) -> Result<(), UploadError> {
        let part = self.upload(id)?.parts.get(&number).ok_or(UploadError::Unknown)?;
        if part.size != content.size() {
            return Err(UploadError::Incomplete);
        }
        let part = Part { content: Some(content), ..part.clone() };
        self.edit_parts(id, |parts| _ = parts.insert(number, part));
        Ok(())
    }

    /// Returns the content that the parts make up, if each of them is there and lies where it was announced. Its
    /// digests stay known with the file if it is given to [`Self::commit_parts`].
    ///
    /// # Errors
    /// [`UploadError::Unknown`], [`UploadError::Incomplete`].
    pub fn parts_content(&self, id: UploadId) -> Result<Content, UploadError> {
        let upload = self.upload(id)?;
        let (mut pieces, mut end) = (Vec::new(), 0);
        for part in upload.parts.values() {
            let content = part.content.as_ref().filter(|_| part.offset.is_none_or(|offset| offset == end));
            pieces.extend(content.ok_or(UploadError::Incomplete)?.pieces().iter().cloned());
            end += part.size;
        }
        let is_whole = upload.spec.expected.size.is_none_or(|size| size == end);
        if is_whole { Ok(Content::from_pieces(pieces)) } else { Err(UploadError::Incomplete) }
    }

    /// Creates the file of a session, or a version of it, with the content that [`Self::parts_content`] returned and that was hashed
    /// since. The session is forgotten.
    ///
    /// # Errors
    /// [`UploadError::Unknown`]; [`UploadError::Incomplete`] also if the session holds something else meanwhile;
    /// [`UploadError::Put`].
    pub fn commit_parts(
        &mut self,
        id: UploadId,
        content: Content,
        now: Timestamp,
    ) -> Result<Put, UploadError> {
        let held = self.parts_content(id)?;
        let addresses = |pieces: &[Bytes]| pieces.iter().map(|piece| piece.as_ptr()).collect::<Vec<_>>();
        if held.size() != content.size()
            || held.size() > 0 && addresses(held.pieces()) != addresses(content.pieces())
        {
            return Err(UploadError::Incomplete);
        }
        let Upload { spec, file, .. } = self.upload(id)?.clone();
        let file = file.ok_or(UploadError::Unknown)?;
        let put = match &spec.to {
            Destination::Name { folder, name, .. } => {
                let made =
                    self.create_file_as(file, spec.by, *folder, name, content, spec.on_conflict, now)?;
                Put { node: made, created: true }
            }
            Destination::File(file) => {
                self.write(spec.by, *file, content, now)?;
                Put { node: *file, created: false }
            }
        };
        self.patch_metadata(put.node, &spec.metadata)?;
        self.cancel_upload(id)?;
        Ok(put)
    }

    fn edit_parts(&mut self, id: UploadId, change: impl FnOnce(&mut OrdMap<u32, Part>)) {
        if let Some(upload) = self.uploads.sessions.get_mut(&id) {
            change(&mut Arc::make_mut(upload).parts);
        }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{Content, NodeId, Timestamp, UploadError, UploadId, UploadSpec, World};
    use crate::world::{
        accounts::actor::Actor,
        drives::drive::Owner,
        id::UserId,
        name::OnConflict,
        tree::{destination::Destination, metadata::MetadataPatch},
        uploads::{expected::Expected, session::UPLOAD_LIFE},
    };

    const NOW: Timestamp = Timestamp::from_seconds(1_767_323_045);
    const ALICE: Actor = Actor::User(UserId(1));

    fn open(size: u64) -> (World, UploadId, NodeId) {
        let mut world = World::new();
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        world.add_drive("Alice's", Owner::Personal(alice), 100, NOW);
        let folder = world.drives().next().expect("just made").root;
        let spec = UploadSpec {
            by: ALICE,
            to: Destination::Name { folder, missing: [].into(), name: "a.bin".into() },
            on_conflict: OnConflict::Fail,
            metadata: MetadataPatch::default(),
            expected: Expected { size: Some(size), ..Expected::default() },
            deferred: true,
        };
        let (id, file) = world.open_parts(spec, NOW);
        (world, id, file)
    }

    fn content(text: &'static str) -> Content {
        Content::new(Bytes::from_static(text.as_bytes()))
    }

    #[test]
    fn parts_in_any_order_become_the_file_of_the_reserved_id() {
        let (mut world, id, file) = open(11);
        let root = world.drives().next().expect("made").root;
        let other = world
            .create_folder(world.upload(id).expect("open").spec.by, root, "x", OnConflict::Fail, NOW)
            .expect("free");
        assert_ne!(other, file);
        assert!(world.node(file).is_err());
        world.announce_part(id, 2, Some(6), 5).expect("room");
        world.announce_part(id, 1, None, 6).expect("room");
        world.receive_part(id, 2, content("wrong")).expect("its size");
        world.receive_part(id, 2, content("world")).expect("its size");
        assert_eq!(world.parts_content(id).err(), Some(UploadError::Incomplete));
        world.receive_part(id, 1, content("hello ")).expect("its size");
        world.announce_part(id, 1, None, 6).expect("the same again");
        assert_eq!(world.commit_parts(id, content("hello world"), NOW), Err(UploadError::Incomplete));
        let whole = world.parts_content(id).expect("all there");
        assert_eq!(world.upload_of(file, ALICE).map(|(id, _)| id), Ok(id));
        let put = world.commit_parts(id, whole, NOW).expect("free");
        assert_eq!(put.node, file);
        assert_eq!(world.node(file).expect("made").content().expect("a file").bytes(), "hello world");
        assert_eq!(world.upload_of(file, ALICE).err(), Some(UploadError::Unknown));
        assert_eq!(world.receive_part(id, 1, content("hello ")), Err(UploadError::Unknown));
    }

    #[test]
    fn parts_that_overlap_or_lead_behind_the_end_are_refused() {
        let (mut world, id, _) = open(10);
        world.announce_part(id, 1, Some(0), 6).expect("room");
        assert_eq!(world.announce_part(id, 2, Some(5), 4), Err(UploadError::Overlap));
        let behind = |declared| Err(UploadError::OtherTotal { session: 10, declared });
        assert_eq!(world.announce_part(id, 2, Some(6), 5), behind(11));
        assert_eq!(world.announce_part(id, 2, None, 5), behind(11));
        assert_eq!(world.announce_part(id, 2, Some(u64::MAX), 1), behind(u64::MAX));
        world.announce_part(id, 1, Some(0), 4).expect("a part may change");
        world.announce_part(id, 2, Some(5), 4).expect("room");
        assert_eq!(world.receive_part(id, 3, content("")), Err(UploadError::Unknown));
        assert_eq!(world.receive_part(id, 2, content("12345")), Err(UploadError::Incomplete));
        for (number, text) in [(1, "0123"), (2, "5678")] {
            world.receive_part(id, number, content(text)).expect("its size");
        }
        assert_eq!(world.parts_content(id).err(), Some(UploadError::Incomplete), "a byte is missing");
    }

    #[test]
    fn a_session_in_parts_ends_with_its_life() {
        let (mut world, _, file) = open(0);
        assert_eq!(
            world.upload_of(file, ALICE).map(|(id, _)| world.parts_content(id).map(|it| it.size())),
            Ok(Ok(0))
        );
        world.run_due(NOW.plus(UPLOAD_LIFE));
        assert_eq!(world.upload_of(file, ALICE).err(), Some(UploadError::Unknown));
        assert!(world.uploads.files.is_empty());
    }
}
