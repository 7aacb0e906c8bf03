//! The bodies that Graph sends: JSON types only, whose absent members are left out and never `null`.

mod batch;
mod bundle;
mod delta;
mod directory;
mod drive;
mod error;
mod identity;
mod item;
mod monitor;
mod permission;
mod remote;
mod subscription;
mod thumbnail;
mod upload;
mod version;

pub use self::{
    batch::{BatchResponses, PartResponse},
    bundle::{AlbumFacet, BundleFacet},
    delta::{Changes, Tombstone},
    directory::{GroupBody, SiteBody, SiteCollection, UserBody},
    drive::{DriveBody, Quota},
    error::{ErrorBody, ErrorMember, InnerError},
    identity::{Identity, IdentitySet, SiteUser},
    item::{
        Deleted, Empty, File, FileSystemInfo, Folder, FolderView, Hashes, Item, ItemReference, Items,
        Package, SearchResult, Shared, SharepointIds, SpecialFolder,
    },
    monitor::{Monitor, MonitorDetail, MonitorError, Percent, PersonalMonitor},
    permission::{Invitation, Link, PermissionBody},
    remote::{Outline, Pointer, RemoteItem, ShareBody, SharedWith},
    subscription::{
        ChangeNotification, ChangeNotifications, ResourceData, SubscriptionBody, SubscriptionList,
    },
    thumbnail::{Preview, Thumbnail, ThumbnailSet},
    upload::UploadSession,
    version::{List, Publication, VersionBody},
};
