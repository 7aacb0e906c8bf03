//! Drives, their owners and their quotas.

mod change;
pub(super) mod details;
pub(super) mod drive;
mod manage;
mod total;
