//! Copying, and watching a copy.
//!
//! See <https://learn.microsoft.com/en-us/graph/api/driveitem-copy>.

use axum::{
    http::{HeaderValue, StatusCode, header},
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
        json::{Json, Query},
        scopes,
    },
    http::{self, LinkBase, Operation, body::Object},
    world::{self, Api, Error as WorldError, Job, Node, OnConflict, Role, Style, TaskItem, TaskSpec, World},
};

/// Copies an item: accepted at once, carried out as a task.
pub const COPY: Operation = Operation { name: "driveItem.copy", ..scopes::WRITE };

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
    address: Address,
    query: Query,
    Json(body): Json<CopyBody>,
) -> Result<Response, Error> {
    let on_conflict = match query.conflict_behavior() {
        None | Some("fail") => OnConflict::Fail,
        Some("replace") => OnConflict::Replace,
        Some("rename") => OnConflict::Rename(Style::Spaced),
        Some(_) => return Err(Error::Invalid("conflictBehavior must be one of fail, replace, rename.")),
    };
    let settings = caller.settings();
    let limit = settings.graph_copy_max_items;
    let location = caller.write(|world, now| {
        let mut order = plan(&caller, world, &address, &body, on_conflict, limit)?;
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
    address: &Address,
    body: &CopyBody,
    on_conflict: OnConflict,
    limit: u64,
) -> Result<TaskSpec, Error> {
    // Whoever may read an item may copy it to where they may write.
    let source = caller.reach_as(world, address, Role::Read)?;
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
        owner: caller.principal,
        by: caller.actor,
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
        Some(Named::Drive(drive)) => caller.reach(world, &Address::root_of(drive)),
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
