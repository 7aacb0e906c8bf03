//! One file or folder, whatever its drive: 获取文件信息.

use axum::response::Response;

use crate::{
    http::{Id, Operation, Query},
    world::Ability,
    wps::{
        auth::Caller,
        error::Error,
        render::{Render, With},
        respond, scopes,
    },
};

/// 获取文件信息
pub const GET: Operation = Operation { name: "files.meta.get", ..scopes::READ_FILES_MCP };

/// Returns an item. Its link is always there, so that the `with_link` of clients changes nothing.
///
/// Handles `GET /v7/files/{file_id}/meta`.
pub fn get(caller: Caller, Id(id): Id, query: Query) -> Result<Response, Error> {
    let with = With::read(&query)?;
    query.without_effect(&["with_link"]);
    let world = caller.world();
    let node = caller.file(world, &id, Ability::List)?;
    let render = Render::new(&caller, world, caller.now());
    Ok(respond::success(caller.dialect, &render.file(node, with)))
}
