//! What WPS sends: JSON types only, their members in the order of the vendor's examples; one file a resource.

mod debug;
mod envelope;
mod file;
mod identity;
mod token;

pub use self::{
    debug::{GatewayDebug, OauthDebug, SignatureDebug},
    envelope::{Failure, More, Success},
    file::{Attribute, File, Files, Hash, Identity, Permission},
    identity::{CurrentUser, ServicePrincipal},
    token::{AgentToken, DeviceCodes, IssuedToken},
};
