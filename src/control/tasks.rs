//! `/_mock/tasks`: the background tasks of the sandbox, finished or failed by hand.

use std::{iter, sync::Arc};

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::{json::Named, problem::problem, respond};
use crate::{
    graph,
    http::{Call, date},
    kdocs, koodrive,
    sandbox::Sandbox,
    world::{Api, Error, NodeId, Task, TaskId, TaskState, Timestamp, World},
    wps,
};

/// The background tasks.
#[derive(Serialize)]
struct Tasks {
    /// The tasks, oldest first.
    tasks: Vec<TaskBody>,
}

/// A task.
#[derive(Serialize)]
pub struct TaskBody {
    /// Its number in the sandbox.
    id: u64,
    /// The service that it belongs to.
    provider: &'static str,
    /// The id that the client knows.
    task_id: String,
    /// `waiting`, `running`, `done` or `cancelled`.
    state: &'static str,
    /// How far it is, in percent.
    percent: f64,
    /// How many of its items went well.
    done: usize,
    /// How many failed.
    failed: usize,
    /// How many it has.
    total: usize,
    /// When it was made, in RFC 3339.
    created: String,
    /// When it ended, in RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<String>,
    /// How fast it goes, as the setting `tasks` says it.
    pace: String,
}

/// Handles `GET /_mock/tasks`: the tasks, oldest first.
pub fn list(call: Call) -> Response {
    let tasks = call.sandbox().read(|world, now| world.tasks().map(|task| body(task, now)).collect());
    respond::json(StatusCode::OK, &Tasks { tasks })
}

/// A task with what it works on.
#[derive(Serialize)]
struct WholeTask {
    #[serde(flatten)]
    task: TaskBody,
    /// What it works on, in its order.
    items: Vec<ItemBody>,
}

/// An item of a task.
#[derive(Serialize)]
struct ItemBody {
    /// The id, as the client wrote it.
    given: Arc<str>,
    /// `waiting`, `done` or `failed`.
    state: &'static str,
    /// Where the item lies now; absent if it is not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// Where that lies which was made of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    made: Option<String>,
    /// Why it failed, if it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// Handles `GET /_mock/tasks/{id}`: a task with its items, in their order, and what became of each.
pub fn one(call: Call, Named(id): Named) -> Result<Response, Response> {
    let whole = call.sandbox().read(|world, now| {
        let task = named(world, &id).ok_or_else(|| unknown(&id))?;
        Ok::<_, Response>(WholeTask { task: body(task, now), items: items(world, task) })
    })?;
    Ok(respond::json(StatusCode::OK, &whole))
}

fn items(world: &World, task: &Task) -> Vec<ItemBody> {
    let path = |id: Option<NodeId>| Some(world.path(world.node(id?).ok()?));
    let results = task.results.iter().map(Some).chain(iter::repeat(None));
    let whole = task.spec.items.iter().zip(results).map(|(item, result)| ItemBody {
        given: Arc::clone(&item.given),
        state: match result {
            None => "waiting",
            Some(Ok(_)) => "done",
            Some(Err(_)) => "failed",
        },
        path: path(item.node.as_ref().ok().copied()),
        made: path(result.and_then(|result| result.as_ref().ok()?.node())),
        error: result.and_then(|result| result.as_ref().err()).map(ToString::to_string),
    });
    whole.collect()
}

/// Returns the task of this number, or of this id that a client knows.
fn named<'w>(world: &'w World, text: &str) -> Option<&'w Task> {
    world.tasks().find(|task| task_id(task) == text || task.id.number().to_string() == text)
}

fn unknown(text: &str) -> Response {
    problem(StatusCode::NOT_FOUND, &format!("There is no task `{text}`; see GET /_mock/tasks."))
}

/// Handles `POST /_mock/tasks/{id}/finish`: does all that a task has left to do.
///
/// The id is its number, or the one that the client knows.
pub fn finish(call: Call, Named(id): Named) -> Result<Response, Response> {
    change(call.sandbox(), &id, World::finish)
}

/// Handles `POST /_mock/tasks/{id}/fail`: lets all that a task has left to do fail.
///
/// The id is its number, or the one that the client knows.
pub fn fail(call: Call, Named(id): Named) -> Result<Response, Response> {
    change(call.sandbox(), &id, |world, id, now| world.fail(id, &Error::Injected, now))
}

fn change(
    sandbox: &Sandbox,
    text: &str,
    change: impl FnOnce(&mut World, TaskId, Timestamp) -> Result<(), Error>,
) -> Result<Response, Response> {
    let body = sandbox.write(|world, now| {
        let named = named(world, text).ok_or_else(|| unknown(text))?;
        if named.ended.is_some() {
            let detail = format!("Task `{text}` has ended; with `X-Mock-Task: manual` it would have waited.");
            return Err(problem(StatusCode::CONFLICT, &detail));
        }
        let id = named.id;
        change(world, id, now).map_err(|_| unknown(text))?;
        world.task(id).map(|task| body(task, now)).map_err(|_| unknown(text))
    })?;
    Ok(respond::json(StatusCode::OK, &body))
}

fn task_id(task: &Task) -> String {
    match task.spec.api {
        Api::Graph => graph::ids::operation(task.id),
        Api::Kdocs => kdocs::ids::task(task.id),
        Api::Wps => wps::ids::task(task.id),
        Api::Koodrive => koodrive::ids::task(task.id),
    }
}

/// Returns a task as it is shown.
pub fn body(task: &Task, now: Timestamp) -> TaskBody {
    let progress = task.progress(now);
    TaskBody {
        id: task.id.number(),
        provider: task.spec.api.name(),
        task_id: task_id(task),
        state: match progress.state {
            TaskState::Waiting => "waiting",
            TaskState::Running => "running",
            TaskState::Done => "done",
            TaskState::Cancelled => "cancelled",
        },
        percent: progress.percent,
        done: progress.done,
        failed: progress.failed,
        total: progress.total,
        created: date::rfc3339(task.created),
        ended: task.ended.map(date::rfc3339),
        pace: crate::sandbox::Pace(task.spec.pace).to_string(),
    }
}
