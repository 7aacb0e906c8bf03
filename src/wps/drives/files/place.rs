//! Putting one item elsewhere; no page documents it, and clients do it against `api.wps.cn` (reference 9.11).

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Ids, Operation},
    world::{self, Ability, CopySpec, Node, World},
    wps::{auth::Caller, change, error::Error, ids, json::Json, scopes, tasks::batch::ON_CONFLICT},
};

/// No page documents it.
pub const MOVE: Operation = Operation { name: "drives.files.move", ..scopes::WRITE_FILES };

/// No page documents it.
pub const COPY: Operation = Operation { name: "drives.files.copy", ..scopes::WRITE_FILES };

/// The folder that receives items, as bodies name it.
#[derive(Deserialize)]
pub struct Target {
    dst_drive_id: String,
    dst_parent_id: String,
}

impl Target {
    /// Returns the folder, if the caller may make items in it.
    ///
    /// # Errors
    /// Those of [`Caller::folder`].
    pub fn folder<'w>(&self, caller: &Caller, world: &'w World) -> Result<&'w Node, Error> {
        caller.folder(world, &self.dst_drive_id, &self.dst_parent_id, Ability::NewEmpty)
    }
}

/// Returns an item with which the caller may do this, if they may do it with all that lies in it, too.
///
/// # Errors
/// Those of [`Caller::item`].
pub fn find<'w>(
    caller: &Caller,
    world: &'w World,
    drive: &str,
    id: &str,
    ability: Ability,
) -> Result<&'w Node, Error> {
    let node = caller.item(world, drive, id, ability)?;
    if node.parent.is_none() {
        return Err(Error::File { id: id.into(), error: world::Error::IsRoot(node.id) });
    }
    if node.is_folder() && !caller.manages(world, world.drive(node.drive)?) {
        // What has no grants of its own is open as its folder is.
        for below in world.subtree(node.id).filter(|below| world.has_own_access(below.id)) {
            caller.permitted(world, below, &ids::file(below.id), ability)?;
        }
    }
    Ok(node)
}

/// Moves an item; one that is there already stays as it is.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/move`.
pub fn move_file(caller: Caller, Ids(drive, id): Ids, Json(target): Json<Target>) -> Result<Response, Error> {
    change::respond(&caller, |world, now| {
        let node = find(&caller, world, &drive, &id, Ability::Move)?;
        let into = target.folder(&caller, world)?.id;
        let (is_there, node) = (node.parent == Some(into), node.id);
        if !is_there {
            world.relocate(caller.actor, node, into, None, ON_CONFLICT, now)?;
        }
        Ok(node)
    })
}

/// Copies an item.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/copy`.
pub fn copy_file(caller: Caller, Ids(drive, id): Ids, Json(target): Json<Target>) -> Result<Response, Error> {
    change::respond(&caller, |world, now| {
        let source = find(&caller, world, &drive, &id, Ability::Copy)?.id;
        let into = target.folder(&caller, world)?.id;
        let copy = CopySpec {
            source,
            into,
            name: None,
            on_conflict: ON_CONFLICT,
            versions: false,
            children_only: false,
        };
        Ok(world.copy(caller.actor, &copy, now)?)
    })
}
