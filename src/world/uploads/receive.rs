//! Receiving a file in ranges: pieces come in order, and make a file at the end.
//!
//! Pieces are kept as they came and become the file's content without being joined, so a file is never held
//! twice. What is left out: how the address of a session looks, and which ranges a service refuses for their size.

use std::{ops::Range, sync::Arc};

use bytes::Bytes;
use imbl::{OrdMap, Vector};

use crate::world::{
    content::Content,
    id::UploadId,
    state::World,
    time::Timestamp,
    tree::destination::Put,
    uploads::session::{MOST_UPLOADS, UPLOAD_LIFE, Upload, UploadError, UploadSpec, Uploads},
};

impl World {
    /// Opens a session; where too many are open, the one that would expire first is forgotten.
    pub fn open_upload(&mut self, spec: UploadSpec, now: Timestamp) -> UploadId {
        if self.uploads.sessions.len() >= MOST_UPLOADS {
            self.uploads.forget_first();
        }
        let Uploads { sessions, expiries, last, .. } = &mut self.uploads;
        *last += 1;
        let (id, expires) = (UploadId(*last), now.plus(UPLOAD_LIFE));
        let (pieces, received, total, last, asked, made) = (Vector::new(), 0, None, 0..0, None, None);
        expiries.insert((expires, id));
        let (file, parts) = (None, OrdMap::new());
        let upload = Upload { spec, expires, pieces, received, total, last, asked, made, file, parts };
        sessions.insert(id, Arc::new(upload));
        id
    }

    /// Whether there is such a session, with or without its file.
    pub fn knows_upload(&self, id: UploadId) -> bool {
        self.uploads.sessions.contains_key(&id)
    }

    /// Returns a session whose file is not created yet.
    ///
    /// # Errors
    /// [`UploadError::Unknown`].
    pub fn upload(&self, id: UploadId) -> Result<&Upload, UploadError> {
        let open = self.uploads.sessions.get(&id).filter(|upload| upload.made.is_none());
        open.map(Arc::as_ref).ok_or(UploadError::Unknown)
    }

    /// Receives the next range of a file of `total` bytes; `bytes` fill it. The last range may come again, also
    /// after the file was created.
    ///
    /// # Errors
    /// [`UploadError`], but for [`UploadError::Incomplete`] and [`UploadError::Put`].
    pub fn receive(
        &mut self,
        id: UploadId,
        range: Range<u64>,
        total: u64,
        bytes: Bytes,
    ) -> Result<&Upload, UploadError> {
        let upload = self.uploads.sessions.get_mut(&id).ok_or(UploadError::Unknown)?;
        let again = upload.is_whole() && (&upload.last, upload.total) == (&range, Some(total));
        if again {
            return Ok(upload);
        }
        if upload.made.is_some() {
            return Err(UploadError::Unknown);
        }
        if let Some(session) = upload.total.filter(|session| *session != total) {
            return Err(UploadError::OtherTotal { session, declared: total });
        }
        if range.start < upload.received {
            return Err(UploadError::Overlap);
        }
        if range.start > upload.received {
            return Err(UploadError::OutOfOrder);
        }
        let upload = Arc::make_mut(upload);
        upload.received = range.end;
        upload.total = Some(total);
        upload.last = range;
        upload.pieces.push_back(bytes);
        Ok(upload)
    }

    /// Notes that the client asks for the file of a session, where a service takes its time to make it. Returns when
    /// it asked first.
    ///
    /// # Errors
    /// [`UploadError::Unknown`].
    pub fn ask_for_upload(&mut self, id: UploadId, now: Timestamp) -> Result<Timestamp, UploadError> {
        if let Some(asked) = self.upload(id)?.asked {
            return Ok(asked);
        }
        if let Some(upload) = self.uploads.sessions.get_mut(&id) {
            Arc::make_mut(upload).asked = Some(now);
        }
        Ok(now)
    }

    /// Returns what has arrived. Its digests stay known with the file if it is given to
    /// [`Self::commit_upload_as`].
    ///
    /// # Errors
    /// [`UploadError::Unknown`].
    pub fn upload_content(&self, id: UploadId) -> Result<Content, UploadError> {
        self.upload(id).map(|upload| Content::from_pieces(upload.pieces.iter().cloned()))
    }

