//! Documents of sheets: finding them, and reading the sheets out of a content that was uploaded.

pub mod open;
pub mod path;
mod xlsx;
mod xml;
