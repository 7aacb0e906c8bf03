//! What the lists over many drives share: which items they look at, and what they say of each.

pub mod extensions;
pub mod objects;
pub mod place;
pub mod reach;
pub mod used;