    /// Creates the file of a session whose ranges are all there. A second call returns the same file as new.
    ///
    /// If the file cannot be created, nothing else has changed, and the session can be committed later.
    ///
    /// # Errors
    /// [`UploadError::Unknown`], [`UploadError::Incomplete`], [`UploadError::Put`].
    pub fn commit_upload(&mut self, id: UploadId, now: Timestamp) -> Result<Put, UploadError> {
        let upload = self.uploads.sessions.get(&id).ok_or(UploadError::Unknown)?;
        if let Some(made) = upload.made {
            return Ok(Put { created: true, ..made });
        }
        let content = Content::from_pieces(upload.pieces.iter().cloned());
        self.commit_upload_as(id, content, now)
    }

    /// Creates the file as [`Self::commit_upload`] does, with the content that [`Self::upload_content`] returned and
    /// that was hashed since; [`UploadError::Incomplete`] also if the session holds something else meanwhile.
    ///
    /// # Errors
    /// Those of [`Self::commit_upload`].
    pub fn commit_upload_as(
        &mut self,
        id: UploadId,
        content: Content,
        now: Timestamp,
    ) -> Result<Put, UploadError> {
        let upload = self.uploads.sessions.get(&id).ok_or(UploadError::Unknown)?;
        if let Some(made) = upload.made {
            return Ok(Put { created: true, ..made });
        }
        if !upload.is_whole() || !is_held(upload, &content) {
            return Err(UploadError::Incomplete);
        }
        let UploadSpec { by, to, on_conflict, metadata, .. } = &upload.spec;
        let mut trial = self.clone();
        let put = trial.put(*by, to, content, *on_conflict, now)?;
        trial.patch_metadata(put.node, metadata)?;
        *self = trial;
        if let Some(upload) = self.uploads.sessions.get_mut(&id) {
            let upload = Arc::make_mut(upload);
            upload.pieces = Vector::new();
            upload.made = Some(put);
        }
        Ok(put)
    }

    /// Changes what a session is for.
    ///
    /// # Errors
    /// [`UploadError::Unknown`].
    pub fn redirect_upload(&mut self, id: UploadId, spec: UploadSpec) -> Result<(), UploadError> {
        self.upload(id)?;
        if let Some(upload) = self.uploads.sessions.get_mut(&id) {
            Arc::make_mut(upload).spec = spec;
        }
        Ok(())
    }

    /// Forgets what a session has gathered, so that its file can be sent anew.
    ///
    /// # Errors
    /// [`UploadError::Unknown`].
    pub fn rewind_upload(&mut self, id: UploadId) -> Result<(), UploadError> {
        self.upload(id)?;
        if let Some(upload) = self.uploads.sessions.get_mut(&id) {
            let upload = Arc::make_mut(upload);
            (upload.pieces, upload.received, upload.total, upload.last) = (Vector::new(), 0, None, 0..0);
            upload.asked = None;
        }
        Ok(())
    }

    /// Forgets a session and what it has gathered.
    ///
    /// # Errors
    /// [`UploadError::Unknown`].
    pub fn cancel_upload(&mut self, id: UploadId) -> Result<(), UploadError> {
        let Upload { expires, file, ref spec, .. } = *self.upload(id)?;
        let by = spec.by;
        self.uploads.sessions.remove(&id);
        if let Some(file) = file {
            self.uploads.files.remove(&(file, by));
        }
        self.uploads.expiries.remove(&(expires, id));
        Ok(())
    }

    /// Returns when the next session expires.
    pub(in crate::world) fn next_upload_expiry(&self) -> Option<Timestamp> {
        self.uploads.expiries.get_min().map(|(expires, _)| *expires)
    }

    /// Iterates over the ends of the sessions whose files are not created yet, the first one first.
    pub fn open_upload_ends(&self) -> impl Iterator<Item = (Timestamp, UploadId)> {
        self.uploads.expiries.iter().copied().filter(|(_, id)| self.upload(*id).is_ok())
    }

