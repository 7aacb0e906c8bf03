//! Deleting items, deleting them for good, and taking them out of the recycle bin.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    address::ItemAddress,
    auth::Caller,
    error::Error,
    folders::CREATE,
    items,
    json::{Json, Path},
    metadata::{Metadata, Named},
    names, tags,
};
use crate::{
    http::{self, LinkBase, Operation},
    world::{self, Flavor, Node, NodeId, OnConflict, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-delete>
pub const DELETE: Operation = Operation { name: "driveItem.delete", ..CREATE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-permanentdelete>
pub const PERMANENT_DELETE: Operation = Operation { name: "driveItem.permanentDelete", ..CREATE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-restore>
pub const RESTORE: Operation = Operation {
    name: "driveItem.restore",
    scopes: &["Files.ReadWrite.All", "Sites.ReadWrite.All"],
    ..CREATE
};

/// Puts an item into the recycle bin, with all that lies below it.
pub async fn delete(
    caller: Caller,
    Path((drive, item)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    caller.write(|world, now| {
        let node = caller.reach(world, &drive, &item)?;
        tags::check_if_match(&headers, world, node)?;
        let id = node.id;
        Ok::<_, Error>(world.trash(caller.0.actor, id, now)?)
    })?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Deletes an item for good, from its folder or from the recycle bin.
pub async fn permanent_delete(
    caller: Caller,
    Path((drive, item)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    caller.write(|world, _| {
        let node = anywhere(&caller, world, &drive, &item)?;
        tags::check_if_match(&headers, world, node)?;
        let id = node.id;
        Ok::<_, Error>(world.delete(id)?)
    })?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Takes an item out of the recycle bin, on demand to another folder or under another name.
pub async fn restore(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    Json(body): Json<Metadata>,
) -> Result<Response, Error> {
    let name = body.name.as_deref().filter(|name| !name.is_empty());
    if let Some(name) = name {
        names::check(name)?;
    }
    let (world, id) = caller.write(|world, now| {
        let node = anywhere(&caller, world, &drive, &item)?;
        let id = node.id;
        if node.parent.is_none() {
            return Err(world::Error::IsRoot(id).into());
        }
        let into: Option<NodeId> = match &body.parent_reference {
            Some(reference) => match reference.find(&caller, world, node.drive)? {
                Named::Item(folder) => Some(folder.id),
                Named::Drive(_) | Named::Nothing => None,
            },
            None => None,
        };
        world.restore_to(caller.0.actor, id, into, name, OnConflict::Fail, now)?;
        names::check_path(world, world.node(id)?)?;
        Ok::<_, Error>((world.clone(), id))
    })?;
    items::answer_item(&world, &base, id, StatusCode::OK)
}

/// An item in the recycle bin, by its id; business drives do not tell of theirs.
pub fn binned<'w>(caller: &Caller, world: &'w World, drive: &str, item: &str) -> Option<&'w Node> {
    let node = anywhere(caller, world, drive, item).ok()?;
    world.drive(node.drive).is_ok_and(|drive| drive.flavor == Flavor::Consumer).then_some(node)
}

/// An item by its id, also in the recycle bin, or by any other address.
fn anywhere<'w>(caller: &Caller, world: &'w World, drive: &str, item: &str) -> Result<&'w Node, Error> {
    let drive = caller.drive_of(world, drive, item)?.id;
    match Caller::item(world, drive, item) {
        Err(Error::World(world::Error::InBin(id))) if ItemAddress::parse(item).path.is_empty() => {
            let node = world.node(id)?;
            if node.drive == drive { Ok(node) } else { Err(world::Error::NotFound.into()) }
        }
        found => found,
    }
}
