//! What Graph sends: JSON types only, absent members left out, never `null`.

mod batch;
mod delta;
mod drive;
mod error;
mod identity;
mod item;
mod monitor;

pub use self::{
    batch::{PartAnswer, Responses},
    delta::{Changes, Deleted, Tombstone},
    drive::{DriveBody, Quota},
    error::{ErrorBody, ErrorMember, InnerError},
    identity::{Identity, IdentitySet},
    item::{Empty, File, FileSystemInfo, Folder, Hashes, Item, ItemReference, Items},
    monitor::{Monitor, MonitorDetail, MonitorError, Percent},
};
