//! Taking items out of a bin.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{self, Id, Operation, TaskPace},
    world::{BinLevel, Job, Needs},
    wps::{
        auth::Caller,
        bins, change,
        error::Error,
        json::Json,
        respond, scopes,
        tasks::{
            batch::{self, ON_CONFLICT},
            file_ids,
        },
    },
};

/// 还原回收站文件.
pub const RESTORE: Operation = Operation { name: "deleted_files.restore", ..scopes::WRITE_DELETED };

/// 批量还原回收站文件.
pub const BATCH_RESTORE: Operation =
    Operation { name: "deleted_files.batch_restore", starts_task: true, ..scopes::WRITE_DELETED };

/// The body of [`batch_restore`].
#[derive(Deserialize)]
pub struct FileIds {
    file_ids: Vec<String>,
}

/// Puts an item back where it lay; where its name is taken, it gets another one.
///
/// Handles `POST /v7/deleted_files/{file_id}/restore`.
pub async fn restore(caller: Caller, Id(id): Id) -> Result<Response, Error> {
    let node = bins::entry(&caller, caller.world(), &id, BinLevel::First)?;
    if let Some(content) = node.content() {
        http::hash(content, |content| _ = content.sha1()).await;
    }
    change::respond(&caller, |world, now| {
        let node = bins::entry(&caller, world, &id, BinLevel::First)?.id;
        world.restore(caller.actor, node, ON_CONFLICT, now)?;
        Ok(node)
    })
}

/// Puts items back where they lay.
///
/// Handles `POST /v7/deleted_files/batch_restore`.
pub fn batch_restore(caller: Caller, pace: TaskPace, Json(body): Json<FileIds>) -> Result<Response, Error> {
    file_ids::check("file_ids", &body.file_ids)?;
    let started = batch::run(
        &caller,
        pace,
        (&body.file_ids, Needs::default()),
        |world, id, _| bins::entry(&caller, world, id, BinLevel::First).map(AsRef::as_ref),
        |_, _| Ok(Job::Restore { on_conflict: ON_CONFLICT }),
    )?;
    Ok(respond::success(caller.dialect, &started))
}
