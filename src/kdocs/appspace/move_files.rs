//! Moving documents of applications.

use axum::response::Response;
use serde::Deserialize;

use super::people;
use crate::{
    http::{Operation, TaskPace},
    kdocs::{auth::signed::Appspace, error::Error, json::Json, respond, scopes, tasks::batch},
    world::Ability,
};

/// <https://developer.kdocs.cn/server/appspace/batch-move.html>
pub const MOVE: Operation =
    Operation { name: "appspace.tasks.files.move", starts_task: true, ..scopes::WRITE };

/// The body of a move.
#[derive(Deserialize)]
pub struct MoveBody {
    file_tokens: Vec<String>,
    parent_token: String,
    /// The id of a person in the app's own terms.
    modifier: Option<String>,
}

/// Moves documents that lie in one directory into another one.
///
/// Handles `POST /api/v1/openapi/appspace/tasks/files/move`.
pub fn move_files(
    Appspace(caller): Appspace,
    pace: TaskPace,
    Json(body): Json<MoveBody>,
) -> Result<Response, Error> {
    let modifier = people::read("modifier", body.modifier)?;
    batch::check("file_tokens", &body.file_tokens, None)?;
    let outcome = batch::run(&caller, pace, (&body.file_tokens, Ability::Move), |world, files| {
        batch::plan_move(world, files, batch::find_target(&caller, world, &body.parent_token)?, modifier)
    })?;
    Ok(respond::success(&outcome.started()))
}
