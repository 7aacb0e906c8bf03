//! Texts in bodies, and how long they may be.

use super::error::Error;

/// The longest text that is kept, in characters; private deployments print it.
const LONGEST: usize = 1024;

/// Refuses a text that is too long.
///
/// # Errors
/// [`Error::LongText`].
pub fn check(field: &'static str, text: &str) -> Result<(), Error> {
    check_length(field, text, LONGEST)
}

fn check_length(field: &'static str, text: &str, limit: usize) -> Result<(), Error> {
    if text.chars().count() > limit { Err(Error::LongText { field, limit }) } else { Ok(()) }
}
