//! Following items: a list of files and folders that each person keeps.

use axum::{http::StatusCode, response::Response};

use crate::{
    graph::{
        address::{Address, DriveAddress, find},
        auth::Caller,
        error::Error,
        json::NoParameters,
        odata::Options,
        render::{Render, context::Context, expanded, responses},
        scopes,
    },
    http::{self, LinkBase, Operation},
    world::{Drive, Error as WorldError, Flavor, Node, NodeId, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/drive-list-following>
pub const FOLLOWING: Operation = Operation { name: "drive.following.list", ..scopes::LIST };

/// Returns a followed item.
pub const FOLLOWED: Operation = Operation { name: "drive.following.get", ..scopes::READ };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-follow>; it needs no scope that writes.
pub const FOLLOW: Operation = Operation { name: "driveItem.follow", ..scopes::READ };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-unfollow>
pub const UNFOLLOW: Operation = Operation { name: "driveItem.unfollow", ..scopes::READ };

/// Lists what the owner of a drive follows.
///
/// Handles `GET /v1.0/drives/{drive}/following`.
pub fn following(
    caller: Caller,
    base: LinkBase,
    address: Address,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let render = Render::new(world, &base, Some(&caller));
    let all = all_followed(&caller, world, &address.drive)?.take(options.page_size());
    let value = all
        .map(|node| expanded::with_expansions(&caller, &render, node, render.item(node), &options))
        .collect();
    let context = Context::of(&caller, &base, &address).list_of_drive("following", &options);
    Ok(responses::collection(context, value))
}

/// Returns one of the items that the owner of a drive follows.
///
/// Handles `GET /v1.0/drives/{drive}/following/{item}`.
pub fn followed(
    caller: Caller,
    base: LinkBase,
    address: Address,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let id = item_id(world, &address);
    let found = all_followed(&caller, world, &address.drive)?.find(|node| Some(node.id) == id);
    let found = found.ok_or(WorldError::NotFound)?;
    let context = Context::of(&caller, &base, &address).item(&options);
    let render = Render::new(world, &base, Some(&caller));
    Ok(responses::item_response(&caller, &render, found, context, &options))
}

/// Adds an item to those that the caller follows.
///
/// Handles `POST /v1.0/drives/{drive}/items/{item}/follow`.
pub fn follow(
    caller: Caller,
    base: LinkBase,
    address: Address,
    options: Options,
    _: NoParameters,
) -> Result<Response, Error> {
    let user = caller.principal.user.ok_or(Error::NoMe)?;
    let id = caller.write(|world, _| {
        let node = caller.reach(world, &address)?;
        let id = node.id;
        check_business(world.drive(node.drive)?)?;
        world.follow(user, id)?;
        Ok::<_, Error>(id)
    })?;
    let world = caller.world();
    let context = Context::of(&caller, &base, &address).item(&options);
    let entity = Render::new(world, &base, Some(&caller)).entity(world.node(id)?, context);
    Ok(options.respond(StatusCode::OK, &entity))
}

/// Removes an item from those that the caller follows; one that is not followed is no error.
///
/// Handles `POST /v1.0/drives/{drive}/items/{item}/unfollow`.
pub fn unfollow(caller: Caller, address: Address, _: NoParameters) -> Result<Response, Error> {
    let user = caller.principal.user.ok_or(Error::NoMe)?;
    caller.write(|world, _| {
        let node = caller.reach(world, &address)?;
        let id = node.id;
        check_business(world.drive(node.drive)?)?;
        world.unfollow(user, id);
        Ok(http::empty(StatusCode::NO_CONTENT))
    })
}

/// Removes an item from those that the owner of a drive follows.
///
/// Handles `DELETE /v1.0/drives/{drive}/following/{item}`.
pub fn delete_following(caller: Caller, address: Address) -> Result<Response, Error> {
    caller.write(|world, _| {
        let (drive, user) = caller.owner_of(world, &address.drive)?;
        check_business(drive)?;
        let id = item_id(world, &address).ok_or(WorldError::NotFound)?;
        if world.unfollow(user, id) {
            Ok(http::empty(StatusCode::NO_CONTENT))
        } else {
            Err(WorldError::NotFound.into())
        }
    })
}

/// Returns the items that the owner of a drive follows, without those that the caller has no role on.
fn all_followed<'w>(
    caller: &Caller,
    world: &'w World,
    drive: &DriveAddress,
) -> Result<impl Iterator<Item = &'w Node>, Error> {
    let (drive, user) = caller.owner_of(world, drive)?;
    check_business(drive)?;
    let live = world.followed(user).filter_map(|id| world.live(id).ok()).map(AsRef::as_ref);
    Ok(live.filter(|node| caller.role(world, node).is_some()))
}

/// Refuses personal drives, which have no followed items.
fn check_business(drive: &Drive) -> Result<(), Error> {
    match drive.flavor {
        Flavor::Business => Ok(()),
        Flavor::Consumer => Err(Error::Invalid("Items of personal drives cannot be followed.")),
    }
}

/// Returns the item that an address names by its id alone.
fn item_id(world: &World, address: &Address) -> Option<NodeId> {
    find::item(world, address.item.id()?)
}
