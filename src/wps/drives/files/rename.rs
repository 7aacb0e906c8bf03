//! Renaming: 重命名文件（夹）.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Ids, Operation},
    world::{Ability, OnConflict},
    wps::{auth::Caller, change, error::Error, json::Json, scopes, texts},
};

/// 重命名文件（夹）
pub const RENAME: Operation = Operation { name: "drives.files.rename", ..scopes::WRITE_FILES };

/// The body of [`rename`]; unknown members are passed over.
#[derive(Deserialize)]
pub struct RenameBody {
    dst_name: String,
}

/// Gives an item another name, whatever its extension.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/rename`.
pub fn rename(caller: Caller, Ids(drive, id): Ids, Json(body): Json<RenameBody>) -> Result<Response, Error> {
    texts::check_name("dst_name", &body.dst_name)?;
    change::respond(&caller, |world, now| {
        let node = caller.item(world, &drive, &id, Ability::Rename)?.id;
        world.rename(caller.actor, node, &body.dst_name, OnConflict::Fail, now)?;
        Ok(node)
    })
}
