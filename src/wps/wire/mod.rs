//! What WPS sends: JSON types only, their members in the order of the vendor's examples; one file a resource.

mod debug;
mod drive;
mod envelope;
mod file;
mod identity;
mod token;
mod values;

pub use self::{
    debug::{GatewayDebug, OauthDebug, SignatureDebug},
    drive::{DriveBody, Quota},
    envelope::{Failure, More, Success},
    file::{File, Files},
    identity::{CurrentUser, ServicePrincipal},
    token::{AgentToken, DeviceCodes, IssuedToken},
    values::{Attribute, Hash, Identity, Permission},
};
