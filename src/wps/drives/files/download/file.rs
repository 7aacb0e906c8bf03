//! The address of a file.

use axum::response::Response;

use super::info::{self, Wanted};
use crate::{
    http::{Ids, Operation, Query},
    world::{self, Ability},
    wps::{auth::Caller, error::Error, scopes, storage::StorageBase},
};

/// 获取文件下载信息.
pub const DOWNLOAD: Operation = Operation { name: "drives.files.download", ..scopes::READ_APP_FILES };

/// Returns where the current version of a file can be downloaded; a shortcut leads to the file that it stands for.
///
/// Handles `GET /v7/drives/{drive_id}/files/{file_id}/download`.
pub async fn download(
    caller: Caller,
    base: StorageBase,
    Ids(drive, id): Ids,
    query: Query,
) -> Result<Response, Error> {
    let wanted = Wanted::read(&query)?;
    let world = caller.world();
    let node = info::followed(world, caller.item(world, &drive, &id, Ability::Download)?)?;
    caller.permitted(world, node, &id, Ability::Download)?;
    info::check(node)?;
    let content = node.content().ok_or(world::Error::NotAFile(node.id))?;
    Ok(info::hand_out(&caller, &base, &wanted, (node.id, node.version(), content)).await)
}
