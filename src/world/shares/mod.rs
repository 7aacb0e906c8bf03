//! Shares: files and folders that a person lets others have together, for some days.

mod keep;
pub(super) mod share;
