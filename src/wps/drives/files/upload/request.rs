//! The first of three steps: where the bytes are sent.

use axum::response::Response;

use crate::{
    http::{Both, Ids, Operation},
    wps::{
        auth::Caller,
        error::Error,
        ids,
        json::Json,
        respond, scopes,
        storage::{Opens, StorageBase},
        uploads::{
            hashes::Needed,
            target::{StoreBody, TargetBody},
        },
        wire::{StoreRequest, UploadInfo},
    },
};

/// 请求文件上传信息.
pub const REQUEST_UPLOAD: Operation =
    Operation { name: "drives.files.request_upload", ..scopes::WRITE_FILES };

/// Returns the address that the bytes of a file are sent to.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/request_upload`.
pub fn request_upload(
    caller: Caller,
    base: StorageBase,
    Ids(drive, parent): Ids,
    Json(Both(store, target)): Json<Both<StoreBody, TargetBody>>,
) -> Result<Response, Error> {
    store.check(&caller)?;
    let target = target.read(caller.dialect, Needed::Either)?;
    let id = caller.sandbox().write(|world, now| target.open(&caller, world, &drive, &parent, now))?;
    let url = base.url(&Opens::Upload(id), caller.actor);
    let info = UploadInfo { upload_id: ids::upload(id), store_request: StoreRequest { method: "PUT", url } };
    Ok(respond::success(caller.dialect, &info))
}
