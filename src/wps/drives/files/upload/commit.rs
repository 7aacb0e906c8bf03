//! The last of three steps: the file is made of what was sent.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Ids, Operation},
    world::UploadError,
    wps::{auth::Caller, error::Error, ids, json::Json, scopes, uploads::commit},
};

/// 提交文件上传完成.
pub const COMMIT_UPLOAD: Operation = Operation { name: "drives.files.commit_upload", ..scopes::WRITE_FILES };

/// The body of [`commit_upload`]; `id` is the older name of the same.
#[derive(Deserialize)]
pub struct CommitBody {
    upload_id: Option<String>,
    id: Option<String>,
}

/// Creates the file of an upload.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/commit_upload`.
pub async fn commit_upload(
    caller: Caller,
    Ids(drive, _): Ids,
    Json(body): Json<CommitBody>,
) -> Result<Response, Error> {
    let given = body.upload_id.or(body.id).filter(|id| !id.is_empty());
    let given = given.ok_or_else(|| Error::NotSupported("upload_id is missing.".into()))?;
    let world = caller.world();
    let drive = caller.named_drive(world, &drive)?.id;
    let id = ids::parse_upload(&given).ok_or(UploadError::Unknown)?;
    if world.drive_of(&commit::find(&caller, world, id)?.spec.to)? != drive {
        return Err(UploadError::Unknown.into());
    }
    commit::commit(&caller, id).await
}
