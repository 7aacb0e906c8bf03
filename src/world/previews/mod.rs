//! Documents that people without an account may see.

mod keep;
pub(super) mod preview;
