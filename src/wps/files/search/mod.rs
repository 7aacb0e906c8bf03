//! Searching what a caller may see, by name and by content.

mod filter;
mod find;
mod run;

pub use self::find::{SEARCH, search};
