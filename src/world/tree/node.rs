//! Files and folders.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::world::{
    accounts::actor::Stamp,
    attributes::Attribute,
    content::Content,
    id::{DriveId, NodeId},
};

/// A file or a folder, live or in the recycle bin.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Node {
    /// Its id, which survives renames and moves.
    pub id: NodeId,
    /// The drive that holds it.
    pub drive: DriveId,
    /// The folder that holds it; none for the root of a drive.
    pub parent: Option<NodeId>,
    /// Its name, spelt as it was given; empty for a root.
    pub name: Arc<str>,
    /// What it is.
    pub kind: NodeKind,
    /// The time and the author of its creation.
    pub created: Stamp,
    /// The time and the author of its last change; for a folder, only its own properties count.
    pub modified: Stamp,
    /// Counts every change of the item itself.
    pub revision: u32,
    /// Where its last change stands in the drive's change log.
    pub changed: u64,
    /// Set on the item that was put into the recycle bin, not on what lies below it.
    pub trashed: Option<Box<Trashed>>,
    /// Further properties, by name, in one word; see [`Node::attributes`].
    pub(in crate::world) attributes: Option<Arc<Vec<Attribute>>>,
}

/// A folder or a file, with what only it has.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub enum NodeKind {
    /// Holds other items.
    Folder {
        /// How many live items lie directly in it.
        children: u32,
        /// Counts every change of anything below it.
        changes: u32,
        /// Bytes of all live files below it.
        size: u64,
        /// Whether it is a notebook, whose sections are the files in it.
        is_notebook: bool,
    },
    /// Holds bytes.
    File {
        /// The current content.
        content: Content,
        /// The number of the current version, from 1.
        version: u32,
        /// Earlier versions, oldest first.
        history: Option<Arc<Vec<Version>>>,
    },
}

/// An earlier state of a file's content.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Version {
    /// Its number, from 1.
    pub number: u32,
    /// The bytes.
    pub content: Content,
    /// The time and the author of its writing.
    pub modified: Stamp,
}

/// How an item got into the recycle bin, and from where.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Trashed {
    /// The time, and who put it there.
    pub stamp: Stamp,
    /// The names of the folders that it lay in, from below the root down.
    pub folders: Box<[Arc<str>]>,
    /// How deep it lies in the bin.
    pub level: BinLevel,
    /// Where the drive's change log says that it was put there.
    pub(in crate::world) place: u64,
}

/// The two levels of a recycle bin.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum BinLevel {
    /// The one into which items are put, and from which they come back.
    First,
    /// The one below it: what sinks into it does not come back, and still takes space.
    Second,
}

impl NodeKind {
    /// Creates an empty folder.
    pub(in crate::world) fn empty_folder() -> Self {
        Self::Folder { children: 0, changes: 0, size: 0, is_notebook: false }
    }
}

impl Node {
    /// Creates an item that was never changed since.
    pub(in crate::world) fn new(
        id: NodeId,
        drive: DriveId,
        parent: Option<NodeId>,
        name: Arc<str>,
        kind: NodeKind,
        created: Stamp,
        changed: u64,
    ) -> Self {
        let (modified, revision) = (created, 1);
        Self {
            id,
            drive,
            parent,
            name,
            kind,
            created,
            modified,
            revision,
            changed,
            trashed: None,
            attributes: None,
        }
    }

    /// Whether this is a folder.
    pub fn is_folder(&self) -> bool {
        matches!(self.kind, NodeKind::Folder { .. })
    }

    /// Whether this is a folder that is a notebook, as which some services tell it.
    pub fn is_notebook(&self) -> bool {
        matches!(self.kind, NodeKind::Folder { is_notebook: true, .. })
    }

    /// Returns the bytes of the current content; for a folder, of all live files below it.
    pub fn size(&self) -> u64 {
        match &self.kind {
            NodeKind::Folder { size, .. } => *size,
            NodeKind::File { content, .. } => content.size(),
        }
    }

    /// Returns the further properties, by name.
    pub fn attributes(&self) -> &[Attribute] {
        self.attributes.as_deref().map_or(&[], Vec::as_slice)
    }

    /// Returns the current content of a file.
    pub fn content(&self) -> Option<&Content> {
        match &self.kind {
            NodeKind::Folder { .. } => None,
            NodeKind::File { content, .. } => Some(content),
        }
    }

    /// Returns the number of the current version: from 1 for a file, 0 for a folder.
    pub fn version(&self) -> u32 {
        match &self.kind {
            NodeKind::Folder { .. } => 0,
            NodeKind::File { version, .. } => *version,
        }
    }

    /// Returns the number of changes of the content; for a folder, of anything below it.
    pub fn content_revision(&self) -> u32 {
        match &self.kind {
            NodeKind::Folder { changes, .. } => *changes,
            NodeKind::File { version, .. } => *version,
        }
    }

    /// Returns how many live items lie directly in it; 0 for a file.
    pub fn children(&self) -> u64 {
        match &self.kind {
            NodeKind::Folder { children, .. } => (*children).into(),
            NodeKind::File { .. } => 0,
        }
    }

    /// Iterates over all versions of a file, the current one first; none for a folder.
    pub fn versions(&self) -> impl Iterator<Item = Version> {
        let (current, history) = match &self.kind {
            NodeKind::Folder { .. } => (None, None),
            NodeKind::File { content, version, history } => {
                let (number, content) = (*version, content.clone());
                (Some(Version { number, content, modified: self.modified }), history.as_deref())
            }
        };
        current.into_iter().chain(history.into_iter().flatten().rev().cloned())
    }
}
