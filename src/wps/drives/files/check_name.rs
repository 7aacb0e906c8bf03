//! Whether a name is taken: 检查文件名是否已存在.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Ids, Operation},
    world::Ability,
    wps::{auth::Caller, error::Error, ids, json::Json, respond, scopes, texts, wire::NameCheck},
};

/// 检查文件名是否已存在
pub const CHECK_NAME: Operation = Operation { name: "drives.files.check_name", ..scopes::READ_FILES_ANY };

/// The body of [`check_name`]; unknown members are passed over.
#[derive(Deserialize)]
pub struct CheckBody {
    name: String,
    /// An item whose name does not count; one client sends it.
    file_id: Option<String>,
}

/// Returns whether an item of a folder has a name, in large or small letters.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/check_name`.
pub fn check_name(
    caller: Caller,
    Ids(drive, folder): Ids,
    Json(body): Json<CheckBody>,
) -> Result<Response, Error> {
    texts::check_name("name", &body.name)?;
    let world = caller.world();
    let folder = caller.folder(world, &drive, &folder, Ability::List)?;
    let itself = body.file_id.and_then(|id| ids::parse_file(world, &id));
    let is_exist = world.child(folder.id, &body.name).is_some_and(|found| Some(found) != itself);
    Ok(respond::success(caller.dialect, &NameCheck { is_exist }))
}
