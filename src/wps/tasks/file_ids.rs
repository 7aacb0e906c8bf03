//! Lists of ids in a body.

use crate::{http::Query, wps::error::Error};

/// The most ids in one call; the public pages name none, and this is that of private deployments.
const MOST_IDS: usize = 1024;
/// The longest id, in characters.
const LONGEST_ID: usize = 1024;

/// Returns the ids of a parameter of the query, of which there has to be one.
///
/// # Errors
/// [`Error::Missing`] if there is no such parameter, [`Error::EmptyList`] if it is empty.
pub fn listed(query: &Query, field: &'static str) -> Result<Vec<String>, Error> {
    let ids: Vec<String> = query.list(field).map(str::to_owned).collect();
    let is_there = || query.pairs().any(|(name, _)| name.strip_suffix("[]").unwrap_or(name) == field);
    match ids.is_empty() {
        true if is_there() => Err(Error::EmptyList(field)),
        true => Err(Error::Missing(field)),
        false => Ok(ids),
    }
}

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
