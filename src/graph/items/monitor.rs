//! The monitor of a copy: how far it is, and what came of it.
//!
//! See <https://learn.microsoft.com/en-us/graph/long-running-actions-overview>.

use axum::{http::StatusCode, response::Response};

use crate::{
    graph::{
        error::Error,
        ids,
        json::Path,
        respond, scopes,
        short_text::ShortText,
        wire::{Monitor, MonitorDetail, MonitorError, Percent, PersonalMonitor},
    },
    http::{Call, LinkBase, Operation},
    world::{Api, Effect, Error as WorldError, Flavor, Job, NodeId, Task, TaskProgress, TaskState, World},
};

/// Returns the state of a copy to everyone who has the address.
pub const MONITOR: Operation = Operation { name: "monitor.get", ..scopes::ADDRESS };

/// The date that the service prints where it keeps none.
const NO_DATE: &str = "0001-01-01T00:00:00Z";

/// Returns the state of a copy: 202 while it runs, 200 when it has completed or failed.
///
/// Handles `GET /_api/v2.0/monitor/{id}`.
/// Handles `GET /_api/v2.1/monitor/{id}`.
pub fn monitor(call: Call, base: LinkBase, Path(id): Path<String>) -> Result<Response, Error> {
    let id = ids::parse_operation(&id).ok_or(Error::NoOperation)?;
    let sandbox = call.sandbox();
    sandbox.poll(id, |task| task.spec.api == Api::Graph);
    sandbox.read(|world, now| {
        let task =
            world.task(id).ok().filter(|task| task.spec.api == Api::Graph).ok_or(Error::NoOperation)?;
        let progress = task.progress(now);
        let body = match (task.results.first(), progress.state) {
            (Some(Ok(effect)), TaskState::Done) => completed(world, &base, task, effect),
            (Some(Err(error)), TaskState::Done) => failed(world, &base, task, error),
            _ => running(task, progress),
        };
        let running = matches!(body.status, "notStarted" | "inProgress");
        let status = if running { StatusCode::ACCEPTED } else { StatusCode::OK };
        let is_personal = world.drive(task.spec.drive).is_ok_and(|drive| drive.flavor == Flavor::Consumer);
        Ok(if is_personal {
            respond::json(status, &personal(&base, body))
        } else {
            respond::json(status, &body)
        })
    })
}

/// Returns the state of a copy as personal drives tell it.
fn personal(base: &str, body: Monitor) -> PersonalMonitor {
    PersonalMonitor {
        context: format!("{base}/_api/v2.0/$metadata#oneDrive.asynchronousOperationStatus"),
        percentage_complete: body.percentage_complete.0,
        resource_id: body.resource_id,
        status: body.status,
        error: body.error,
    }
}

/// Returns the state of a copy that waits or runs.
fn running(task: &Task, progress: TaskProgress) -> Monitor {
    Monitor {
        id: ids::operation(task.id),
        operation: Some("ItemCopy"),
        percentage_complete: Percent(progress.percent),
        status: if progress.state == TaskState::Waiting { "notStarted" } else { "inProgress" },
        ..Monitor::default()
    }
}

/// Returns the state of a copy that has completed, with its result.
fn completed(world: &World, base: &str, task: &Task, effect: &Effect) -> Monitor {
    let drive = target_drive(world, task);
    let resource = effect.node().and_then(|id| world.node(id).ok()).map(|node| ids::item(world, node));
    Monitor {
        context: Some(context(world, base, task)),
        id: ids::operation(task.id),
        created_date_time: Some(NO_DATE),
        last_action_date_time: Some(NO_DATE),
        percentage_complete: Percent(100.0),
        percent_complete: Some(Percent(100.0)),
        resource_location: resource.as_ref().map(|id| format!("{base}/_api/v2.0/drives/{drive}/items/{id}")),
        resource_id: resource,
        status: "completed",
        ..Monitor::default()
    }
}

/// Returns the state of a copy that has failed, with the error.
fn failed(world: &World, base: &str, task: &Task, error: &WorldError) -> Monitor {
    let reply = Error::World(error.clone()).reply();
    // A detail names the item that is in the way, or else the folder that receives the copies.
    let (children_only, into) = match &task.spec.job {
        Job::Copy { children_only, into, .. } => (*children_only, *into),
        _ => (false, None),
    };
    let targets: Vec<NodeId> = match error {
        WorldError::NameTaken(others) => others.iter().copied().collect(),
        _ => into.into_iter().collect(),
    };
    let is_gathered = children_only || matches!(error, WorldError::NameTaken(others) if others.len() > 1);
    let (context, error) = if is_gathered {
        let detail = |id: &NodeId| MonitorDetail {
            code: reply.code,
            message: reply.message.clone(),
            target: world.node(*id).map(|node| ids::item(world, node)).unwrap_or_default(),
        };
        let message = "Errors occurred during copy/move operation.".into();
        let details = targets.iter().map(detail).collect();
        (Some(context(world, base, task)), MonitorError { code: None, message, details })
    } else {
        (None, MonitorError { code: Some(reply.code), message: reply.message, details: Vec::new() })
    };
    Monitor {
        context,
        id: ids::operation(task.id),
        created_date_time: Some(NO_DATE),
        last_action_date_time: Some(NO_DATE),
        status: "failed",
        error: Some(error),
        ..Monitor::default()
    }
}

fn context(world: &World, base: &str, task: &Task) -> String {
    format!("{base}/_api/v2.1/$metadata#drives('{}')/operations/$entity", target_drive(world, task))
}

/// Returns the id of the drive that receives the copy.
fn target_drive(world: &World, task: &Task) -> ShortText {
    world.drive(task.spec.drive).map(ids::drive).unwrap_or_default()
}
