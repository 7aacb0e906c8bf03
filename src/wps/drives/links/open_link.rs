//! Opening share links: 开启文件分享 and 开启文件盘分享.

use axum::response::Response;

use crate::{
    http::{Id, Ids, Operation},
    world::Ability,
    wps::{
        auth::Caller,
        dialect::PUBLIC,
        error::Error,
        ids,
        json::Json,
        render::Render,
        respond, scopes,
        sharing::link::{self, Opened},
    },
};

/// Of a file or folder.
pub const OPEN_LINK: Operation = Operation { name: "drives.files.open_link", ..scopes::WRITE_LINKS_MCP };

/// Of a drive.
pub const OPEN_DRIVE_LINK: Operation =
    Operation { name: "drives.open_link", dialects: PUBLIC, ..scopes::WRITE_DRIVES };

/// Opens the share link of a file or folder, or opens it again.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/open_link`.
pub fn open_link(caller: Caller, Ids(drive, id): Ids, Json(body): Json<Opened>) -> Result<Response, Error> {
    let (id, world) = caller.sandbox().write_and_view(|world, now| {
        if matches!(&*id, ids::ROOT) {
            return Err(Error::Unshareable);
        }
        let node = caller.item(world, &drive, &id, Ability::Share)?;
        if node.parent.is_none() {
            return Err(Error::Unshareable);
        }
        let id = node.id;
        link::open(&caller, world, id, &body, now)?;
        Ok(id)
    })?;
    let render = Render::new(&caller, &world, caller.now());
    Ok(respond::success(caller.dialect, &link::describe(&render, world.node(id)?)))
}

/// Opens the share link of a whole drive.
///
/// Handles `POST /v7/drives/{drive_id}/open_link`.
pub fn open_drive_link(caller: Caller, Id(drive): Id, Json(body): Json<Opened>) -> Result<Response, Error> {
    caller.sandbox().write(|world, now| {
        let id = caller.item_or_root(world, &drive, ids::ROOT, Ability::Share)?.id;
        link::open(&caller, world, id, &body, now)
    })?;
    Ok(respond::done(caller.dialect))
}
