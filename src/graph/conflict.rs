//! What a request wants where a name is taken.

use super::{error::Error, json::Query};
use crate::world::{OnConflict, Style};

/// Reads the conflict behaviour of a request: that of the query, else that of the body; none if neither has one.
pub fn read(query: &Query, body: Option<&str>) -> Result<Option<OnConflict>, Error> {
    match query.conflict_behavior().or(body) {
        None => Ok(None),
        Some("fail") => Ok(Some(OnConflict::Fail)),
        Some("replace") => Ok(Some(OnConflict::Replace)),
        Some("rename") => Ok(Some(OnConflict::Rename(Style::Spaced))),
        Some(_) => Err(Error::Invalid("conflictBehavior must be one of fail, replace, rename.")),
    }
}
