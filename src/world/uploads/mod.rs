//! Uploads in ranges and in parts.

pub(super) mod expected;
mod parts;
mod receive;
pub(super) mod session;
