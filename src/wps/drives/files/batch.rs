//! Many items at once, as tasks: 批量复制, 批量移动 and 批量删除文件（夹）.

use axum::response::Response;
use serde::Deserialize;

use super::place::{self, Target};
use crate::{
    http::{Both, Id, Operation, TaskPace},
    world::{self, Ability, Job, Needs, Node, World},
    wps::{
        auth::Caller,
        error::Error,
        json::Json,
        respond, scopes,
        tasks::{
            batch::{self, ON_CONFLICT},
            file_ids,
        },
    },
};

/// 批量复制文件（夹)
pub const COPY: Operation =
    Operation { name: "drives.files.batch_copy", starts_task: true, ..scopes::WRITE_FILES };

/// 批量移动文件（夹)
pub const MOVE: Operation =
    Operation { name: "drives.files.batch_move", starts_task: true, ..scopes::WRITE_FILES };

/// 批量删除文件(夹)
pub const DELETE: Operation =
    Operation { name: "drives.files.batch_delete", starts_task: true, ..scopes::WRITE_FILES };

/// The body of [`copy`] and [`move_files`].
#[derive(Deserialize)]
pub struct PlaceBody {
    file_ids: Vec<String>,
}

/// The body of [`delete`].
#[derive(Deserialize)]
pub struct DeleteBody {
    file_ids: Vec<String>,
}

/// Copies items into a folder, each as it is when its turn comes; a folder may go into itself.
///
/// Handles `POST /v7/drives/{drive_id}/files/batch_copy`.
pub fn copy(
    caller: Caller,
    Id(drive): Id,
    pace: TaskPace,
    Json(Both(body, target)): Json<Both<PlaceBody, Target>>,
) -> Result<Response, Error> {
    run(&caller, pace, &drive, &body.file_ids, Ability::Copy, |world, nodes| {
        let target = target.folder(&caller, world)?;
        world.check_room(target.drive, size(nodes))?;
        let (into, on_conflict) = (Some(target.id), ON_CONFLICT);
        Ok(Job::Copy { into, name: None, on_conflict, versions: false, children_only: false })
    })
}

/// Moves items that lie in one folder into another one.
///
/// Handles `POST /v7/drives/{drive_id}/files/batch_move`.
pub fn move_files(
    caller: Caller,
    Id(drive): Id,
    pace: TaskPace,
    Json(Both(body, target)): Json<Both<PlaceBody, Target>>,
) -> Result<Response, Error> {
    run(&caller, pace, &drive, &body.file_ids, Ability::Move, |world, nodes| {
        let target = target.folder(&caller, world)?;
        let parent = nodes.first().and_then(|node| node.parent);
        if nodes.iter().any(|node| node.parent != parent) {
            return Err(Error::DifferentParents);
        }
        if nodes.iter().any(|node| world.is_within(target.id, node.id)) {
            return Err(world::Error::IntoItself(target.id).into());
        }
        if nodes.iter().any(|node| node.drive != target.drive) {
            world.check_room(target.drive, size(nodes))?;
        }
        Ok(Job::Move { into: target.id, on_conflict: ON_CONFLICT, modifier: None })
    })
}

/// Puts items into the recycle bin.
///
/// Handles `POST /v7/drives/{drive_id}/files/batch_delete`.
pub fn delete(
    caller: Caller,
    Id(drive): Id,
    pace: TaskPace,
    Json(body): Json<DeleteBody>,
) -> Result<Response, Error> {
    run(&caller, pace, &drive, &body.file_ids, Ability::Delete, |_, _| Ok(Job::Trash))
}

/// Does a job to the items of a drive with which the caller may do this.
fn run(
    caller: &Caller,
    pace: TaskPace,
    drive: &str,
    ids: &[String],
    ability: Ability,
    plan: impl FnOnce(&World, &[&Node]) -> Result<Job, Error>,
) -> Result<Response, Error> {
    file_ids::check("file_ids", ids)?;
    let needs = Needs { item: Some(ability), throughout: true, into: Some(Ability::NewEmpty) };
    let started = batch::run(
        caller,
        pace,
        (ids, needs),
        |world, id, _| place::find(caller, world, drive, id, ability),
        plan,
    )?;
    Ok(respond::success(caller.dialect, &started))
}

/// Returns how many bytes items hold.
fn size(nodes: &[&Node]) -> u64 {
    nodes.iter().map(|node| node.size()).sum()
}
