//! Copying documents of users.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Operation, TaskPace},
    kdocs::{
        auth::token::Personal,
        error::Error,
        ids,
        json::Json,
        respond, scopes,
        tasks::batch::{self, MOST_FILES, Outcome},
        wire::{IdPair, StartedTask},
    },
    world::{Ability, Job},
};

/// <https://developer.kdocs.cn/server/personal/tasks-files-copy.html>
pub const COPY: Operation =
    Operation { name: "personal.tasks.files.copy", starts_task: true, ..scopes::CLONE_PERSONAL };

/// The body of a copy.
#[derive(Deserialize)]
pub struct CopyBody {
    file_ids: Vec<String>,
    parent_id: Option<String>,
}

/// Copies documents into one directory, or each beside its source.
///
/// Handles `POST /api/v1/openapi/personal/tasks/files/copy`.
pub fn copy(
    Personal(caller): Personal,
    pace: TaskPace,
    Json(body): Json<CopyBody>,
) -> Result<Response, Error> {
    batch::check("file_ids", &body.file_ids, Some(MOST_FILES))?;
    // Clients that always send every member leave it empty.
    let parent = body.parent_id.as_deref().filter(|id| !id.is_empty());
    let outcome = batch::run(&caller, pace, (&body.file_ids, Ability::Copy), |world, _| {
        let into = parent.map(|id| batch::find_target(&caller, world, id)).transpose()?;
        Ok(Job::Copy {
            into: into.map(|folder| folder.id),
            name: None,
            on_conflict: batch::ON_CONFLICT,
            versions: false,
            children_only: false,
        })
    })?;
    Ok(respond::success(&match outcome {
        Outcome::Accepted(task) => StartedTask { task_id: ids::task(task), file_ids: None },
        Outcome::Done(made) => {
            StartedTask { task_id: String::new(), file_ids: Some(IdPair::of_all(&caller.app_key, &made)) }
        }
    }))
}
