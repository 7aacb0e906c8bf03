//! Uploads in one step, as clients of private deployments make them.

use axum::response::Response;

use crate::{
    http::{
        Ids, Operation, Query, RawBody,
        body::{self, BodyError},
    },
    world::{Content, Mismatch},
    wps::{
        auth::Caller,
        dialect::OLD_PRIVATE,
        error::Error,
        scopes,
        uploads::{commit, target::Target},
    },
};

/// The vendor documents no such call; clients make it.
pub const UPLOAD: Operation =
    Operation { name: "drives.files.upload", dialects: OLD_PRIVATE, ..scopes::WRITE_FILES };

/// Creates a file of the body.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/upload`.
pub async fn upload(
    caller: Caller,
    Ids(drive, parent): Ids,
    query: Query,
    RawBody(body): RawBody,
) -> Result<Response, Error> {
    let name = query.required("name")?;
    let size = query.number("size")?.ok_or(Error::Missing("size"))?;
    let target = Target::named(name, size)?;
    target.find(&caller, caller.world(), &drive, &parent, caller.now())?;
    let bytes =
        body::read_to_keep(body, target.size, caller.call.memory()).await.map_err(|error| match error {
            BodyError::TooLarge(_) => Error::Mismatch(Mismatch::Size),
            error => error.into(),
        })?;
    if bytes.len() as u64 != target.size {
        return Err(Error::Mismatch(Mismatch::Size));
    }
    commit::put(&caller, &target, (&drive, &parent), Content::new(bytes)).await
}
