//! Background tasks.

pub(super) mod job;
mod pack;
mod queue;
mod run;
pub(super) mod task;
