//! What lies in the bins.

use axum::response::Response;

use crate::{
    http::{self, Operation, Query},
    wps::{
        auth::Caller,
        bins,
        error::Error,
        paging::Page,
        render::{Render, With},
        respond, scopes,
    },
};

/// 获取回收站文件列表.
pub const LIST: Operation = Operation { name: "deleted_files.list", scans: true, ..scopes::READ_DELETED };

/// Returns what lies in the bin of a drive, or of all drives; the latest deletion first.
///
/// Handles `GET /v7/deleted_files`.
pub async fn list(caller: Caller, query: Query, page: Page) -> Result<Response, Error> {
    let with = With::read(&query)?;
    let world = caller.world();
    let page = page.cut(bins::entries(&caller, world, query.get("drive_id"))?.into_iter());
    for content in page.items.iter().filter_map(|node| node.content()) {
        http::hash(content, |content| _ = content.sha1()).await;
    }
    let render = Render::new(&caller, world, caller.now());
    let shown = page.map(|node| node.trashed.as_ref().map(|trashed| render.deleted(node, trashed, with)));
    Ok(respond::success(caller.dialect, &shown))
}
