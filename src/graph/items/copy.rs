//! Copying an item: the request is checked and accepted at once, and a task carries it out.
//!
//! [`super::monitor`] returns how far it is.

use axum::{
    http::{StatusCode, header},
    response::Response,
};
use serde::Deserialize;

use super::metadata::{Named, Reference};
use crate::{
    graph::{
        address::{Address, names},
        auth::Caller,
        error::Error,
        ids,
        json::{self, Json, Query},
        respond, scopes,
    },
    http::{self, LinkBase, Operation, TaskPace, body::Object},
    world::{
        Ability, Api, Error as WorldError, Job, Needs, Node, OnConflict, Pace, Role, TaskItem, TaskSpec,
        World,
    },
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-copy>
pub const COPY: Operation = Operation { name: "driveItem.copy", starts_task: true, ..scopes::WRITE };

/// The body of a copy; unknown, empty and `null` members are ignored.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CopyBody {
    parent_reference: Option<Object<Reference>>,
    name: Option<String>,
    children_only: Option<bool>,
    include_all_version_history: Option<bool>,
}

/// Accepts a copy; its monitor is in the `Location` header.
///
/// Handles `POST /v1.0/drives/{drive}/items/{item}/copy`.
pub fn copy(
    caller: Caller,
    base: LinkBase,
    pace: TaskPace,
    address: Address,
    query: Query,
    Json(body): Json<CopyBody>,
) -> Result<Response, Error> {
    let on_conflict = json::conflict_behavior(&query, None)?.unwrap_or(OnConflict::Fail);
    let settings = caller.settings();
    let limit = settings.graph_copy_max_items;
    let location = caller.write(|world, now| {
        let mut spec = plan(&caller, world, &address, &body, on_conflict, limit)?;
        spec.pace = pace.of(settings);
        let task = world.enqueue(spec, now);
        respond::location(format!("{base}/_api/v2.0/monitor/{}", ids::operation(task)))
    })?;
    let mut response = http::empty(StatusCode::ACCEPTED);
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}

/// Returns the task of a copy, or refuses what could not be carried out.
fn plan(
    caller: &Caller,
    world: &World,
    address: &Address,
    body: &CopyBody,
    on_conflict: OnConflict,
    limit: u64,
) -> Result<TaskSpec, Error> {
    // A copy needs only the right to read its source.
    let source = caller.reach_as(world, address, Role::Read, Ability::Copy)?;
    if !caller.abilities_throughout(world, source).has(Ability::Copy) {
        return Err(WorldError::Unreachable(source.drive).into());
    }
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
    let target = target_folder(caller, world, source, body.parent_reference.as_deref())?;
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
        world
            .children(source.id)
            .try_for_each(|child| names::check_place(world, target, &child.name, child.is_folder()))?;
    } else {
        names::check_place(world, target, name.unwrap_or(&source.name), source.is_folder())?;
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
        owner: caller.principal,
        by: caller.actor,
        kind: 0,
        drive: target.drive,
        job,
        needs: Needs { item: Some(Ability::Copy), throughout: true, into: None },
        items: vec![TaskItem { given: (*ids::item(world, source)).into(), node: Ok(source.id), weight }],
        pace: Pace::AtOnce,
        fails: caller.call.failing_item(Api::Graph),
    })
}

/// Returns the folder that receives the copy: the one that the reference names, or else the one of the source.
fn target_folder<'w>(
    caller: &Caller,
    world: &'w World,
    source: &Node,
    reference: Option<&Reference>,
) -> Result<&'w Node, Error> {
    match reference.map(|reference| reference.find(caller, world, source.drive)).transpose()? {
        Some(Named::Item(folder)) => Ok(folder),
        Some(Named::Drive(drive)) => caller.reach_to(world, &Address::root_of(drive), Ability::Upload),
        Some(Named::Nothing) | None => source_folder(caller, world, source),
    }
}

/// Returns the folder of the source, if the caller may write there.
fn source_folder<'w>(caller: &Caller, world: &'w World, source: &Node) -> Result<&'w Node, Error> {
    let folder = world.live(source.parent.unwrap_or(source.id))?;
    if caller.role(world, folder) >= Some(Role::Write) {
        caller.permit(world, folder, Ability::Upload)
    } else {
        Err(WorldError::Unreachable(folder.drive).into())
    }
}
