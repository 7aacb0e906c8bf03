//! What WPS sends: JSON types only, their members in the order of the vendor's examples; one file a resource.

mod debug;
mod deleted_file;
mod drive;
mod envelope;
mod file;
mod identity;
mod path;
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
    path::{FilePath, NameCheck, PathStep},
    storage::{DownloadInfo, NotLoggedIn, PartsInfo, StoreRequest, UploadInfo},
    task::DriveTask,
    token::{AgentToken, DeviceCodes, IssuedToken},
    values::{Attribute, Hash, Identity, Permission},
    version::VersionBody,
};
