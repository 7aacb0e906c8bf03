//! Documents of sheets: finding them, and reading the sheets out of a content that was uploaded.

pub mod open;
mod xlsx;
mod xml;
