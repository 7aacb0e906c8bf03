//! Upload sessions: what they are for, and what they received.

use std::{ops::Range, sync::Arc, time::Duration};

use bytes::Bytes;
use imbl::{OrdMap, OrdSet, Vector};
use serde::{Deserialize, Serialize};

use crate::world::{
    accounts::actor::Actor,
    content::Content,
    contents::as_one,
    error::Error,
    id::{NodeId, UploadId},
    name::OnConflict,
    time::Timestamp,
    tree::{
        destination::{Destination, Put},
        metadata::MetadataPatch,
    },
    uploads::expected::Expected,
};

/// How long a session lives.
pub const UPLOAD_LIFE: Duration = Duration::from_hours(7 * 24);

/// How many sessions a world keeps, with those whose files were made.
pub(in crate::world) const MOST_UPLOADS: usize = 10_000;

/// All sessions that have not expired, and when each of them does.
#[derive(Clone, Default, Debug, Deserialize, Serialize)]
pub struct Uploads {
    pub sessions: OrdMap<UploadId, Arc<Upload>>,
    pub expiries: OrdSet<(Timestamp, UploadId)>,
    /// The session of each person for a file whose id is known before the bytes are there.
    pub files: OrdMap<(NodeId, Actor), UploadId>,
    pub last: u64,
}

/// What a new upload is for.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct UploadSpec {
    /// The author of the file.
    pub by: Actor,
    /// Where it goes.
    pub to: Destination,
    /// What becomes of a file that is there.
    pub on_conflict: OnConflict,
    /// What the client says about the file.
    pub metadata: MetadataPatch,
    /// What the client declared about the content; the provider compares it, as hashing takes long.
    pub expected: Expected,
    /// Whether the file is created only when the client asks for it, not with the last range.
    pub deferred: bool,
}

/// A session.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Upload {
    /// What it is for.
    pub spec: UploadSpec,
    /// When it is forgotten.
    pub expires: Timestamp,
    /// The ranges so far, as they came.
    #[serde(with = "as_one")]
    pub(in crate::world) pieces: Vector<Bytes>,
    /// How many bytes these hold.
    pub(in crate::world) received: u64,
    /// The size of the file, once a range declared it.
    pub(in crate::world) total: Option<u64>,
    /// The last range.
    pub(in crate::world) last: Range<u64>,
    /// When the client first asked for the file, where a service takes its time to make it.
    pub(in crate::world) asked: Option<Timestamp>,
    /// The file, once it was created.
    pub(in crate::world) made: Option<Put>,
    /// The id that the file will have, where a service names it beforehand.
    pub(in crate::world) file: Option<NodeId>,
    /// The parts that were announced, by their numbers, where a service takes them in any order.
    pub(in crate::world) parts: OrdMap<u32, Part>,
}

/// A part of a file that may come before the ones in front of it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Part {
    /// Where it begins in the file, if that was said.
    pub offset: Option<u64>,
    /// How many bytes it has.
    pub size: u64,
    /// Its bytes, once they came.
    pub content: Option<Content>,
}

/// Why an upload is refused.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum UploadError {
    /// There is no such session, or it has ended.
    #[error("there is no such upload session")]
    Unknown,
    /// The range begins before the place that is expected.
    #[error("the range begins before the expected byte")]
    Overlap,
    /// The range begins behind the place that is expected.
    #[error("the range begins behind the expected byte")]
    OutOfOrder,
    /// The range belongs to a file of another size.
    #[error("the range belongs to a file of {declared} bytes, the session to one of {session}")]
    OtherTotal {
        /// The size that the first range declared.
        session: u64,
        /// The size that this range declares.
        declared: u64,
    },
    /// Ranges are still missing.
    #[error("ranges are missing")]
    Incomplete,
    /// The file cannot be made; the session lives on.
    #[error("the file cannot be created")]
    Put(
        #[from]
        #[source]
        Error,
    ),
}

impl Upload {
    /// Returns the next byte that is expected and the end, which is unknown before the first range.
    pub fn expected(&self) -> (u64, Option<u64>) {
        (self.received, self.total)
    }

    /// Iterates over the parts that were announced, by their numbers.
    pub fn parts(&self) -> impl Iterator<Item = (u32, &Part)> {
        self.parts.iter().map(|(number, part)| (*number, part))
    }

    /// Whether every range is there.
    pub fn is_whole(&self) -> bool {
        self.total == Some(self.received)
    }

    /// Returns when the client first asked for the file, see [`crate::world::World::ask_for_upload`].
    pub fn asked(&self) -> Option<Timestamp> {
        self.asked
    }
}
