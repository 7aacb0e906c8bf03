//! `on_name_conflict`: what becomes of a name that is taken.

use super::error::Error;
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
