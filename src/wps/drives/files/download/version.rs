//! The address of a version of a file.

use axum::response::Response;

use super::info::{self, Wanted};
use crate::{
    http::{Operation, Query, ThreeIds},
    world::Ability,
    wps::{auth::Caller, error::Error, scopes, storage::StorageBase, versions},
};

/// 获取指定文件版本下载地址.
pub const DOWNLOAD: Operation = Operation { name: "drives.files.versions.download", ..scopes::READ_VERSIONS };

/// Returns where a version of a file can be downloaded.
///
/// Handles `GET /v7/drives/{drive_id}/files/{file_id}/versions/{version_num}/download`.
pub async fn download(
    caller: Caller,
    base: StorageBase,
    ThreeIds(drive, id, number): ThreeIds,
    query: Query,
) -> Result<Response, Error> {
    let wanted = Wanted::read(&query)?;
    let world = caller.world();
    let node = versions::file(&caller, world, (&drive, &id), Ability::History)?;
    caller.permitted(world, node, &id, Ability::Download)?;
    info::check(node)?;
    let version = versions::find(node, &number)?;
    Ok(info::hand_out(&caller, &base, &wanted, (node.id, version.number, &version.content)).await)
}
