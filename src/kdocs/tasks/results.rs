//! The results of batch tasks, by the same rules in both families (reference 9.2).

use std::sync::Arc;

use axum::response::Response;

use super::batch;
use crate::{
    kdocs::{
        auth::{Caller, Family},
        error::Error,
        ids, respond,
        wire::{FailedItem, GivenId, IdPair, TaskResult},
    },
    world::{self, Api, Job, Task, TaskProgress, TaskState, Timestamp, World},
};

/// Returns the result of a task of this caller's; asking for it moves a task that goes by polls.
pub fn get(caller: &Caller, given: &str) -> Result<Response, Error> {
    let task = find(caller, caller.world(), given)?;
    caller.sandbox().poll(task.id, |_| true);
    // The poll may have moved it.
    let (task, now) =
        caller.sandbox().read(|world, now| find(caller, world, given).map(|task| (task, now)))?;
    Ok(render(caller, &task, now))
}

/// Returns the task of this id, if this caller took it on: neither another user's nor another app's.
fn find(caller: &Caller, world: &World, id: &str) -> Result<Arc<Task>, Error> {
    let task = ids::parse_task(id).and_then(|id| world.task(id).ok());
    let own = |task: &&Arc<Task>| {
        task.spec.api == Api::Kdocs && task.spec.kind == batch::KIND && task.spec.owner == caller.principal
    };
    task.filter(own).cloned().ok_or_else(|| Error::NoTask(id.to_owned()))
}

fn render(caller: &Caller, task: &Task, now: Timestamp) -> Response {
    let TaskProgress { state, done, failed, total, .. } = task.progress(now);
    let ended = matches!(state, TaskState::Done | TaskState::Cancelled);
    let status = match done {
        _ if !ended => "running",
        done if done == total => "success",
        0 => "failed",
        _ => "partial_failed",
    };
    let copied = ended && matches!(task.spec.job, Job::Copy { .. });
    let file_ids = copied.then(|| IdPair::of_all(&caller.app_key, &batch::made(task)));
    let outcomes = task.spec.items.iter().zip(&task.results);
    let failures = outcomes.filter_map(|(item, result)| Some((&*item.given, result.as_ref().err()?)));
    let fail_list = failures.map(|(given, error)| failed_item(caller.family, given, error)).collect();
    respond::success(&TaskResult {
        task_id: ids::task(task.id),
        status,
        total,
        done,
        failed,
        file_ids,
        fail_list,
    })
}

fn failed_item<'a>(family: Family, given: &'a str, error: &world::Error) -> FailedItem<'a> {
    let reply = Error::World(error.clone()).reply();
    let item = match family {
        Family::Personal => GivenId::FileId(given),
        Family::Appspace => GivenId::FileToken(given),
    };
    FailedItem { item, code: reply.code, message: reply.message }
}
