//! Deleting items, to the recycle bin or permanently, and restoring them.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    metadata::{ItemBody, Named},
    preconditions,
};
use crate::{
    graph::{
        address::{Address, names},
        auth::Caller,
        bundles::{change, children, find},
        error::Error,
        json::{Json, NoParameters},
        render::{context::Context, responses, tags},
        scopes,
    },
    http::{self, LinkBase, Operation},
    world::{self, Ability, BinLevel, Flavor, Node, NodeId, OnConflict, Role, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-delete>
pub const DELETE: Operation = Operation { name: "driveItem.delete", ..scopes::WRITE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-permanentdelete>
pub const PERMANENT_DELETE: Operation = Operation { name: "driveItem.permanentDelete", ..scopes::WRITE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-restore>
pub const RESTORE: Operation = Operation {
    name: "driveItem.restore",
    scopes: &["Files.ReadWrite.All", "Sites.ReadWrite.All"],
    ..scopes::WRITE
};

/// Moves an item to the recycle bin, with everything below it; deletes a bundle, or takes an item out of it.
///
/// Handles `DELETE /v1.0/drives/{drive}/items/{item}`.
pub fn delete(caller: Caller, address: Address, headers: HeaderMap) -> Result<Response, Error> {
    caller.write(|world, now| {
        let node = match caller.reach_to(world, &address, Ability::Delete) {
            Ok(node) => node,
            Err(error) => {
                let bundle = find::instead(&caller, world, &address, error)?.id;
                return match address.item.path.as_str() {
                    "" => change::delete_bundle(world, &headers, bundle),
                    child => children::take_out(&caller, world, bundle, child, now),
                };
            }
        };
        preconditions::check_if_match(&headers, node)?;
        let id = node.id;
        Ok::<_, Error>(world.trash(caller.actor, id, now)?)
    })?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Deletes an item permanently, from its folder or from the recycle bin.
///
/// Handles `POST /v1.0/drives/{drive}/items/{item}/permanentDelete`.
pub fn permanent_delete(
    caller: Caller,
    address: Address,
    headers: HeaderMap,
    _: NoParameters,
) -> Result<Response, Error> {
    caller.write(|world, _| {
        let node = anywhere(&caller, world, &address, Ability::Delete)?;
        tags::check_if_match(&headers, node)?;
        let id = node.id;
        Ok::<_, Error>(world.delete(id)?)
    })?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Restores an item from the recycle bin, to another folder or under another name if the body has one.
///
/// Handles `POST /v1.0/drives/{drive}/items/{item}/restore`.
pub fn restore(
    caller: Caller,
    base: LinkBase,
    address: Address,
    Json(body): Json<ItemBody>,
) -> Result<Response, Error> {
    let name = body.name.as_deref().filter(|name| !name.is_empty());
    if let Some(name) = name {
        names::check(name)?;
    }
    let (id, world) = caller.write_and_view(|world, now| {
        let node = anywhere(&caller, world, &address, Ability::Move)?;
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
        world.restore_to(caller.actor, id, into, name, OnConflict::Fail, now)?;
        names::check_path(world, world.node(id)?)?;
        Ok(id)
    })?;
    let context = Context::of(&caller, &base, &address).changed();
    responses::changed_item(&caller, &world, &base, context, id, StatusCode::OK)
}

/// Returns an item in the recycle bin by its id; business drives do not disclose theirs.
pub fn binned<'w>(caller: &Caller, world: &'w World, address: &Address) -> Option<&'w Node> {
    let node = anywhere(caller, world, address, Ability::Preview).ok()?;
    world.drive(node.drive).is_ok_and(|drive| drive.flavor == Flavor::Consumer).then_some(node)
}

/// Returns the item of an address, if the caller may do this with it; one that starts with the id of an item also leads into the recycle bin.
fn anywhere<'w>(
    caller: &Caller,
    world: &'w World,
    address: &Address,
    ability: Ability,
) -> Result<&'w Node, Error> {
    let drive = caller.drive_of(world, address)?.id;
    let found = match caller.item(world, drive, &address.item) {
        Err(Error::World(world::Error::InBin(id))) if address.item.path.is_empty() => {
            let node: &Node = world.node(id)?;
            // The bin of this service has one level: what has sunk below it is gone.
            let shown = node.drive == drive && world.bin_level(id) == Some(BinLevel::First);
            if shown { Ok(node) } else { Err(world::Error::NotFound.into()) }
        }
        found => found,
    };
    let node = caller.permit(world, found?, ability)?;
    if caller.role(world, node) >= Some(Role::Write) {
        Ok(node)
    } else {
        Err(world::Error::Unreachable(drive).into())
    }
}
