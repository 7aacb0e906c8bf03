//! Recycle bins: what lies in them, and letting it go.

pub mod end;
mod entries;

pub use self::entries::{entries, entry};
