//! The tree of files and folders, and every operation on it.

mod aliases;
mod beside;
mod bin;
mod checkout;
mod compare;
pub(super) mod copy;
pub(super) mod create;
pub(super) mod destination;
pub(super) mod edit;
mod find;
mod lookup;
pub(super) mod metadata;
pub(super) mod name_index;
pub(super) mod node;
mod notes;
mod put;
mod relocate;
mod remove;
mod roles;
mod shortcuts;
mod stars;
pub(super) mod store;
pub(super) mod update;
pub(super) mod version_note;
mod versions;
pub(super) mod walk;
