//! Creating items, and writing to files.

use std::sync::Arc;

use crate::world::{
    accounts::actor::{Actor, Stamp},
    attributes,
    content::Content,
    error::Error,
    id::{DriveId, NodeId},
    name::{self, OnConflict},
    state::World,
    time::Timestamp,
    tree::node::{Node, NodeKind, Version},
};

/// How many versions a file keeps besides the current one.
pub const VERSIONS_KEPT: usize = 500;

impl World {
    /// Creates an empty folder.
    ///
    /// # Errors
    /// The parent's ([`Error::NotFound`], [`Error::InBin`], [`Error::NotAFolder`]),
    /// [`Error::InvalidName`], [`Error::NameTaken`], [`Error::TooDeep`].
    pub fn create_folder(
        &mut self,
        by: Actor,
        parent: NodeId,
        name: &str,
        on_conflict: OnConflict,
        now: Timestamp,
    ) -> Result<NodeId, Error> {
        self.create(None, by, parent, name, NodeKind::empty_folder(), on_conflict, now)
    }

    /// Creates a file; with [`OnConflict::Replace`], a file of that name gets a new version instead.
    ///
    /// # Errors
    /// As [`Self::create_folder`], and [`Error::QuotaExceeded`].
    pub fn create_file(
        &mut self,
        by: Actor,
        parent: NodeId,
        name: &str,
        content: Content,
        on_conflict: OnConflict,
        now: Timestamp,
    ) -> Result<NodeId, Error> {
        let kind = NodeKind::File { content, version: 1, history: None };
        self.create(None, by, parent, name, kind, on_conflict, now)
    }

    /// Creates a file as [`Self::create_file`] does, with an id that was reserved before.
    ///
    /// # Errors
    /// Those of [`Self::create_file`].
    #[expect(clippy::too_many_arguments, reason = "those of `create_file`, and the id")]
    pub(in crate::world) fn create_file_as(
        &mut self,
        id: NodeId,
        by: Actor,
        parent: NodeId,
        name: &str,
        content: Content,
        on_conflict: OnConflict,
        now: Timestamp,
    ) -> Result<NodeId, Error> {
        let kind = NodeKind::File { content, version: 1, history: None };
        self.create(Some(id), by, parent, name, kind, on_conflict, now)
    }

    /// Makes a folder a notebook; its copies are notebooks too.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::NotAFolder`].
    pub fn make_notebook(&mut self, folder: NodeId) -> Result<(), Error> {
        let id = self.live_folder(folder)?.id;
        self.edit(id, |node| {
            if let NodeKind::Folder { is_notebook, .. } = &mut node.kind {
                *is_notebook = true;
            }
        })
    }

    /// Walks down these names from a folder and creates the folders that are missing. Returns the last.
    ///
    /// # Errors
    /// As [`Self::create_folder`].
    pub fn create_path<'a>(
        &mut self,
        by: Actor,
        from: NodeId,
        names: impl IntoIterator<Item = &'a str>,
        now: Timestamp,
    ) -> Result<NodeId, Error> {
        names.into_iter().try_fold(from, |parent, name| match self.child(parent, name) {
            Some(id) if self.node(id)?.is_folder() => Ok(id),
            Some(id) => Err(Error::NotAFolder(id)),
            None => self.create_folder(by, parent, name, OnConflict::Fail, now),
        })
    }

    /// Gives a file a new content; the old one becomes a version. A shortcut is an ordinary file from then on.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::NotAFile`], [`Error::QuotaExceeded`].
    pub fn write(&mut self, by: Actor, id: NodeId, content: Content, now: Timestamp) -> Result<(), Error> {
        let node = Arc::clone(self.live(id)?);
        let NodeKind::File { content: old, version, history } = &node.kind else {
            return Err(Error::NotAFile(id));
        };
        self.check_room(node.drive, content.size().saturating_sub(old.size()))?;
        let mut kept = history.as_deref().cloned().unwrap_or_default();
        kept.push(Version { number: *version, content: old.clone(), modified: node.modified });
        if kept.len() > VERSIONS_KEPT {
            let oldest = kept.remove(0);
            self.notes.remove(&(id, oldest.number));
        }
        self.shortcuts.remove(&id);
        let (before, after, version) = (old.size(), content.size(), version + 1);
        self.edit(id, |node| {
            node.kind = NodeKind::File { content, version, history: Some(Arc::new(kept)) };
        })?;
        if let Some(parent) = node.parent {
            self.adjust_totals(parent, |children| children, |total| total - before + after);
        }
        self.forget_client_time(id);
        self.touch(id, by, now)
    }

    /// Sets a further property of an item, or removes it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::TooManyItems`].
    pub fn set_attribute(
        &mut self,
        by: Actor,
        id: NodeId,
        name: &str,
        value: Option<&str>,
        now: Timestamp,
    ) -> Result<(), Error> {
        let all = attributes::with(self.live(id)?.attributes(), name, value)?;
        self.edit(id, |node| node.attributes = (!all.is_empty()).then(|| Arc::new(all)))?;
        self.touch(id, by, now)
    }

    #[expect(clippy::too_many_arguments, reason = "what every way of creating an item says")]
    fn create(
        &mut self,
        reserved: Option<NodeId>,
        by: Actor,
        parent: NodeId,
        name: &str,
        kind: NodeKind,
        on_conflict: OnConflict,
        now: Timestamp,
    ) -> Result<NodeId, Error> {
        let folder = self.live_folder(parent)?;
        let drive = folder.drive;
        self.check_depth(folder, 0)?;
        let is_folder = matches!(kind, NodeKind::Folder { .. });
        let (name, replaced) = self.resolve_name(parent, &name.into(), is_folder, on_conflict, None, now)?;
        if let (Some(id), NodeKind::File { content, .. }) = (replaced, &kind) {
            self.write(by, id, content.clone(), now)?;
            return Ok(id);
        }
        if let NodeKind::File { content, .. } = &kind {
            self.check_room(drive, content.size())?;
        }
        let stamp = Stamp { at: now, by };
        let id = reserved.unwrap_or_else(|| self.nodes.reserve());
        let changed = self.add_change(drive, id)?;
        let key = name::key(&name);
        self.place_node(Node::new(id, drive, Some(parent), name, kind, stamp, changed), parent, key);
        Ok(id)
    }

    /// Puts a new item into a folder under a name that is known to be free.
    pub(in crate::world) fn place(
        &mut self,
        drive: DriveId,
        parent: NodeId,
        key: Arc<str>,
        name: Arc<str>,
        kind: NodeKind,
        stamp: Stamp,
    ) -> Result<NodeId, Error> {
        let id = self.nodes.reserve();
        let changed = self.add_change(drive, id)?;
        self.place_node(Node::new(id, drive, Some(parent), name, kind, stamp, changed), parent, key);
        Ok(id)
    }

    fn place_node(&mut self, node: Node, parent: NodeId, key: Arc<str>) {
        let (id, size) = (node.id, node.size());
        self.nodes.fill(node);
        self.enter(parent, key, id, size);
    }
}
