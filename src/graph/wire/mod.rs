//! What Graph sends: JSON types only, absent members left out, never `null`.

mod drive;
mod error;
mod identity;
mod item;
mod monitor;
mod permission;
mod remote;
mod thumbnail;
mod version;

pub use self::{
    drive::{DriveBody, Quota},
    error::{ErrorBody, ErrorMember, InnerError},
    identity::{Identity, IdentitySet},
    item::{Empty, File, FileSystemInfo, Folder, Hashes, Item, ItemReference, Items},
    monitor::{Monitor, MonitorDetail, MonitorError, Percent},
    permission::{Invitation, Link, PermissionBody, Shared},
    remote::{Pointer, RemoteItem, ShareBody, SharedWith},
    thumbnail::{Preview, Thumbnail, ThumbnailSet},
    version::{List, Publication, VersionBody},
};
