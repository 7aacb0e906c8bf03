//! What the batch calls share: finding the items, and doing the work as a task (reference 8, decisions 19 to 28).

use std::collections::HashSet;

use serde::Serialize;

use crate::{
    http::TaskPace,
    world::{
        self, Api, DriveId, Job, Needs, Node, OnConflict, Style, TaskId, TaskItem, TaskSpec, Timestamp, World,
    },
    wps::{auth::Caller, error::Error, ids},
};

/// The kind of drive tasks among all tasks of WPS.
pub const KIND: u32 = 0;

/// What becomes of a name that is taken: `name(1).ext`.
pub const ON_CONFLICT: OnConflict = OnConflict::Rename(Style::Bracketed);

/// The response to a batch call; the id is empty if all was done within the call.
#[derive(Serialize)]
pub struct StartedTask {
    pub task_id: String,
}

/// Does a job to the items of these ids, which `find` looks up; `plan` gets the known ones, and makes the job or
/// refuses it.
///
/// An id that is not known fails in the task. The call is refused as a whole if no id is known, or the plan is.
///
/// # Errors
/// That of the first id if none is known; those of `plan`.
pub fn run(
    caller: &Caller,
    pace: TaskPace,
    (ids, needs): (&[String], Needs),
    find: impl for<'w> Fn(&'w World, &str, Timestamp) -> Result<&'w Node, Error>,
    plan: impl FnOnce(&World, &[&Node]) -> Result<Job, Error>,
) -> Result<StartedTask, Error> {
    caller.sandbox().write(|world, now| {
        let (mut given, mut nodes) = (HashSet::new(), HashSet::new());
        let (mut items, mut known, mut first_error) = (Vec::new(), Vec::new(), None);
        for id in ids.iter().filter(|id| given.insert(id.as_str())) {
            let node = match find(world, id, now) {
                Ok(node) if !nodes.insert(node.id) => continue,
                Ok(node) => {
                    known.push(node);
                    Ok(node.id)
                }
                Err(error) => {
                    let fact = error.fact();
                    first_error = first_error.or(Some(error));
                    Err(fact)
                }
            };
            items.push(TaskItem { given: id.as_str().into(), node, weight: 1 });
        }
        let Some(drive) = known.first().map(|node| node.drive) else {
            return Err(first_error.unwrap_or_else(|| world::Error::NotFound.into()));
        };
        let job = plan(world, &known)?;
        Ok(start(caller, pace, world, now, Work { drive, job, needs, items }))
    })
}

/// What a new task has to do.
pub struct Work {
    /// The drive that it is about.
    pub drive: DriveId,
    /// The work.
    pub job: Job,
    /// What the caller has to be allowed when the turn of an item comes.
    pub needs: Needs,
    /// The items that it is done to.
    pub items: Vec<TaskItem>,
}

/// Starts a task; with `X-Mock-Task: sync` it is done within the call, and no client is told its id.
pub fn start(caller: &Caller, pace: TaskPace, world: &mut World, now: Timestamp, work: Work) -> StartedTask {
    let Work { drive, job, needs, items } = work;
    let (api, owner, by, kind) = (Api::Wps, caller.principal, caller.actor, KIND);
    let is_sync = pace == TaskPace::Sync;
    let pace = pace.of(caller.settings());
    let fails = caller.call.failing_item(api);
    let task: TaskId =
        world.enqueue(TaskSpec { api, owner, by, kind, drive, job, needs, items, pace, fails }, now);
    StartedTask { task_id: if is_sync { String::new() } else { ids::task(task) } }
}
