//! Which jobs are the caller's.

use super::action::FIRST_SHARE_KIND;
use crate::{
    koodrive::{auth::Caller, error::Error, ids},
    world::{Api, Error as WorldError, Task, World},
};

/// Returns the caller's job of this id.
pub fn find<'w>(world: &'w World, caller: &Caller, id: &str) -> Result<&'w Task, Error> {
    let id = ids::parse_task(id).ok_or(WorldError::NotFound)?;
    let task = world.task(id)?;
    if is_own(caller, task) { Ok(task) } else { Err(WorldError::NoTask(id).into()) }
}

/// Returns whether the caller created a job, whatever token they used.
pub fn is_own(caller: &Caller, task: &Task) -> bool {
    // Tasks of shares have a list of kinds, and a call of their own.
    task.spec.api == Api::Koodrive
        && task.spec.kind < FIRST_SHARE_KIND
        && task.spec.owner.user == Some(caller.user)
}
