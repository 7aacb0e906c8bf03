//! Closing share links: 取消文件分享 and 取消文件盘分享.

use axum::response::Response;

use crate::{
    http::{Id, Ids, Operation},
    world::Ability,
    wps::{
        auth::Caller,
        dialect::PUBLIC,
        error::Error,
        ids,
        json::OptionalJson,
        respond, scopes,
        sharing::link::{self, Closed},
    },
};

/// Of a file or folder.
pub const CLOSE_LINK: Operation = Operation { name: "drives.files.close_link", ..scopes::WRITE_LINKS };

/// Of a drive.
pub const CLOSE_DRIVE_LINK: Operation =
    Operation { name: "drives.close_link", dialects: PUBLIC, ..scopes::WRITE_DRIVES };

/// Pauses or deletes the share link of a file or folder.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/close_link`.
pub fn close_link(
    caller: Caller,
    Ids(drive, id): Ids,
    OptionalJson(body): OptionalJson<Closed>,
) -> Result<Response, Error> {
    caller.sandbox().write(|world, now| {
        let id = caller.item(world, &drive, &id, Ability::Share)?.id;
        link::close(world, id, &body, now)
    })?;
    Ok(respond::done(caller.dialect))
}

/// Pauses or deletes the share link of a whole drive.
///
/// Handles `POST /v7/drives/{drive_id}/close_link`.
pub fn close_drive_link(
    caller: Caller,
    Id(drive): Id,
    OptionalJson(body): OptionalJson<Closed>,
) -> Result<Response, Error> {
    caller.sandbox().write(|world, now| {
        let id = caller.item_or_root(world, &drive, ids::ROOT, Ability::Share)?.id;
        link::close(world, id, &body, now)
    })?;
    Ok(respond::done(caller.dialect))
}
