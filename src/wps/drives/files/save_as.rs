//! Saving a file under another name or elsewhere: 文件另存为.

use axum::response::Response;
use serde::Deserialize;

use super::place::Target;
use crate::{
    http::{Both, Ids, Operation},
    world::{Ability, CopySpec},
    wps::{auth::Caller, change, error::Error, json::Json, on_conflict, scopes, texts},
};

/// 文件另存为
pub const SAVE_AS: Operation = Operation { name: "drives.files.save_as", ..scopes::WRITE_FILES_ANY };

/// The body of [`save_as`].
#[derive(Deserialize)]
pub struct SaveBody {
    name: Option<String>,
    on_name_conflict: Option<String>,
}

/// Saves what a file holds now as a new file.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/save_as`.
pub fn save_as(
    caller: Caller,
    Ids(drive, id): Ids,
    Json(Both(body, target)): Json<Both<SaveBody, Target>>,
) -> Result<Response, Error> {
    let on_conflict = on_conflict::rename_or_fail(body.on_name_conflict.as_deref())?;
    let name = body.name.as_deref().filter(|name| !name.is_empty());
    name.map_or(Ok(()), |name| texts::check_name("name", name))?;
    change::respond(&caller, |world, now| {
        let source = caller.item(world, &drive, &id, Ability::SaveAs)?;
        if source.is_folder() {
            return Err(Error::SaveAs("It is a folder.".into()));
        }
        let into = target.folder(&caller, world)?.id;
        let source = source.id;
        let name = name.map(Into::into);
        let copy = CopySpec { source, into, name, on_conflict, versions: false, children_only: false };
        Ok(world.copy(caller.actor, &copy, now)?)
    })
}
