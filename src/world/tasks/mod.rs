//! Background tasks.

pub(super) mod job;
mod queue;
mod run;
pub(super) mod task;
