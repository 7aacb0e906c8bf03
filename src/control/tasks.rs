//! `/_mock/tasks`: the background tasks of the sandbox, finished or failed by hand.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::{json::Named, problem::problem, respond};
use crate::{
    graph,
    http::{Call, date},
    kdocs, koodrive,
    sandbox::Sandbox,
    world::{Api, Error, Task, TaskId, TaskState, Timestamp, World},
    wps,
};

#[derive(Serialize)]
struct Tasks {
    tasks: Vec<TaskBody>,
}

/// A task.
#[derive(Serialize)]
pub struct TaskBody {
    id: u64,
    provider: &'static str,
    /// The id that the client knows.
    task_id: String,
    state: &'static str,
    percent: f64,
    done: usize,
    failed: usize,
    total: usize,
    created: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<String>,
    pace: String,
}

/// Handles `GET /_mock/tasks`: the tasks, oldest first.
pub async fn list(call: Call) -> Response {
    let tasks = call.sandbox().read(|world, now| world.tasks().map(|task| body(task, now)).collect());
    respond::json(StatusCode::OK, &Tasks { tasks })
}

/// Handles `POST /_mock/tasks/{id}/finish`: does all that a task has left to do; the id is the number or the one that the client knows.
pub async fn finish(call: Call, Named(id): Named) -> Result<Response, Response> {
    change(call.sandbox(), &id, World::finish)
}

/// Handles `POST /_mock/tasks/{id}/fail`: lets all that a task has left to do fail.
pub async fn fail(call: Call, Named(id): Named) -> Result<Response, Response> {
    change(call.sandbox(), &id, |world, id, now| world.fail(id, &Error::Injected, now))
}

fn change(
    sandbox: &Sandbox,
    text: &str,
    change: impl FnOnce(&mut World, TaskId, Timestamp) -> Result<(), Error>,
) -> Result<Response, Response> {
    let unknown =
        || problem(StatusCode::NOT_FOUND, &format!("There is no task `{text}`; see GET /_mock/tasks."));
    let body = sandbox.write(|world, now| {
        let named = world.tasks().find(|task| task_id(task) == text || task.id.number().to_string() == text);
        let named = named.ok_or_else(unknown)?;
        if named.ended.is_some() {
            let detail = format!("Task `{text}` has ended; with `X-Mock-Task: manual` it would have waited.");
            return Err(problem(StatusCode::CONFLICT, &detail));
        }
        let id = named.id;
        change(world, id, now).map_err(|_| unknown())?;
        world.task(id).map(|task| body(task, now)).map_err(|_| unknown())
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
