//! Graph's callers: a bearer token in `Authorization`, and the drives that it opens.

mod caller;
pub mod destination;
pub mod link;
mod reach;
pub mod throttle;

pub use self::caller::Caller;
