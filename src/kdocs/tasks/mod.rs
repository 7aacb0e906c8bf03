//! Batch tasks, which both families share.

pub mod batch;
pub mod results;
