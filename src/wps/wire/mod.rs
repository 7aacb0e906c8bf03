//! What WPS sends: JSON types only, their members in the order of the vendor's examples; one file a resource.

mod debug;
mod drive;
mod envelope;
mod file;
mod path;
mod task;
mod token;
mod values;

pub use self::{
    debug::{GatewayDebug, OauthDebug, SignatureDebug},
    drive::{DriveBody, Quota},
    envelope::{Failure, More, Success},
    file::{FailedFile, File, Files, FoundFiles},
    path::{FilePath, NameCheck, PathStep},
    task::DriveTask,
    token::IssuedToken,
    values::{Attribute, Hash, Identity, Permission},
};
