//! Copying, and watching a copy.
//!
//! See <https://learn.microsoft.com/en-us/graph/api/driveitem-copy>.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde::Deserialize;

use super::{
    answer,
    auth::Caller,
    error::Error,
    ids,
    json::{Json, Path, Query},
    metadata::{Named, Reference},
    names,
    wire::{Monitor, MonitorDetail, MonitorError, Percent},
};
use crate::{
    http::{self, Access, Call, LinkBase, Operation, body::Object},
    world::{
        self, Api, Effect, Error as WorldError, Job, Node, OnConflict, Role, Style, Task, TaskItem,
        TaskProgress, TaskSpec, TaskState, World,
    },
};

/// Copies an item: accepted at once, carried out as a task.
pub const COPY: Operation = Operation {
    name: "driveItem.copy",
    writes: true,
    scopes: &["Files.ReadWrite", "Files.ReadWrite.All", "Sites.ReadWrite.All"],
    ..Operation::BASE
};

/// Tells how far a copy is; whoever has the address may ask.
pub const MONITOR: Operation = Operation { name: "monitor.get", access: Access::Address, ..Operation::BASE };

/// The date that the service prints where it keeps none.
const NO_DATE: &str = "0001-01-01T00:00:00Z";

/// The body of a copy; members that are unknown, empty or `null` are passed over.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CopyBody {
    parent_reference: Option<Object<Reference>>,
    name: Option<String>,
    children_only: Option<bool>,
    include_all_version_history: Option<bool>,
}

/// Takes a copy on.
pub async fn copy(
    caller: Caller,
    base: LinkBase,
    pace: http::TaskPace,
    Path((drive, item)): Path<(String, String)>,
    query: Query,
    Json(body): Json<CopyBody>,
) -> Result<Response, Error> {
    let on_conflict = match query.conflict_behavior() {
        None | Some("fail") => OnConflict::Fail,
        Some("replace") => OnConflict::Replace,
        Some("rename") => OnConflict::Rename(Style::Spaced),
        Some(_) => return Err(Error::Invalid("conflictBehavior must be one of fail, replace, rename.")),
    };
    let settings = caller.0.settings();
    let limit = settings.graph_copy_max_items;
    let location = caller.write(|world, now| {
        let mut order = plan(&caller, world, (&drive, &item), &body, on_conflict, limit)?;
        order.pace = pace.of(settings);
        let task = world.enqueue(order, now);
        let location = format!("{}/_api/v2.0/monitor/{}", base, ids::operation(task));
        HeaderValue::try_from(location).map_err(|_| Error::Invalid("The Host header is not valid."))
    })?;
    let mut response = http::empty(StatusCode::ACCEPTED);
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}

fn plan(
    caller: &Caller,
    world: &World,
    (drive, item): (&str, &str),
    body: &CopyBody,
    on_conflict: OnConflict,
    limit: u64,
) -> Result<TaskSpec, Error> {
    // Whoever may read an item may copy it to where they may write.
    let source = caller.reach_as(world, drive, item, Role::Read)?;
    let children_only = body.children_only.unwrap_or(false);
    let name = body.name.as_deref().filter(|name| !name.is_empty());
    if children_only && name.is_some() {
        return Err(Error::Invalid("Cannot use name parameter alongside childrenOnly."));
    }
    if children_only && !source.is_folder() {
        return Err(Error::Invalid("childrenOnly option is not valid for file items."));
    }
    if source.parent.is_none() && !children_only {
        return Err(Error::Invalid("Cannot copy the root folder."));
    }
    if let Some(name) = name {
        names::check(name)?;
    }
    let target = target(caller, world, source, body.parent_reference.as_deref())?;
    if !target.is_folder() {
        return Err(WorldError::NotAFolder(target.id).into());
    }
    if source.is_folder()
        && world.is_within(target.id, source.id)
        && !(children_only && target.id == source.id)
    {
        return Err(WorldError::IntoItself(target.id).into());
    }
    if children_only {
        world.children(source.id).try_for_each(|child| names::check_place(world, target, &child.name))?;
    } else {
        names::check_place(world, target, name.unwrap_or(&source.name))?;
    }
    let count = world.count_copy(source.id, children_only, limit);
    if count > limit {
        return Err(WorldError::TooManyItems { limit }.into());
    }
    let job = Job::Copy {
        into: Some(target.id),
        name: name.map(Into::into),
        on_conflict,
        // A known issue of the service: the history is left behind when the copy gets another name.
        versions: body.include_all_version_history.unwrap_or(false) && name.is_none(),
        children_only,
    };
    let weight = u32::try_from(count.max(1)).unwrap_or(u32::MAX);
    Ok(TaskSpec {
        api: Api::Graph,
        owner: caller.0.principal,
        by: caller.0.actor,
        kind: 0,
        drive: target.drive,
        job,
        items: vec![TaskItem { given: ids::item(world, source).into(), node: Ok(source.id), weight }],
        pace: world::Pace::AtOnce,
    })
}

/// The folder that receives the copy: by id, by path, or the one that the source lies in.
fn target<'w>(
    caller: &Caller,
    world: &'w World,
    source: &Node,
    reference: Option<&Reference>,
) -> Result<&'w Node, Error> {
    match reference.map(|reference| reference.find(caller, world, source.drive)).transpose()? {
        Some(Named::Item(folder)) => Ok(folder),
        Some(Named::Drive(drive)) => caller.reach(world, &ids::drive(drive), "root"),
        Some(Named::Nothing) | None => beside(caller, world, source),
    }
}

/// The folder of the source, if the caller may write there.
fn beside<'w>(caller: &Caller, world: &'w World, source: &Node) -> Result<&'w Node, Error> {
    let folder = world.live(source.parent.unwrap_or(source.id))?;
    if caller.role(world, folder) >= Some(Role::Write) {
        Ok(folder)
    } else {
        Err(WorldError::Unreachable(folder.drive).into())
    }
}

/// Tells how far a copy is: 202 while it runs, 200 when it has ended, well or badly.
pub async fn monitor(call: Call, base: LinkBase, Path(id): Path<String>) -> Result<Response, Error> {
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
        Ok(answer(if running { StatusCode::ACCEPTED } else { StatusCode::OK }, &body))
    })
}

fn running(task: &Task, progress: TaskProgress) -> Monitor {
    Monitor {
        id: ids::operation(task.id),
        operation: Some("ItemCopy"),
        percentage_complete: Percent(progress.percent),
        status: if progress.state == TaskState::Waiting { "notStarted" } else { "inProgress" },
        ..Monitor::default()
    }
}

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

fn failed(world: &World, base: &str, task: &Task, error: &WorldError) -> Monitor {
    let told = Error::World(error.clone()).told();
    let (context, error) = match error {
        // Several clashes are told one by one, each with the item that is in the way.
        WorldError::NameTaken(others) if others.len() > 1 => {
            let target = |id| world.node(id).map(|node| ids::item(world, node)).unwrap_or_default();
            let detail = |id: &world::NodeId| MonitorDetail {
                code: told.code,
                message: told.message.clone(),
                target: target(*id),
            };
            let message = "Errors occurred during copy/move operation.".into();
            let details = others.iter().map(detail).collect();
            (Some(context(world, base, task)), MonitorError { code: None, message, details })
        }
        _ => (None, MonitorError { code: Some(told.code), message: told.message, details: Vec::new() }),
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

/// The id of the drive that receives the copy.
fn target_drive(world: &World, task: &Task) -> String {
    world.drive(task.spec.drive).map(ids::drive).unwrap_or_default()
}
