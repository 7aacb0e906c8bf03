//! Addresses: how requests name drives and items, and how they are parsed.
//!
//! A request has many ways to name them; [`rewrite`] reads them all into one [`Address`].

pub mod find;
mod forms;
mod functions;
pub mod literals;
pub mod names;
pub mod rewrite;
pub mod sealed;
mod segments;
pub mod special;
mod split;
pub mod web;
pub mod words;

pub use self::forms::{Address, DriveAddress, ItemAddress, Start, Through, split_reference};
