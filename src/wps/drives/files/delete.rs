//! Deleting one file: 删除文件.

use axum::response::Response;

use crate::{
    http::{Ids, Operation},
    world::Ability,
    wps::{auth::Caller, error::Error, respond, scopes},
};

/// 删除文件
pub const DELETE: Operation = Operation { name: "drives.files.delete", ..scopes::WRITE_APP_FILES };

/// Puts a file into the recycle bin; folders need the batch call. Clients send any body, or none.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/delete`.
pub fn delete(caller: Caller, Ids(drive, id): Ids) -> Result<Response, Error> {
    caller.sandbox().write(|world, now| {
        let node = caller.item(world, &drive, &id, Ability::Delete)?;
        if node.is_folder() {
            return Err(Error::Forbidden("It is a folder; batch_delete deletes folders.".into()));
        }
        let node = node.id;
        Ok(world.trash(caller.actor, node, now)?)
    })?;
    Ok(respond::done(caller.dialect))
}
