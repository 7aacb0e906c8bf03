//! Why an operation on the world is refused: facts, for each provider to word.

use std::sync::Arc;

use super::{DriveId, NodeId, TaskId};

/// A refusal; the world is as it was.
///
/// There is no wildcard: a new variant must find its status, code and text in every provider's table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Error {
    /// There is no such file or folder.
    NotFound,
    /// The item lies in the recycle bin, itself or with a folder above it.
    InBin(NodeId),
    /// The item is not in the recycle bin.
    NotInBin(NodeId),
    /// There is no such drive.
    NoDrive,
    /// There is no such task.
    NoTask(TaskId),
    /// The caller may not reach this drive.
    Unreachable(DriveId),
    /// A folder is needed here and this is a file.
    NotAFolder(NodeId),
    /// A file is needed here and this is a folder.
    NotAFile(NodeId),
    /// The root of a drive cannot be moved, renamed, deleted or copied.
    IsRoot(NodeId),
    /// Items of this name already stand in the target; every one that clashes is listed.
    NameTaken(Arc<[NodeId]>),
    /// No drive can hold an item of this name.
    InvalidName {
        /// The name as it was given.
        name: Arc<str>,
    },
    /// The target folder is the moved folder, or lies below it.
    IntoItself(NodeId),
    /// The item is already in the target folder.
    AlreadyThere(NodeId),
    /// The item lies in another drive than the one that it has to lie in.
    OtherDrive(DriveId),
    /// The drive has too little space.
    QuotaExceeded {
        /// Bytes asked for.
        needed: u64,
        /// Bytes left.
        left: u64,
    },
    /// More items than one operation may touch.
    TooManyItems {
        /// The most that is allowed.
        limit: u64,
    },
    /// A folder would lie deeper than this many levels.
    TooDeep {
        /// The most that is allowed.
        limit: u32,
    },
    /// The file is not an archive that can be read.
    BadArchive,
    /// The archive is locked, and the password is missing or wrong.
    BadPassword,
    /// The control API ended the task.
    Injected,
    /// Carrying out the task panicked.
    Panicked,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound => f.write_str("there is no such item"),
            Self::InBin(_) => f.write_str("the item is in the recycle bin"),
            Self::NotInBin(_) => f.write_str("the item is not in the recycle bin"),
            Self::NoDrive => f.write_str("there is no such drive"),
            Self::NoTask(_) => f.write_str("there is no such task"),
            Self::Unreachable(_) => f.write_str("the drive belongs to others"),
            Self::NotAFolder(_) => f.write_str("a folder is needed, and this is a file"),
            Self::NotAFile(_) => f.write_str("a file is needed, and this is a folder"),
            Self::IsRoot(_) => f.write_str("this cannot be done to the root of a drive"),
            Self::NameTaken(_) => {
                f.write_str("an item of this name is there already, in large or small letters")
            }
            Self::InvalidName { name } => write!(f, "no drive can hold the name {name:?}"),
            Self::IntoItself(_) => f.write_str("a folder cannot be put into itself"),
            Self::AlreadyThere(_) => f.write_str("the item is there already"),
            Self::OtherDrive(_) => f.write_str("the item lies in another drive"),
            Self::QuotaExceeded { needed, left } => {
                write!(f, "{needed} bytes are needed, and {left} are left")
            }
            Self::TooManyItems { limit } => write!(f, "more than {limit} items"),
            Self::TooDeep { limit } => write!(f, "more than {limit} levels of folders"),
            Self::BadArchive => f.write_str("the archive cannot be read"),
            Self::BadPassword => f.write_str("the password of the archive is missing or wrong"),
            Self::Injected => f.write_str("the control API ended the task"),
            Self::Panicked => f.write_str("carrying out the task panicked"),
        }
    }
}

impl std::error::Error for Error {}
