//! One item in a bin.

use axum::response::Response;

use crate::{
    http::{self, Id, Operation, Query},
    world::{self, BinLevel},
    wps::{
        auth::Caller,
        bins,
        error::Error,
        render::{Render, With},
        respond, scopes,
    },
};

/// 获取回收站文件信息.
pub const META: Operation = Operation { name: "deleted_files.meta.get", ..scopes::READ_DELETED };

/// Returns an item in a bin.
///
/// Handles `GET /v7/deleted_files/{file_id}/meta`.
pub async fn meta(caller: Caller, Id(id): Id, query: Query) -> Result<Response, Error> {
    let with = With::read(&query)?;
    let world = caller.world();
    let node = bins::entry(&caller, world, &id, BinLevel::First)?;
    let trashed = node.trashed.as_ref().ok_or(world::Error::NotInBin(node.id))?;
    if let Some(content) = node.content() {
        http::hash(content, |content| _ = content.sha1()).await;
    }
    let render = Render::new(&caller, world, caller.now());
    Ok(respond::success(caller.dialect, &render.deleted(node, trashed, with)))
}
