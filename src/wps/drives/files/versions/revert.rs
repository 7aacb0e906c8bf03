//! Bringing a version back.

use axum::response::Response;

use crate::{
    http::{Operation, ThreeIds},
    world::Ability,
    wps::{auth::Caller, error::Error, respond, scopes, versions},
};

/// The vendor documents no such call; clients make it.
pub const REVERT: Operation = Operation { name: "drives.files.versions.revert", ..scopes::WRITE_VERSIONS };

/// Gives a file the content of one of its versions, as a new version.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/versions/{version_num}/revert`.
pub fn revert(caller: Caller, ThreeIds(drive, id, number): ThreeIds) -> Result<Response, Error> {
    caller.sandbox().write(|world, now| {
        let node = versions::file(&caller, world, (&drive, &id), Ability::History)?;
        let node = caller.permitted(world, node, &id, Ability::Update)?;
        let (node, version) = (node.id, versions::find(node, &number)?);
        Ok::<_, Error>(world.restore_version(caller.actor, node, version.number, now)?)
    })?;
    Ok(respond::done(caller.dialect))
}
