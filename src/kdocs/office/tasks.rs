//! The results of conversions and extractions.

use std::sync::Arc;

use axum::response::Response;
use data_encoding::BASE64;

use crate::{
    http::Operation,
    kdocs::{
        auth::{Caller, signed::Appspace},
        error::Error,
        ids,
        json::Id,
        respond, scopes,
        wire::{OfficeResult, OfficeTask},
    },
    world::{Api, Job, Task, World},
};

/// <https://developer.kdocs.cn/server/extract/tasks-status.html>
pub const GET: Operation = Operation { name: "office.tasks.get", ..scopes::READ };

/// Returns the result of a task of this application's; asking for it moves a task that goes by polls.
///
/// Handles `GET /api/v1/openapi/office/tasks/{task_id}`.
pub fn get(Appspace(caller): Appspace, Id(id): Id) -> Result<Response, Error> {
    let task = find(&caller, caller.world(), &id)?;
    caller.sandbox().poll(task.id, |_| true);
    // The poll may have moved it.
    let task = caller.sandbox().read(|world, _| find(&caller, world, &id))?;
    Ok(respond::success(&render(&task)))
}

fn find(caller: &Caller, world: &World, id: &str) -> Result<Arc<Task>, Error> {
    let task = ids::parse_office_task(id).and_then(|id| world.task(id).ok());
    let own = |task: &&Arc<Task>| {
        let is_office = task.spec.api == Api::Kdocs && matches!(task.spec.job, Job::Read { .. });
        is_office && task.spec.owner == caller.principal
    };
    task.filter(own).cloned().ok_or_else(|| Error::NoTask(id.to_owned()))
}

fn render(task: &Task) -> OfficeTask {
    let Job::Read { text } = &task.spec.job else {
        return OfficeTask { status: "failed", message: "no conversion", result: None };
    };
    match (task.ended, text) {
        (None, _) => OfficeTask { status: "running", message: "", result: None },
        (Some(_), Ok(text)) if task.results.iter().all(Result::is_ok) && !task.cancelled => {
            let base_64_text = BASE64.encode(&text.bytes());
            OfficeTask { status: "success", message: "", result: Some(OfficeResult { base_64_text }) }
        }
        (Some(_), Err(_)) => {
            OfficeTask { status: "failed", message: "no text can be read out of the document", result: None }
        }
        (Some(_), Ok(_)) => {
            OfficeTask { status: "failed", message: "the control API ended the task", result: None }
        }
    }
}
