//! Background tasks.

pub(super) mod job;
mod pack;
mod package_life;
mod queue;
mod run;
pub(super) mod task;
