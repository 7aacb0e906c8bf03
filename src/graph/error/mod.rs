//! Graph's errors: one enum, one table.
//!
//! See <https://learn.microsoft.com/en-us/graph/errors>.

pub mod challenge;
pub mod rate_limit;
mod table;

pub use self::table::{Error, ErrorReply};
