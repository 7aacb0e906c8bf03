//! Uploads in ranges.

mod receive;
pub(super) mod session;
