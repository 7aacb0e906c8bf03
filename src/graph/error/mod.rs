//! Graph's errors: one enum, one table.
//!
//! See <https://learn.microsoft.com/en-us/graph/errors>.

pub mod challenge;
mod kinds;
pub mod rate_limit;
mod table;

pub use self::{kinds::Error, table::ErrorReply};
