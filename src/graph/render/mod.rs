//! From the world to the wire: drives, items and identities as Graph tells them.

pub mod answers;
pub mod expanded;
mod item;
pub mod permission;
pub mod picture;
pub mod tags;
pub mod thumbnail;

pub use self::item::Render;