    /// Forgets the sessions that have expired.
    pub(in crate::world) fn sweep_uploads(&mut self, now: Timestamp) {
        while self.next_upload_expiry().is_some_and(|expires| expires <= now) {
            self.uploads.forget_first();
        }
    }
}

impl Uploads {
    /// Forgets the session that expires first.
    fn forget_first(&mut self) {
        let Some((expires, id)) = self.expiries.get_min().copied() else { return };
        self.expiries.remove(&(expires, id));
        if let Some(upload) = self.sessions.remove(&id)
            && let Some(file) = upload.file
        {
            self.files.remove(&(file, upload.spec.by));
        }
    }
}

/// Whether a content is made of the very pieces that a session holds.
fn is_held(upload: &Upload, content: &Content) -> bool {
    let held = upload.pieces.iter().filter(|piece| !piece.is_empty()).map(|piece| piece.as_ptr());
    let size = content.size();
    size == upload.received && (size == 0 || held.eq(content.pieces().iter().map(|piece| piece.as_ptr())))
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{Content, MOST_UPLOADS, Timestamp, UploadError, UploadId, UploadSpec, World};
    use crate::world::{
        accounts::actor::Actor,
        drives::drive::Owner,
        error::Error,
        id::NodeId,
        name::OnConflict,
        tree::{destination::Destination, metadata::MetadataPatch},
        uploads::{
            expected::{Expected, Mismatch},
            session::UPLOAD_LIFE,
        },
    };

    const NOW: Timestamp = Timestamp::from_seconds(1_767_323_045);

    fn seed(total: u64) -> (World, Actor, NodeId) {
        let mut world = World::new();
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        world.add_drive("Alice's", Owner::Personal(alice), total, NOW);
        let root = world.drives().next().expect("just made").root;
        (world, Actor::User(alice), root)
    }

    fn open(world: &mut World, by: Actor, folder: NodeId, on_conflict: OnConflict) -> UploadId {
        let to = Destination::Name { folder, missing: ["new".into()].into(), name: "a.bin".into() };
        world.open_upload(
            UploadSpec {
                by,
                to,
                on_conflict,
                metadata: MetadataPatch::default(),
                expected: Expected::default(),
                deferred: false,
            },
            NOW,
        )
    }

    #[test]
    fn of_too_many_sessions_the_first_is_forgotten() {
        let (mut world, by, root) = seed(100);
        let all: Vec<_> = (0..=MOST_UPLOADS).map(|_| open(&mut world, by, root, OnConflict::Fail)).collect();
        assert!(!world.knows_upload(all[0]) && all[1..].iter().all(|id| world.knows_upload(*id)));
        assert_eq!(world.uploads.expiries.len(), MOST_UPLOADS);
    }

    #[test]
    fn ranges_become_a_file_without_being_joined() {
        let (mut world, by, root) = seed(100);
        let id = open(&mut world, by, root, OnConflict::Fail);
        let (first, second) = (Bytes::from_static(b"hello "), Bytes::from_static(b"world"));
        assert!(!world.receive(id, 0..6, 11, first.clone()).expect("expected").is_whole());
        assert_eq!(world.commit_upload(id, NOW), Err(UploadError::Incomplete));
        assert!(world.receive(id, 6..11, 11, second.clone()).expect("expected").is_whole());
        let put = world.commit_upload(id, NOW).expect("free");
        let content = world.node(put.node).expect("made").content().expect("a file").clone();
        let addresses = |pieces: &[Bytes]| pieces.iter().map(|piece| piece.as_ptr()).collect::<Vec<_>>();
        assert_eq!(addresses(content.pieces()), addresses(&[first, second]));
        assert_eq!(content.bytes(), "hello world");
        assert_eq!(world.path(world.node(put.node).expect("made")), "/new/a.bin");
        assert!(put.created && world.commit_upload(id, NOW) == Ok(put), "asked again");
    }

    #[test]
    fn what_arrived_is_hashed_before_it_is_committed_and_may_be_sent_anew() {
        let (mut world, by, root) = seed(100);
        let id = open(&mut world, by, root, OnConflict::Fail);
        let mut spec = world.upload(id).expect("open").spec.clone();
        spec.expected.sha256 = Some(*Content::new(Bytes::from_static(b"right")).sha256());
        world.redirect_upload(id, spec.clone()).expect("open");
        world.receive(id, 0..5, 5, Bytes::from_static(b"wrong")).expect("expected");
        let wrong = world.upload_content(id).expect("open");
        assert_eq!(spec.expected.mismatch(&wrong), Some(Mismatch::Digest));
        world.rewind_upload(id).expect("open");
        assert_eq!(world.upload_content(id).expect("open").size(), 0);
        world.receive(id, 0..2, 5, Bytes::from_static(b"ri")).expect("expected");
        let part = world.upload_content(id).expect("open");
        assert_eq!(world.commit_upload_as(id, part, NOW), Err(UploadError::Incomplete));
        world.receive(id, 2..5, 5, Bytes::from_static(b"ght")).expect("expected");
        assert_eq!(world.commit_upload_as(id, wrong, NOW), Err(UploadError::Incomplete), "of the same size");
        let right = world.upload_content(id).expect("open");
        assert_eq!(spec.expected.mismatch(&right), None);
        let put = world.commit_upload_as(id, right.clone(), NOW).expect("free");
        let content = world.node(put.node).expect("made").content().expect("a file");
        assert_eq!(content.known_sha256(), spec.expected.sha256.as_ref(), "it is not hashed again");
        assert_eq!(world.commit_upload_as(id, right, NOW), Ok(put), "asked again");
        assert_eq!(world.upload_content(id).err(), Some(UploadError::Unknown));
        assert_eq!(world.rewind_upload(id), Err(UploadError::Unknown));
    }

    #[test]
    fn a_file_is_asked_for_once() {
        let (mut world, by, root) = seed(100);
        let id = open(&mut world, by, root, OnConflict::Fail);
        let later = Timestamp::from_millis(NOW.millis() + 1);
        assert_eq!(world.ask_for_upload(id, NOW), Ok(NOW));
        assert_eq!(world.ask_for_upload(id, later), Ok(NOW));
        world.rewind_upload(id).expect("open");
        assert_eq!(world.ask_for_upload(id, later), Ok(later), "other bytes are another file");
        world.cancel_upload(id).expect("open");
        assert_eq!(world.ask_for_upload(id, NOW), Err(UploadError::Unknown));
    }

    #[test]
    fn a_session_that_cannot_be_committed_lives_on_and_leaves_no_folder() {
        let (mut world, by, root) = seed(10);
        let id = open(&mut world, by, root, OnConflict::Fail);
        world.receive(id, 0..11, 11, Bytes::from_static(b"hello world")).expect("expected");
        let refused = world.commit_upload(id, NOW);
        assert_eq!(refused, Err(UploadError::Put(Error::QuotaExceeded { needed: 11, left: 10 })));
        assert_eq!(world.children(root).count(), 0);
        assert!(world.upload(id).expect("alive").is_whole());
    }

    #[test]
    fn a_destination_that_was_taken_meanwhile_is_refused_at_the_end() {
        let (mut world, by, root) = seed(100);
        let id = open(&mut world, by, root, OnConflict::Fail);
        world.receive(id, 0..1, 1, Bytes::from_static(b"x")).expect("expected");
        let folder = world.create_folder(by, root, "new", OnConflict::Fail, NOW).expect("free");
        let other = world.create_file(by, folder, "A.BIN", Content::default(), OnConflict::Fail, NOW);
        let taken = UploadError::Put(Error::NameTaken([other.expect("free")].into()));
        assert_eq!(world.commit_upload(id, NOW), Err(taken));
    }

    #[test]
    fn sessions_are_swept_when_their_life_is_over() {
        let (mut world, by, root) = seed(100);
        let id = open(&mut world, by, root, OnConflict::Fail);
        let end = NOW.plus(UPLOAD_LIFE);
        assert_eq!(world.next_due(), Some(end));
        world.run_due(Timestamp::from_millis(end.millis() - 1));
        assert!(world.upload(id).is_ok());
        world.run_due(end);
        assert_eq!(world.upload(id).err(), Some(UploadError::Unknown));
        assert_eq!(world.next_due(), None);
    }
}
