//! Labels that people put on items.

mod keep;
pub(super) mod label;
