//! The scopes that tokens are issued with, by the dialect and the kind of caller that they are granted to.

use std::sync::Arc;

use crate::wps::error::{Error, OauthError};

/// What an application of the public cloud gets: the vendor's console grants them, and here all are granted.
pub const PUBLIC_APP: &[&str] = &[
    "kso.drive.readwrite",
    "kso.file.read",
    "kso.file.readwrite",
    "kso.appfile.readwrite",
    "kso.file.search",
    "kso.file_link.readwrite",
    "kso.file_permission.readwrite",
    "kso.file_permission.read",
    "kso.file_version.readwrite",
    "kso.file_version.read",
    "kso.deleted_file.readwrite",
    "kso.deleted_file.read",
    "kso.doclib.readwrite",
    "kso.doclib.read",
    "kso.contact.readwrite",
    "kso.contact.read",
];

/// What an application of a newer private deployment gets besides.
pub const NEW_PRIVATE_APP: &[&str] = &["kso.appfiles.cps.readwrite"];

/// What the public cloud grants to people only.
const PUBLIC_USER: &[&str] =
    &["kso.file_search.readwrite", "kso.drive_role.readwrite", "kso.mcp.readwrite", "kso.user_base.read"];

/// What older private deployments know.
const OLD_PRIVATE: &[&str] = &[
    "kso.file.read",
    "kso.file.write",
    "kso.file.share.write",
    "kso.drive.role.write",
    "kso.drive.as_user.manage",
    "kso.appdrive.file.read",
    "kso.appdrive.file.write",
    "kso.appdrive.role.read",
];

/// Reads the scopes of a token request, which commas or spaces separate.
///
/// Clients ask older private deployments for scopes of the public cloud, too.
///
/// # Errors
/// [`OauthError::InvalidScope`] for one that no dialect knows.
pub fn parse(text: &str) -> Result<Vec<Arc<str>>, Error> {
    let known = [OLD_PRIVATE, PUBLIC_APP, NEW_PRIVATE_APP, PUBLIC_USER];
    let is_known = |scope: &str| known.iter().any(|list| list.contains(&scope));
    let asked = text.split([',', ' ']).filter(|scope| !scope.is_empty());
    let asked = asked.map(|scope| {
        let unknown = || Error::Oauth(OauthError::InvalidScope, format!("scope {scope} is unknown").into());
        if is_known(scope) { Ok(Arc::from(scope)) } else { Err(unknown()) }
    });
    asked.collect()
}
