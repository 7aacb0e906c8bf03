//! Moving and deleting documents of users in batches.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Operation, TaskPace},
    kdocs::{
        auth::token::Personal,
        error::Error,
        json::Json,
        respond, scopes,
        tasks::batch::{self, MOST_FILES},
    },
    world::{Ability, Job},
};

/// <https://developer.kdocs.cn/server/personal/tasks-files-move.html>
pub const MOVE: Operation =
    Operation { name: "personal.tasks.files.move", starts_task: true, ..scopes::MODIFY_PERSONAL };

/// <https://developer.kdocs.cn/server/personal/tasks-files-delete.html>
pub const DELETE: Operation =
    Operation { name: "personal.tasks.files.delete", starts_task: true, ..scopes::REMOVE_PERSONAL };

/// The body of a move.
#[derive(Deserialize)]
pub struct MoveBody {
    file_ids: Vec<String>,
    parent_id: String,
}

/// The body of a deletion.
#[derive(Deserialize)]
pub struct DeleteBody {
    file_ids: Vec<String>,
}

/// Moves documents that lie in one directory into another one.
///
/// Handles `POST /api/v1/openapi/personal/tasks/files/move`.
pub fn move_files(
    Personal(caller): Personal,
    pace: TaskPace,
    Json(body): Json<MoveBody>,
) -> Result<Response, Error> {
    batch::check("file_ids", &body.file_ids, Some(MOST_FILES))?;
    let outcome = batch::run(&caller, pace, (&body.file_ids, Ability::Move), |world, files| {
        batch::plan_move(world, files, batch::find_target(&caller, world, &body.parent_id)?, None)
    })?;
    Ok(respond::success(&outcome.started()))
}

/// Puts documents into the recycle bin.
///
/// Handles `POST /api/v1/openapi/personal/tasks/files/delete`.
pub fn delete(
    Personal(caller): Personal,
    pace: TaskPace,
    Json(body): Json<DeleteBody>,
) -> Result<Response, Error> {
    batch::check("file_ids", &body.file_ids, Some(MOST_FILES))?;
    let outcome = batch::run(&caller, pace, (&body.file_ids, Ability::Delete), |_, _| Ok(Job::Trash))?;
    Ok(respond::success(&outcome.started()))
}
