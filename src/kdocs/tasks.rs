//! The results of batch tasks, by the same rules in both families (reference 9.2).

use std::sync::Arc;

use axum::response::Response;

use super::{
    READ, answer,
    auth::{Caller, Family, Personal, Signed},
    batch,
    error::Error,
    ids,
    json::Id,
    wire::{Failed, Given, IdPair, TaskResult},
};
use crate::{
    http::Operation,
    world::{self, Api, Job, Task, TaskProgress, TaskState, Timestamp, World},
};

/// The result of a task over documents of users; the vendor names it 查询批量任务结果 and prints no page.
pub const PERSONAL: Operation = Operation { name: "personal.tasks.get", daily: READ, ..Operation::BASE };

/// The result of a task over documents of applications.
pub const APPSPACE: Operation = Operation { name: "appspace.tasks.get", ..PERSONAL };

/// Tells what became of a user's task.
pub async fn personal(Personal(caller): Personal, Id(id): Id) -> Result<Response, Error> {
    result(&caller, &id)
}

/// Tells what became of an application's task.
pub async fn appspace(Id(id): Id, signed: Signed) -> Result<Response, Error> {
    result(&signed.caller, &id)
}

fn result(caller: &Caller, given: &str) -> Result<Response, Error> {
    let sandbox = caller.checked.call.sandbox();
    let id = sandbox.read(|world, _| find(caller, world, given).map(|task| task.id))?;
    sandbox.poll(id, |_| true);
    let (task, now) = sandbox.read(|world, now| find(caller, world, given).map(|task| (task, now)))?;
    Ok(render(caller, &task, now))
}

/// The task of this id, if this caller took it on: neither another user's nor another app's.
fn find(caller: &Caller, world: &World, id: &str) -> Result<Arc<Task>, Error> {
    let task = ids::parse_task(id).and_then(|id| world.task(id).ok());
    let own = |task: &&Arc<Task>| task.spec.api == Api::Kdocs && task.spec.owner == caller.checked.principal;
    task.filter(own).cloned().ok_or_else(|| Error::NoTask(id.into()))
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
    let fail_list = failures.map(|(given, error)| fail(caller.family, given, error)).collect();
    answer(&TaskResult { task_id: ids::task(task.id), status, total, done, failed, file_ids, fail_list })
}

fn fail<'a>(family: Family, given: &'a str, error: &world::Error) -> Failed<'a> {
    let told = Error::World(error.clone()).told();
    let item = match family {
        Family::Personal => Given::FileId(given),
        Family::Appspace => Given::FileToken(given),
    };
    Failed { item, code: told.code, message: told.message }
}
