//! One drive: 获取盘信息.

use axum::response::Response;

use crate::{
    http::{Id, Operation, Query},
    wps::{auth::Caller, error::Error, render::Render, respond, scopes},
};

/// 获取盘信息
pub const GET: Operation = Operation { name: "drives.meta.get", ..scopes::READ_DRIVES };

/// Returns a drive of the caller or of a group of theirs.
///
/// Handles `GET /v7/drives/{drive_id}/meta`.
pub fn get(caller: Caller, Id(id): Id, query: Query) -> Result<Response, Error> {
    let world = caller.world();
    let with_ext_attrs = query.flag("with_ext_attrs")?;
    let drive = caller.drive(world, &id)?;
    let render = Render::new(&caller, world, caller.now());
    Ok(respond::success(caller.dialect, &render.drive(drive, with_ext_attrs)))
}
