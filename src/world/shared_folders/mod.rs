//! Folders that families share, and how people come to them.

pub mod folder;
pub mod keep;
