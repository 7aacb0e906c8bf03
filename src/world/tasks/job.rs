//! What a task does.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::world::{
    content::Content,
    error::Error,
    id::{DriveId, NodeId, UserId},
    name::{self, OnConflict},
    time::Timestamp,
    tree::node::BinLevel,
};

/// The work of a task, the same for each of its items.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub enum Job {
    /// Copies the item.
    Copy {
        /// The folder that receives it; none: the folder that it lies in.
        into: Option<NodeId>,
        /// Another name for the copy.
        name: Option<Arc<str>>,
        /// What happens where a name is taken.
        on_conflict: OnConflict,
        /// Whether earlier versions come along.
        versions: bool,
        /// Whether only the children are copied.
        children_only: bool,
    },
    /// Moves the item.
    Move {
        /// The folder that receives it.
        into: NodeId,
        /// What happens where a name is taken.
        on_conflict: OnConflict,
        /// The person who moves it, as the application that owns it names its people.
        modifier: Option<Arc<str>>,
    },
    /// Puts the item into the recycle bin.
    Trash,
    /// Deletes the item for good, from the bin or from its folder.
    Delete,
    /// Lets the item sink from the first level of the recycle bin into the second.
    Sink,
    /// Deletes the item for good if it lies in this level of the recycle bin.
    Purge {
        /// The level.
        level: BinLevel,
    },
    /// Takes the item out of the recycle bin.
    Restore {
        /// What happens where a name is taken.
        on_conflict: OnConflict,
    },
    /// Deletes all that lies in the first level of a drive's recycle bin; the task has no items.
    EmptyBin {
        /// The drive.
        drive: DriveId,
    },
    /// Creates files out of an archive that was read before; the item is the archive.
    Unpack {
        /// The folder that receives them; none: the archive is only looked into.
        into: Option<NodeId>,
        /// What the archive holds, folders before what lies in them, or why it cannot be read.
        files: Result<Arc<[Unpacked]>, Error>,
    },
    /// Creates a file in the item, a folder, of bytes that were fetched before.
    Create {
        /// Its name.
        name: Arc<str>,
        /// Its bytes, or why there are none.
        content: Result<Content, Error>,
        /// What happens where the name is taken.
        on_conflict: OnConflict,
        /// The person who makes it, as the application that owns it names its people.
        creator: Option<Arc<str>>,
    },
    /// Hands out a text that was read before; the task has no items.
    Read {
        /// The text, or why there is none.
        text: Result<Content, Error>,
    },
    /// Hands all that a person has to another one, and removes the person; the task has no items.
    HandOver {
        /// The person who leaves.
        from: UserId,
        /// The person who receives it.
        to: UserId,
        /// What the one who leaves was called.
        name: Arc<str>,
    },
    /// Lists the files below the items, for an archive that is written when it is fetched.
    Pack {
        /// The name of the archive, if it was given one.
        name: Option<Arc<str>>,
    },
}

impl Job {
    /// Returns the folder that receives what the work makes, if that is another one than the item or its own.
    pub(in crate::world) fn target(&self) -> Option<NodeId> {
        match self {
            Self::Copy { into, .. } | Self::Unpack { into, .. } => *into,
            Self::Move { into, .. } => Some(*into),
            Self::Trash
            | Self::Delete
            | Self::Sink
            | Self::Purge { .. }
            | Self::Restore { .. }
            | Self::EmptyBin { .. }
            | Self::Create { .. }
            | Self::Read { .. }
            | Self::HandOver { .. }
            | Self::Pack { .. } => None,
        }
    }

    /// Whether it is done once for a drive, where a task has no items; any other has nothing to do then.
    pub(in crate::world) fn is_of_drive(&self) -> bool {
        match self {
            Self::EmptyBin { .. } | Self::Read { .. } | Self::HandOver { .. } => true,
            Self::Copy { .. }
            | Self::Move { .. }
            | Self::Trash
            | Self::Delete
            | Self::Sink
            | Self::Purge { .. }
            | Self::Restore { .. }
            | Self::Unpack { .. }
            | Self::Create { .. }
            | Self::Pack { .. } => false,
        }
    }
}

/// A file or folder in an archive.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Unpacked {
    /// The names down to it, with a slash between them.
    pub path: Arc<str>,
    /// Its bytes; none for a folder.
    pub content: Option<Content>,
    /// Its size in bytes, also when the bytes were not read.
    pub size: u64,
}

/// A file or folder for an archive.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Packed {
    /// The names down to it, with a slash between them.
    pub path: Arc<str>,
    /// Its bytes; none for a folder.
    pub content: Option<Content>,
    /// When it was last changed.
    pub modified: Timestamp,
}

/// Whether a path out of an archive can be made in a drive: no name that leads out of its folder.
pub fn is_safe(path: &str) -> bool {
    path.split('/').all(|name| name::check(name).is_ok())
}
