//! Lists of ids in a body.

use crate::wps::error::Error;

/// The most ids in one call; the public pages name none, and this is that of private deployments.
const MOST_IDS: usize = 1024;
/// The longest id, in characters.
const LONGEST_ID: usize = 1024;

/// Refuses a list of ids that is empty or too long, or has an id that is.
///
/// # Errors
/// [`Error::EmptyList`], [`Error::TooMany`], [`Error::TooLong`].
pub fn check(field: &'static str, ids: &[String]) -> Result<(), Error> {
    if ids.is_empty() {
        return Err(Error::EmptyList(field));
    }
    if ids.len() > MOST_IDS {
        return Err(Error::TooMany { field, limit: MOST_IDS });
    }
    match ids.iter().position(|id| id.chars().count() > LONGEST_ID) {
        Some(at) => Err(Error::TooLong { field, at, limit: LONGEST_ID }),
        None => Ok(()),
    }
}
