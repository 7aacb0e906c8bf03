//! Moving documents of applications.

use axum::response::Response;
use serde::Deserialize;

use super::people;
use crate::{
    http::{Operation, TaskPace},
    kdocs::{
        auth::signed::Appspace,
        error::Error,
        ids,
        json::Json,
        respond, scopes,
        tasks::batch::{self, Outcome},
        wire::StartedTask,
    },
    world::{self, Job, OnConflict, Style},
};

/// <https://developer.kdocs.cn/server/appspace/batch-move.html>
pub const MOVE: Operation = Operation { name: "appspace.tasks.files.move", ..scopes::WRITE };

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
pub async fn move_files(
    Appspace(caller): Appspace,
    pace: TaskPace,
    Json(body): Json<MoveBody>,
) -> Result<Response, Error> {
    let modifier = people::read("modifier", body.modifier)?;
    batch::check("file_tokens", &body.file_tokens, None)?;
    let outcome = batch::run(&caller, pace, &body.file_tokens, |world, files| {
        let target = batch::find_target(&caller, world, &body.parent_token)?;
        let mut directories = files.iter().map(|file| file.parent);
        let directory = directories.next().flatten();
        if directories.any(|other| other != directory) {
            return Err(Error::NotSameDirectory);
        }
        if directory == Some(target.id) {
            return Err(world::Error::AlreadyThere(target.id).into());
        }
        if files.iter().any(|file| world.is_within(target.id, file.id)) {
            return Err(world::Error::IntoItself(target.id).into());
        }
        Ok(Job::Move { into: target.id, on_conflict: OnConflict::Rename(Style::Bracketed), modifier })
    })?;
    let task_id = match outcome {
        Outcome::Accepted(task) => ids::task(task),
        Outcome::Done(_) => String::new(),
    };
    Ok(respond::success(&StartedTask { task_id, file_ids: None }))
}
