//! Drives, their owners and their quotas.

pub(super) mod drive;
mod manage;
