//! The scopes that an application may ask for (reference 4.2).

use std::sync::Arc;

use crate::{kdocs::error::Error, world::Scopes};

/// All that the vendor knows.
const KNOWN: [&str; 11] = [
    "user_basic",
    "access_personal_files",
    "create_personal_files",
    "edit_personal_files",
    "modify_personal_files",
    "remove_personal_files",
    "clone_personal_files",
    "download_personal_files",
    "access_form",
    "create_form",
    "update_form",
];

/// Iterates over the scopes of people that are known here.
pub fn known_scopes() -> impl Iterator<Item = &'static str> {
    KNOWN.into_iter()
}

/// Checks scopes that commas separate.
///
/// # Errors
/// [`Error::NoScope`] for one that does not exist, [`Error::Invalid`] if there is none.
pub fn check(asked: &str) -> Result<(), Error> {
    if let Some(unknown) = split(asked).find(|scope| !KNOWN.contains(scope)) {
        return Err(Error::NoScope(unknown.into()));
    }
    let any = split(asked).next().map(|_| ());
    any.ok_or(Error::Invalid("scope is required".into()))
}

/// Returns what a token of these scopes allows: nothing beyond them.
pub fn granted(asked: &str) -> Scopes {
    Scopes::Named(split(asked).map(Arc::from).collect())
}

fn split(asked: &str) -> impl Iterator<Item = &str> {
    asked.split(',').filter(|scope| !scope.is_empty())
}
