//! What WPS sends: JSON types only, their members in the order of the vendor's examples; one file a resource.

mod debug;
mod deleted_file;
mod drive;
mod envelope;
mod file;
mod identity;
mod library;
mod link;
mod path;
mod permission;
mod storage;
mod task;
mod token;
mod values;
mod version;

pub use self::{
    debug::{GatewayDebug, OauthDebug, SignatureDebug},
    deleted_file::DeletedFile,
    drive::{DriveBody, Quota},
    envelope::{Failure, More, Success},
    file::{FailedFile, File, Files, FoundFiles},
    identity::{CurrentUser, ServicePrincipal},
    library::{CreatedLibrary, FoundLibrary, GroupBody, Library},
    link::{LinkBody, LinkOpts, Received},
    path::{FilePath, NameCheck, PathStep},
    permission::{AclEntry, All, Grant, Grants, RoleBody, Setting, SubjectAttr},
    storage::{DownloadInfo, NotLoggedIn, PartsInfo, StoreRequest, UploadInfo},
    task::DriveTask,
    token::{AgentToken, DeviceCodes, IssuedToken},
    values::{Attribute, Hash, Identity, Permission},
    version::VersionBody,
};
