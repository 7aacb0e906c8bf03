//! The head of a snapshot file: what people may change.

use serde::{Deserialize, Serialize};

use crate::sandbox::{Settings, clock::Mode};

/// The number of the format that is written, and the highest that is read. Any change of what a world keeps, or of how
/// it is written, is a new one.
pub const FORMAT: u64 = 1;

/// The name of the head in the zip.
pub const HEAD: &str = "mockdrive.json";

/// The name of the world in the zip, with what was used up in it of quotas.
pub const WORLD: &str = "world.postcard";

/// What the names of contents in the zip begin with.
pub const BLOBS: &str = "blobs/";

/// The head of a snapshot file.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// See [`FORMAT`].
    pub format: u64,
    /// The version of mockdrive that wrote it.
    pub mockdrive: String,
    /// Whether the clock runs, at which offset to the system's in milliseconds, or when it stands still.
    pub clock: Mode,
    /// The settings.
    pub settings: Settings,
    /// The SHA-256 of the world's file, in lower-case hexadecimal.
    pub world_sha256: String,
}
