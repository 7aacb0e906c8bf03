//! One address of many items.

use std::collections::HashSet;

use axum::response::Response;

use super::info;
use crate::{
    http::{Id, Operation, Query},
    world::Ability,
    wps::{
        auth::Caller,
        error::Error,
        respond, scopes,
        storage::{Opens, StorageBase},
        tasks::file_ids,
        wire::DownloadInfo,
    },
};

/// 批量文件下载.
pub const BATCH_DOWNLOAD: Operation =
    Operation { name: "drives.files.batch_download", ..scopes::READ_FILES_ANY };

/// Returns where files and folders can be downloaded as one archive, which is written when it is fetched.
///
/// Handles `GET /v7/drives/{drive_id}/files/batch_download`.
pub fn batch_download(
    caller: Caller,
    base: StorageBase,
    Id(drive): Id,
    query: Query,
) -> Result<Response, Error> {
    let ids = file_ids::listed(&query, "file_ids")?;
    file_ids::check("file_ids", &ids)?;
    let world = caller.world();
    let mut nodes = Vec::with_capacity(ids.len());
    let mut seen = HashSet::new();
    for id in &ids {
        let node = caller.item(world, &drive, id, Ability::Download)?;
        if !node.is_folder() {
            info::check(node)?;
        }
        if seen.insert(node.id) {
            nodes.push(node.id);
        }
    }
    let url = base.url(&Opens::Package(nodes), caller.actor);
    Ok(respond::success(caller.dialect, &DownloadInfo { url, hashes: None }))
}
