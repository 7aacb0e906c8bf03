//! From the world to the wire: how drives, items and what belongs to them become JSON.

pub mod bundle;
pub mod context;
pub mod date;
mod drive;
pub mod expanded;
mod home;
mod identity;
mod item;
mod link;
mod memory;
pub mod permission;
mod place;
mod reference;
pub mod responses;
pub mod tags;
pub mod thumbnail;

pub use self::memory::Render;
