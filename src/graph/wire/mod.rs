//! What Graph sends: JSON types only, absent members left out, never `null`.

mod directory;
mod drive;
mod error;
mod identity;
mod item;
mod monitor;
mod upload;

pub use self::{
    directory::{GroupBody, SiteBody, SiteCollection, UserBody},
    drive::{DriveBody, Quota},
    error::{ErrorBody, ErrorMember, InnerError},
    identity::{Identity, IdentitySet},
    item::{Empty, File, FileSystemInfo, Folder, Hashes, Item, ItemReference, Items, SpecialFolder},
    monitor::{Monitor, MonitorDetail, MonitorError, Percent},
    upload::UploadSession,
};
