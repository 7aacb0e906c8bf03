//! What WPS sends: JSON types only, their members in the order of the vendor's examples; one file a resource.

mod debug;
mod drive;
mod envelope;
mod file;
mod token;

pub use self::{
    debug::{GatewayDebug, OauthDebug, SignatureDebug},
    drive::{DriveBody, Quota},
    envelope::{Failure, More, Success},
    file::{Attribute, File, Files, Hash, Identity, Permission},
    token::IssuedToken,
};
