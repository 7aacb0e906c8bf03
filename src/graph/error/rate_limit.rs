//! How much of a limit by the minute is left, and the headers that say so.

use axum::http::{HeaderMap, HeaderName};

const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("ratelimit-reset");

/// How much of a limit is left, and for how many seconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RateLimit {
    /// The units of a minute.
    pub limit: u64,
    /// The units that are left.
    pub remaining: u64,
    /// The whole seconds until all are there again.
    pub reset: u64,
}

impl RateLimit {
    /// Writes the headers that ask clients to go slower, once four fifths are used up.
    pub fn write(self, headers: &mut HeaderMap) {
        if u128::from(self.remaining) * 5 <= u128::from(self.limit) {
            headers.insert(LIMIT, self.limit.into());
            headers.insert(REMAINING, self.remaining.into());
            headers.insert(RESET, self.reset.into());
        }
    }
}
