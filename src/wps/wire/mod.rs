//! What WPS sends: JSON types only, their members in the order of the vendor's examples; one file a resource.

mod debug;
mod drive;
mod envelope;
mod file;
mod library;
mod link;
mod permission;
mod token;
mod values;

pub use self::{
    debug::{GatewayDebug, OauthDebug, SignatureDebug},
    drive::{DriveBody, Quota},
    envelope::{Failure, More, Success},
    file::{File, Files},
    library::{CreatedLibrary, FoundLibrary, GroupBody, Library},
    link::{LinkBody, LinkOpts, Received},
    permission::{AclEntry, All, Grant, Grants, RoleBody, Setting, SubjectAttr},
    token::IssuedToken,
    values::{Attribute, Hash, Identity, Permission},
};
