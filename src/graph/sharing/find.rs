//! Looking up permissions that are to be changed.

use axum::http::HeaderMap;

use crate::{
    graph::{
        address::Address, auth::Caller, error::Error, ids, items::preconditions::check_if_match,
        render::Render,
    },
    http::LinkBase,
    world::{Ability, Error as WorldError, Flavor, Node, NodeId, Permission, Permit, Role, Timestamp, World},
};

/// Returns the permission of this id, if it was given on the item itself.
pub fn own(
    caller: &Caller,
    world: &World,
    address: &Address,
    permission: &str,
    headers: &HeaderMap,
    now: Timestamp,
) -> Result<(NodeId, Permission), Error> {
    let found = own_or_owners(caller, world, address, permission, headers, now)?;
    found.ok_or(Error::Invalid("The permission of the owner cannot be changed."))
}

/// Returns the permission of this id, if it was given on the item itself; none for that of the owner, which nobody gave.
pub fn own_or_owners(
    caller: &Caller,
    world: &World,
    address: &Address,
    permission: &str,
    headers: &HeaderMap,
    now: Timestamp,
) -> Result<Option<(NodeId, Permission)>, Error> {
    let node = caller.reach_to(world, address, Ability::Share)?;
    check_if_match(headers, node)?;
    // Only the id of the permission is read, so its links may lead nowhere.
    let base = LinkBase::new("", now);
    let render = Render::new(world, &base, Some(caller));
    let owners = world.drive(node.drive).map(|drive| render.owners_permission(node, drive))?;
    if owners.id == permission {
        return Ok(None);
    }
    let mut all = world.permissions_on(node, now);
    let found = all.find(|(_, given)| ids::permission(given.number) == permission);
    match found.ok_or(WorldError::NotFound)? {
        (given_on, given) if given_on.id == node.id => {
            let abilities = caller.abilities(world, node);
            let within = abilities.covers(world.abilities(node.drive, given));
            if !within || (given.keeps_out() && !abilities.has(Ability::Control)) {
                return Err(WorldError::Unreachable(node.drive).into());
            }
            Ok(Some((node.id, given.clone())))
        }
        _ => Err(Error::Invalid("Inherited permissions can only be changed where they were given.")),
    }
}

/// Returns the permission of this number, which was given on this item.
pub fn find(world: &World, id: NodeId, number: u64) -> Result<&Permission, Error> {
    let known = world.permissions(id).iter().find(|known| known.number == number);
    Ok(known.ok_or(WorldError::NotFound)?)
}

/// Refuses to give more than the caller has, who could otherwise give it to themselves.
pub fn check_within(caller: &Caller, world: &World, node: &Node, role: Role) -> Result<(), Error> {
    let within = caller.abilities(world, node).covers(role.abilities());
    if within { Ok(()) } else { Err(WorldError::Unreachable(node.drive).into()) }
}

/// Refuses to let people in again whom somebody else keeps out, unless the caller controls the item.
pub fn check_kept_out(caller: &Caller, world: &World, node: &Node, people: &Permit) -> Result<(), Error> {
    let kept_out =
        world.permissions(node.id).iter().any(|known| known.keeps_out() && known.grant.is_for_same(people));
    if kept_out && !caller.abilities(world, node).has(Ability::Control) {
        return Err(WorldError::Unreachable(node.drive).into());
    }
    Ok(())
}

/// Refuses what personal drives do not allow on their root.
pub fn check_root(world: &World, node: &Node) -> Result<(), Error> {
    let consumer = world.drive(node.drive).is_ok_and(|drive| drive.flavor == Flavor::Consumer);
    if consumer && node.parent.is_none() {
        return Err(Error::Invalid("The root of a personal drive cannot be shared."));
    }
    Ok(())
}
