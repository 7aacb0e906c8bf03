//! Cancelling an upload in parts.

use axum::response::Response;

use crate::{
    http::{Id, Operation},
    wps::{
        auth::Caller,
        error::Error,
        ids, respond, scopes,
        uploads::{commit::find, parts::refused},
    },
};

/// 中止分块上传任务.
pub const ABORT: Operation = Operation { name: "multipart_upload_tasks.abort", ..scopes::WRITE_APP_FILES };

/// Forgets an upload and the parts that came.
///
/// Handles `POST /v7/multipart_upload_tasks/{upload_id}/abort`.
pub fn abort(caller: Caller, Id(given): Id) -> Result<Response, Error> {
    let id = ids::parse_parts(&given).ok_or(Error::NoParts)?;
    caller.sandbox().write(|world, _| {
        find(&caller, world, id).map_err(refused)?;
        world.cancel_upload(id).map_err(refused)
    })?;
    Ok(respond::done(caller.dialect))
}
