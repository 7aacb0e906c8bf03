//! Merging parts.

use std::time::Duration;

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Id, Operation},
    world::{UploadError, UploadId},
    wps::{
        auth::Caller,
        error::Error,
        ids,
        json::Json,
        scopes,
        uploads::{commit as uploads, parts::refused},
    },
};

/// 提交分块上传任务.
pub const COMMIT: Operation = Operation { name: "multipart_upload_tasks.commit", ..scopes::WRITE_APP_FILES };

/// The body of [`commit`], which says nothing.
#[derive(Deserialize)]
pub struct Nothing {}

/// Creates the file of an upload in parts. Where merging takes its time, the first call begins it.
///
/// Handles `POST /v7/multipart_upload_tasks/{upload_id}/commit`.
pub async fn commit(
    caller: Caller,
    Id(given): Id,
    Json(Nothing {}): Json<Nothing>,
) -> Result<Response, Error> {
    let id = ids::parse_parts(&given).ok_or(Error::NoParts)?;
    let upload = uploads::find(&caller, caller.world(), id).map_err(refused)?;
    if !upload.is_whole() {
        return Err(UploadError::Incomplete.into());
    }
    wait(&caller, id)?;
    uploads::commit(&caller, id).await.map_err(|error| match error {
        Error::Upload(error) => refused(error),
        other => other,
    })
}

/// Refuses until the parts are merged.
fn wait(caller: &Caller, id: UploadId) -> Result<(), Error> {
    let merging = Duration::from_millis(caller.settings().wps_merge_millis);
    if merging.is_zero() {
        return Ok(());
    }
    let asked = match uploads::find(caller, caller.world(), id).map_err(refused)?.asked() {
        Some(asked) => asked,
        None => caller.sandbox().write(|world, now| world.ask_for_upload(id, now)).map_err(refused)?,
    };
    if caller.now() < asked.plus(merging) { Err(Error::Merging) } else { Ok(()) }
}
