//! Uploads in ranges.

pub(super) mod expected;
mod receive;
pub(super) mod session;
