//! What WPS sends: JSON types only, their members in the order of the vendor's examples; one file a resource.

mod debug;
mod drive;
mod envelope;
mod file;
mod identity;
mod path;
mod task;
mod token;
mod values;

pub use self::{
    debug::{GatewayDebug, OauthDebug, SignatureDebug},
    drive::{DriveBody, Quota},
    envelope::{Failure, More, Success},
    file::{FailedFile, File, Files, FoundFiles},
    identity::{CurrentUser, ServicePrincipal},
    path::{FilePath, NameCheck, PathStep},
    task::DriveTask,
    token::{AgentToken, DeviceCodes, IssuedToken},
    values::{Attribute, Hash, Identity, Permission},
};
