//! Dates of items and drives: whole seconds on every kind of drive; a fraction is dropped.

use crate::{http::date, world::Timestamp};

/// Returns a date in whole seconds.
pub fn date(at: Timestamp) -> String {
    date::rfc3339(at.whole_seconds())
}

/// Returns a date that a client may have set, else the item's own.
pub fn of_client(at: Option<Timestamp>, own: &str) -> String {
    at.map_or_else(|| own.to_owned(), date)
}
