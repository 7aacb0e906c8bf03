//! Uploads in parts: where these are sent. What becomes of them stands in `multipart_upload_tasks`.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Both, Ids, Operation},
    world::Actor,
    wps::{
        auth::Caller,
        dialect::Dialect,
        error::Error,
        ids,
        json::Json,
        respond, scopes,
        storage::{Opens, StorageBase},
        uploads::{
            hashes::Needed,
            parts,
            target::{StoreBody, TargetBody},
        },
        wire::PartsInfo,
    },
};

/// 分块上传任务初始化.
pub const CREATE_TASK: Operation =
    Operation { name: "drives.files.create_multipart_upload_task", ..scopes::WRITE_APP_FILES };

/// The body of [`create_task`].
#[derive(Deserialize)]
pub struct TaskBody {
    mode: Option<String>,
    delegate_user_id: Option<String>,
}

/// Returns the address that the parts of a file are sent to, one after another.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/create_multipart_upload_task`.
pub fn create_task(
    caller: Caller,
    base: StorageBase,
    Ids(drive, parent): Ids,
    Json(Both(body, Both(store, target))): Json<Both<TaskBody, Both<StoreBody, TargetBody>>>,
) -> Result<Response, Error> {
    check_mode(body.mode.as_deref(), caller.dialect)?;
    store.check(&caller)?;
    let target = target.read(caller.dialect, Needed::Sha256)?;
    let sender = sender(&caller, body.delegate_user_id.as_deref())?;
    let (size, part_size) = (target.size, caller.settings().wps_part_bytes.max(1));
    let id = caller.sandbox().write(|world, now| target.open(&caller, world, &drive, &parent, now))?;
    let upload_addr = base.url(&Opens::Parts { upload: id, size: part_size }, sender);
    let part_count = parts::count(part_size, size);
    let info = PartsInfo { upload_id: ids::parts(id), part_count, part_size, upload_addr };
    Ok(respond::success(caller.dialect, &info))
}

/// The public cloud knows two modes and serves one; private deployments know none.
fn check_mode(mode: Option<&str>, dialect: Dialect) -> Result<(), Error> {
    match mode {
        _ if dialect != Dialect::Public => Ok(()),
        Some("sequential") => Ok(()),
        None => Err(Error::NotSupported("mode is missing.".into())),
        Some(other) => Err(Error::NotSupported(format!("mode: {other:?} is not supported.").into())),
    }
}

/// Returns whose token the parts are sent with.
fn sender(caller: &Caller, delegate: Option<&str>) -> Result<Actor, Error> {
    let Some(delegate) = delegate.filter(|id| !id.is_empty()) else { return Ok(caller.actor) };
    if caller.principal.user.is_some() {
        return Err(Error::NotSupported("delegate_user_id is for tokens of applications.".into()));
    }
    let user = ids::parse_user(caller.world(), delegate);
    let user = user.ok_or_else(|| Error::NoUser(delegate.into()))?;
    Ok(Actor::User(user.id))
}
