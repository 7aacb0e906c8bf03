//! `on_name_conflict`: what becomes of a name that is taken.

use super::{dialect::Dialect, error::Error};
use crate::{
    http::find_word,
    world::{OnConflict, Style},
};

/// What calls know that make a file at once.
const WORDS: &[(&str, OnConflict)] =
    &[("rename", OnConflict::Rename(Style::Bracketed)), ("fail", OnConflict::Fail)];

/// Reads what becomes of a taken name where only `rename` and `fail` are known; the first is the default.
///
/// # Errors
/// [`Error::NotSupported`] for the documented `overwrite` and `replace`, and for unknown words.
pub fn rename_or_fail(given: Option<&str>) -> Result<OnConflict, Error> {
    let given = given.filter(|word| !word.is_empty()).unwrap_or("rename");
    Ok(find_word("on_name_conflict", given, WORDS)?)
}

/// What uploads know in the public cloud.
const OF_PUBLIC_UPLOADS: &[(&str, OnConflict)] =
    &[("rename", OnConflict::Rename(Style::Bracketed)), ("overwrite", OnConflict::Replace)];

/// What uploads know in private deployments: the file that is there gets a new version by either word.
const OF_UPLOADS: &[(&str, OnConflict)] = &[
    ("rename", OnConflict::Rename(Style::Bracketed)),
    ("overwrite", OnConflict::Replace),
    ("replace", OnConflict::Replace),
    ("fail", OnConflict::Fail),
];

/// Reads what becomes of a taken name where a file is uploaded; `rename` is the default.
///
/// # Errors
/// [`Error::NotSupported`].
pub fn of_upload(given: Option<&str>, dialect: Dialect) -> Result<OnConflict, Error> {
    let given = given.filter(|word| !word.is_empty()).unwrap_or("rename");
    let words = if dialect == Dialect::Public { OF_PUBLIC_UPLOADS } else { OF_UPLOADS };
    Ok(find_word("on_name_conflict", given, words)?)
}
