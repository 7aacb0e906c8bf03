//! All versions of a file.

use axum::response::Response;

use crate::{
    http::{self, Ids, Operation, Query},
    world::Ability,
    wps::{
        auth::Caller,
        error::Error,
        paging::Page,
        render::{Render, WithNote},
        respond, scopes, versions,
    },
};

/// 获取文件版本列表.
pub const LIST: Operation = Operation { name: "drives.files.versions.list", ..scopes::READ_VERSIONS };

/// Returns the versions of a file, the newest first.
///
/// Handles `GET /v7/drives/{drive_id}/files/{file_id}/versions`.
pub async fn list(caller: Caller, Ids(drive, id): Ids, query: Query, page: Page) -> Result<Response, Error> {
    let with =
        WithNote { with_comment: query.flag("with_comment")?, with_ext_attrs: query.flag("with_ext_attrs")? };
    let world = caller.world();
    let node = versions::file(&caller, world, (&drive, &id), Ability::History)?;
    let page = page.cut(node.versions());
    for version in &page.items {
        http::hash(&version.content, |content| _ = content.sha1()).await;
    }
    let render = Render::new(&caller, world, caller.now());
    Ok(respond::success(caller.dialect, &page.map(|version| render.version(node, &version, with))))
}
