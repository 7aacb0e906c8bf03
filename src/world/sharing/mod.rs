//! Permissions on items, and the people who follow them.

mod follow;
pub(super) mod permission;
pub(super) mod permissions;
mod share;
