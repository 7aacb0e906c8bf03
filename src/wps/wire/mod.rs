//! What WPS sends: JSON types only, their members in the order of the vendor's examples; one file a resource.

mod content;
mod debug;
mod deleted_file;
mod drive;
mod envelope;
mod file;
mod found;
mod identity;
mod label;
mod library;
mod link;
mod page;
mod path;
mod permission;
mod storage;
mod task;
mod token;
mod values;
mod version;

pub use self::{
    content::{
        Extracted, KdcBlock, KdcCell, KdcDoc, KdcPara, KdcParaProp, KdcRow, KdcRun, KdcTable, KdcTree, Read,
    },
    debug::{GatewayDebug, OauthDebug, SignatureDebug},
    deleted_file::DeletedFile,
    drive::{DriveBody, Quota},
    envelope::{Failure, More, Success},
    file::{FailedFile, File, Files, FoundFiles},
    found::{FileSrc, FoundFile, FrequentItem, Highlights, SearchResults, SearchStatus},
    identity::{CurrentUser, ServicePrincipal},
    label::{CreatedLabel, LabelBody, LabelledObject},
    library::{CreatedLibrary, FoundLibrary, GroupBody, Library},
    link::{LinkBody, LinkOpts, Received},
    page::PageUrl,
    path::{FilePath, NameCheck, PathStep},
    permission::{AclEntry, All, Grant, Grants, RoleBody, Setting, SubjectAttr},
    storage::{DownloadInfo, NotLoggedIn, PartsInfo, StoreRequest, UploadInfo},
    task::DriveTask,
    token::{AgentToken, DeviceCodes, IssuedToken},
    values::{Attribute, Hash, Identity, Permission},
    version::VersionBody,
};
