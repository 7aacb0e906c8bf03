//! The end of a library: 删除团队文档库.

use axum::response::Response;
use serde::Deserialize;

use super::library;
use crate::{
    http::Operation,
    world::{MemberRole, Owner},
    wps::{auth::Caller, error::Error, json::Json, respond, scopes},
};

/// By its drive.
pub const DELETE: Operation = Operation { name: "doclib.delete", ..scopes::WRITE_DOCLIBS };

/// Which library is deleted.
#[derive(Deserialize)]
pub struct Deleted {
    drive_id: String,
}

/// Deletes a library with all that is in it, and its group if that has no other drive; only its owner may.
///
/// Handles `POST /v7/doclib/delete`.
pub fn delete(caller: Caller, Json(body): Json<Deleted>) -> Result<Response, Error> {
    let user = library::person(&caller)?;
    caller.sandbox().write(|world, _| {
        let drive = caller.drive(world, &body.drive_id)?;
        let (id, group) = (drive.id, library::team(drive)?);
        if world.group(group).and_then(|group| group.role(user)) != Some(MemberRole::Owner) {
            return Err(Error::NotGroupOwner);
        }
        world.remove_drive(id)?;
        if !world.drives().any(|drive| drive.owner == Owner::Team(group)) {
            world.remove_group(group)?;
        }
        Ok(())
    })?;
    Ok(respond::done(caller.dialect))
}
