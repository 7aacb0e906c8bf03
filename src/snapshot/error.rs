//! Why a file is no snapshot.

use crate::sandbox::NoRoom;

/// Why a file is no snapshot that a sandbox could take.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotFileError {
    /// It cannot be opened, written or read as a zip.
    #[error("it is no zip that can be read: {0}")]
    NoZip(String),
    /// A part is not there.
    #[error("it has no `{0}`; a snapshot is what `GET /_mock/snapshot` answers")]
    Missing(String),
    /// It was written by a later version.
    #[error("its format is {found}, and this version reads up to format {known}: take a newer mockdrive")]
    Newer {
        /// The number in the file.
        found: u64,
        /// The highest that is known.
        known: u64,
    },
    /// A part cannot be read.
    #[error("`{part}` is wrong: {reason}")]
    Wrong {
        /// Its name in the zip.
        part: String,
        /// What is wrong.
        reason: String,
    },
    /// A part is not what the file says of it.
    #[error("`{0}` was changed since it was written: its SHA-256 is another one")]
    Changed(String),
    /// The server's memory does not hold it.
    #[error("{0}")]
    NoRoom(#[from] NoRoom),
    /// A file of the system cannot be read or written.
    #[error("{0}")]
    File(#[from] std::io::Error),
}
