//! Which jobs are the caller's.

use super::action::FIRST_SHARE_KIND;
use crate::{
    koodrive::{auth::Caller, error::Error, ids},
    world::{Api, Error as WorldError, Job, Task, World},
};

/// Returns the caller's job of this id.
pub fn find<'w>(world: &'w World, caller: &Caller, id: &str) -> Result<&'w Task, Error> {
    let id = ids::parse_task(id).ok_or(WorldError::NotFound)?;
    let task = world.task(id)?;
    if is_own(caller, task) { Ok(task) } else { Err(WorldError::NoTask(id).into()) }
}

/// Returns whether this is a batch task that the caller created, whatever token they used.
pub fn is_own(caller: &Caller, task: &Task) -> bool {
    // Tasks of shares have a list of kinds, and a call of their own, as have those that hand over.
    let is_batch = task.spec.kind < FIRST_SHARE_KIND && !matches!(task.spec.job, Job::HandOver { .. });
    is_batch && task.spec.api == Api::Koodrive && task.spec.owner.user == Some(caller.user)
}
