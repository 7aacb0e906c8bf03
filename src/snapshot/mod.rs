//! The state of a sandbox as a file: a zip that another run starts from, or another sandbox.
//!
//! `mockdrive.json` is its head: the format, clock and settings. `world.postcard` is the world with its own numbers, so that
//! ids, links, tokens and open uploads stay good, and what was used up of quotas; `blobs/` has each content once,
//! named after its SHA-256. Equal states give equal bytes. See docs/adr/0021.

mod error;
mod files;
mod head;
mod read;
mod write;

pub use self::{
    error::SnapshotFileError,
    files::{load, persist, try_writing},
    read::read,
    write::write,
};
