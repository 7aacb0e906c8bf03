//! Why an operation on the world is refused: facts, which each provider words.

use std::{iter::successors, num::NonZeroU64, sync::Arc};

use serde::{Deserialize, Serialize};

use super::id::{DriveId, NodeId, TaskId};

/// A refusal; the world is as it was.
///
/// Its text is for the log. No provider matches it with a wildcard: a new variant must find its status, code and text in every provider's table.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error, Deserialize, Serialize)]
pub enum Error {
    /// There is no such file or folder.
    #[error("there is no such item")]
    NotFound,
    /// The item lies in the recycle bin, itself or with a folder above it.
    #[error("the item is in the recycle bin")]
    InBin(NodeId),
    /// The item is not in the recycle bin.
    #[error("the item is not in the recycle bin")]
    NotInBin(NodeId),
    /// There is no such drive.
    #[error("there is no such drive")]
    NoDrive,
    /// There is no such task.
    #[error("there is no such task")]
    NoTask(TaskId),
    /// The caller may not reach this drive.
    #[error("the drive belongs to others")]
    Unreachable(DriveId),
    /// The drive is closed to everybody until it is in use again.
    #[error("the drive is disabled")]
    Disabled(DriveId),
    /// A folder is needed here and this is a file.
    #[error("a folder is needed, and this is a file")]
    NotAFolder(NodeId),
    /// A file is needed here and this is a folder.
    #[error("a file is needed, and this is a folder")]
    NotAFile(NodeId),
    /// The root of a drive cannot be moved, renamed, deleted or copied.
    #[error("this cannot be done to the root of a drive")]
    IsRoot(NodeId),
    /// Items of this name already stand in the target; every one that clashes is listed.
    #[error("an item of this name is there already, in large or small letters")]
    NameTaken(Arc<[NodeId]>),
    /// No drive can hold an item of this name.
    #[error("no drive can hold the name {name:?}")]
    InvalidName {
        /// The name as it was given.
        name: Arc<str>,
    },
    /// The target folder is the moved folder, or lies below it.
    #[error("a folder cannot be put into itself")]
    IntoItself(NodeId),
    /// The item is already in the target folder.
    #[error("the item is there already")]
    AlreadyThere(NodeId),
    /// The item lies in another drive than the one that it has to lie in.
    #[error("the item lies in another drive")]
    OtherDrive(DriveId),
    /// The drive has too little space.
    #[error("{needed} bytes are needed, and {left} are left")]
    QuotaExceeded {
        /// Bytes asked for.
        needed: u64,
        /// Bytes left.
        left: u64,
    },
    /// More items than one operation may touch.
    #[error("more than {limit} items")]
    TooManyItems {
        /// The most that is allowed.
        limit: u64,
    },
    /// A folder would lie deeper than this many levels.
    #[error("more than {limit} levels of folders")]
    TooDeep {
        /// The most that is allowed.
        limit: u32,
    },
    /// The file is not an archive that can be read.
    #[error("the archive cannot be read")]
    BadArchive,
    /// The archive is locked, and the password is missing or wrong.
    #[error("the password of the archive is missing or wrong")]
    BadPassword,
    /// The bytes of a file could not be fetched from the address that a client named.
    #[error("the bytes could not be fetched: {0}")]
    NotFetched(Arc<str>),
    /// The control API ended the task.
    #[error("the control API ended the task")]
    Injected,
    /// Carrying out the task panicked.
    #[error("carrying out the task panicked")]
    Panicked,
}

impl Error {
    /// Iterates over one error of each kind, for those who look for the one that a provider words in some way.
    pub fn examples() -> impl Iterator<Item = Self> {
        let (node, drive) = (NodeId(NonZeroU64::MIN), DriveId(0));
        let next = move |error: &Self| {
            Some(match error {
                Self::NotFound => Self::NameTaken(Arc::new([])),
                Self::NameTaken(_) => Self::QuotaExceeded { needed: 1, left: 0 },
                Self::QuotaExceeded { .. } => Self::Unreachable(drive),
                Self::Unreachable(_) => Self::InBin(node),
                Self::InBin(_) => Self::NotInBin(node),
                Self::NotInBin(_) => Self::NoDrive,
                Self::NoDrive => Self::NoTask(TaskId(0)),
                Self::NoTask(_) => Self::Disabled(drive),
                Self::Disabled(_) => Self::NotAFolder(node),
                Self::NotAFolder(_) => Self::NotAFile(node),
                Self::NotAFile(_) => Self::IsRoot(node),
                Self::IsRoot(_) => Self::InvalidName { name: "".into() },
                Self::InvalidName { .. } => Self::IntoItself(node),
                Self::IntoItself(_) => Self::AlreadyThere(node),
                Self::AlreadyThere(_) => Self::OtherDrive(drive),
                Self::OtherDrive(_) => Self::TooManyItems { limit: 0 },
                Self::TooManyItems { .. } => Self::TooDeep { limit: 0 },
                Self::TooDeep { .. } => Self::BadArchive,
                Self::BadArchive => Self::BadPassword,
                Self::BadPassword => Self::NotFetched("".into()),
                Self::NotFetched(_) => Self::Injected,
                Self::Injected => Self::Panicked,
                Self::Panicked => return None,
            })
        };
        successors(Some(Self::NotFound), next)
    }
}
