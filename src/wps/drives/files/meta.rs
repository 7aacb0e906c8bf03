//! One file or folder of a drive: 根据`drive_id`和`file_id`获取文件信息.

use axum::response::Response;

use crate::{
    http::{Ids, Operation, Query},
    world::Ability,
    wps::{
        auth::Caller,
        error::Error,
        render::{Render, With},
        respond, scopes,
    },
};

/// 根据`drive_id`和`file_id`获取文件信息
pub const GET: Operation = Operation { name: "drives.files.meta.get", ..scopes::READ_APP_FILES };

/// Returns an item of a drive; `0` is the root.
///
/// Handles `GET /v7/drives/{drive_id}/files/{file_id}/meta`.
pub fn get(caller: Caller, Ids(drive, id): Ids, query: Query) -> Result<Response, Error> {
    let with = With::read(&query)?;
    let world = caller.world();
    let node = caller.item_or_root(world, &drive, &id, Ability::List)?;
    let render = Render::new(&caller, world, caller.now());
    Ok(respond::success(caller.dialect, &render.file(node, with)))
}
