//! One version of a file.

use axum::response::Response;

use crate::{
    http::{self, Operation, Query, ThreeIds},
    world::Ability,
    wps::{
        auth::Caller,
        error::Error,
        render::{Render, WithNote},
        respond, scopes, versions,
    },
};

/// 获取文件版本信息.
pub const META: Operation = Operation { name: "drives.files.versions.meta.get", ..scopes::READ_VERSIONS };

/// Returns a version of a file, with its comment if it has one.
///
/// Handles `GET /v7/drives/{drive_id}/files/{file_id}/versions/{version_num}/meta`.
pub async fn meta(
    caller: Caller,
    ThreeIds(drive, id, number): ThreeIds,
    query: Query,
) -> Result<Response, Error> {
    let with = WithNote { with_comment: true, with_ext_attrs: query.flag("with_ext_attrs")? };
    let world = caller.world();
    let node = versions::file(&caller, world, (&drive, &id), Ability::History)?;
    let version = versions::find(node, &number)?;
    http::hash(&version.content, |content| _ = content.sha1()).await;
    let render = Render::new(&caller, world, caller.now());
    Ok(respond::success(caller.dialect, &render.version(node, &version, with)))
}
