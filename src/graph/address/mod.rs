//! An address of Graph's, parsed: a drive, and an item in it.
//!
//! A request has many ways to name them; [`rewrite`] reads them all.

pub mod find;
mod forms;
pub mod names;
pub mod rewrite;
pub mod sealed;
mod segments;
pub mod special;
pub mod web;

pub use self::forms::{Address, DriveAddress, ItemAddress, Start, split_reference};
