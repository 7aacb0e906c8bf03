//! Taking away: 批量移除授权（单个文件） and 盘批量移除授权.

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
        sharing::{
            grants::{self, Whom},
            subject::Subject,
        },
    },
};

/// On a file, a folder or a root.
pub const BATCH_DELETE: Operation =
    Operation { name: "drives.files.permissions.batch_delete", ..scopes::WRITE_PERMISSIONS };

/// On a drive.
pub const DRIVE_BATCH_DELETE: Operation =
    Operation { name: "drives.permissions.batch_delete", dialects: PUBLIC, ..scopes::WRITE_PERMISSIONS };

/// Who loses what they were given on a file.
#[derive(Deserialize)]
pub struct Taken {
    items: Vec<Object<Item>>,
    overwrite: Option<bool>,
}

/// Somebody, or a permission by its id, which is the older way.
#[derive(Deserialize)]
struct Item {
    subject: Option<Object<Subject>>,
    id: Option<u64>,
}

/// Who loses what they were given on a drive.
#[derive(Deserialize)]
pub struct TakenOnDrive {
    subjects: Vec<Object<Subject>>,
    overwrite: Option<bool>,
}

/// Takes away what people were given on an item; with `overwrite` also on all that lies below it.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/permissions/batch_delete`.
pub fn batch_delete(caller: Caller, Ids(drive, id): Ids, Json(body): Json<Taken>) -> Result<Response, Error> {
    grants::check_count("items", body.items.len(), grants::MOST)?;
    let whom = body.items.iter().map(|item| match (&item.subject, item.id) {
        (Some(subject), _) => Ok(Whom::Subject(subject)),
        (None, Some(id)) => Ok(Whom::Id(id)),
        (None, None) => Err(Error::Malformed("An item has neither `subject` nor `id`.".into())),
    });
    let whom: Vec<Whom<'_>> = whom.collect::<Result<_, _>>()?;
    take(&caller, &drive, &id, &whom, body.overwrite)
}

/// Takes away what people were given on a whole drive.
///
/// Handles `POST /v7/drives/{drive_id}/permissions/batch_delete`.
pub fn drive_batch_delete(
    caller: Caller,
    Id(drive): Id,
    Json(body): Json<TakenOnDrive>,
) -> Result<Response, Error> {
    grants::check_count("subjects", body.subjects.len(), grants::MOST_ON_DRIVES)?;
    let whom: Vec<Whom<'_>> = body.subjects.iter().map(|subject| Whom::Subject(subject)).collect();
    take(&caller, &drive, ids::ROOT, &whom, body.overwrite)
}

fn take(
    caller: &Caller,
    drive: &str,
    id: &str,
    whom: &[Whom<'_>],
    overwrite: Option<bool>,
) -> Result<Response, Error> {
    caller.sandbox().write(|world, _| {
        let node = grants::item(caller, world, drive, id)?.id;
        grants::take(caller, world, node, whom, overwrite.unwrap_or(false))
    })?;
    Ok(respond::done(caller.dialect))
}
