//! Permissions on items, and the people who follow them.

pub(super) mod ability;
mod access;
mod custom_roles;
mod follow;
mod held;
pub(super) mod permission;
pub(super) mod permissions;
pub(super) mod role;
pub(super) mod settings;
mod share;
pub(super) mod template;
mod templates;
