//! Giving: 批量授权（单个文件) and 盘批量授权.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Id, Ids, Operation, body::Object},
    wps::{
        auth::Caller,
        dialect::PUBLIC,
        error::Error,
        ids,
        json::Json,
        respond, scopes,
        sharing::{grants, subject::Subject},
    },
};

/// On a file, a folder or a root.
pub const BATCH_CREATE: Operation =
    Operation { name: "drives.files.permissions.batch_create", ..scopes::WRITE_PERMISSIONS };

/// On a drive.
pub const DRIVE_BATCH_CREATE: Operation =
    Operation { name: "drives.permissions.batch_create", dialects: PUBLIC, ..scopes::WRITE_PERMISSIONS };

/// Who gets which role; nobody is told, whatever `notify_subject_user` says.
#[derive(Deserialize)]
pub struct Given {
    role_id: String,
    subjects: Vec<Object<Subject>>,
    #[serde(rename = "notify_subject_user")]
    _notify: Option<bool>,
    overwrite: Option<bool>,
}

/// Gives a role on an item to people; with `overwrite` also on all that lies below it.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/permissions/batch_create`.
pub fn batch_create(caller: Caller, Ids(drive, id): Ids, Json(body): Json<Given>) -> Result<Response, Error> {
    give(&caller, &drive, &id, &body, grants::MOST)
}

/// Gives a role on a whole drive to people.
///
/// Handles `POST /v7/drives/{drive_id}/permissions/batch_create`.
pub fn drive_batch_create(caller: Caller, Id(drive): Id, Json(body): Json<Given>) -> Result<Response, Error> {
    give(&caller, &drive, ids::ROOT, &body, grants::MOST_ON_DRIVES)
}

fn give(caller: &Caller, drive: &str, id: &str, body: &Given, most: usize) -> Result<Response, Error> {
    grants::check_count("subjects", body.subjects.len(), most)?;
    caller.sandbox().write(|world, now| {
        let node = grants::item(caller, world, drive, id)?.id;
        let whom = (&*body.role_id, &*body.subjects);
        grants::give(caller, world, node, whom, body.overwrite.unwrap_or(false), now)
    })?;
    Ok(respond::done(caller.dialect))
}
