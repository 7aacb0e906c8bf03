//! The scopes that tokens are issued with, by the dialect and the kind of caller that they are granted to.

use std::sync::Arc;

use crate::wps::error::{Error, OauthError};

/// What an application of the public cloud gets: the vendor's console grants them, and here all are granted.
const PUBLIC_APP: &[&str] = &[
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
const NEW_PRIVATE_APP: &[&str] = &["kso.appfiles.cps.readwrite"];

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

/// What a person is not asked for, as it is an application's alone; reading contacts is what clients ask people for.
const NOT_OF_PEOPLE: &[&str] = &["kso.appfile.readwrite", "kso.contact.readwrite"];

/// Which scopes a caller can have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grantable {
    /// Those of an application of the public cloud.
    App,
    /// Those of an application of a newer private deployment.
    NewPrivateApp,
    /// Those of a person who uses an application, there and there.
    Person,
    /// Those of all dialects: clients ask older private deployments for scopes of the public cloud, too.
    Any,
}

/// Iterates over the scopes that are known here, of all dialects.
pub fn known_scopes() -> impl Iterator<Item = &'static str> {
    [PUBLIC_APP, NEW_PRIVATE_APP, PUBLIC_USER, OLD_PRIVATE].into_iter().flatten().copied()
}

impl Grantable {
    /// Returns all of them.
    pub fn all(self) -> Vec<Arc<str>> {
        let lists: &[&[&str]] = match self {
            Self::App => &[PUBLIC_APP],
            Self::NewPrivateApp => &[PUBLIC_APP, NEW_PRIVATE_APP],
            Self::Person => &[PUBLIC_APP, PUBLIC_USER],
            Self::Any => &[PUBLIC_APP, NEW_PRIVATE_APP, PUBLIC_USER, OLD_PRIVATE],
        };
        let kept = |scope: &&str| self != Self::Person || !NOT_OF_PEOPLE.contains(scope);
        lists.concat().into_iter().filter(kept).map(Arc::from).collect()
    }

    /// Reads the scopes that a request names.
    ///
    /// # Errors
    /// [`OauthError::InvalidScope`] for one that cannot be had.
    pub fn parse(self, text: &str) -> Result<Vec<Arc<str>>, Error> {
        within(text, &self.all())
    }
}

/// Reads scopes that are some of these.
///
/// # Errors
/// [`OauthError::InvalidScope`] for one that no dialect knows, or that is none of these.
pub fn within(text: &str, allowed: &[Arc<str>]) -> Result<Vec<Arc<str>>, Error> {
    let known = Grantable::Any.all();
    let refuse = |text: String| Err(Error::Oauth(OauthError::InvalidScope, text.into()));
    let mut scopes: Vec<Arc<str>> = Vec::new();
    for scope in split(text) {
        if !known.iter().any(|known| **known == *scope) {
            return refuse(format!("scope {scope} is unknown"));
        }
        if !allowed.iter().any(|allowed| **allowed == *scope) {
            return refuse(format!("The requested scope '{scope}' is not allowed."));
        }
        if !scopes.iter().any(|earlier| **earlier == *scope) {
            scopes.push(scope.into());
        }
    }
    Ok(scopes)
}

/// Splits scopes, which commas or spaces separate.
pub fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ' ']).filter(|scope| !scope.is_empty())
}
