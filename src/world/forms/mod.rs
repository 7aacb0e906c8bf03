//! Forms that people fill in.

pub(super) mod form;
mod keep;
