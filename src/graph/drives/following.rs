//! The items that people follow.

use axum::{http::StatusCode, response::Response};

use crate::{
    graph::{
        address::{Address, DriveAddress},
        auth::Caller,
        error::Error,
        ids,
        odata::{Options, count::count_response},
        render::{Render, answers},
        scopes,
    },
    http::{self, LinkBase, Operation},
    world::{Drive, Error as WorldError, Flavor, Node, NodeId, World},
};

/// What the owner of a drive follows.
pub async fn following(
    caller: Caller,
    base: LinkBase,
    address: Address,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let render = Render { world, base: &base };
    let all = all_followed(&caller, world, &address.drive)?.take(options.page_size());
    Ok(answers::collection(&base, all.map(|node| options.selected_or_whole(render.item(node))).collect()))
}

/// How many items the owner of a drive follows.
pub async fn count(caller: Caller, address: Address, _: Options) -> Result<Response, Error> {
    let world = caller.world();
    Ok(count_response(all_followed(&caller, world, &address.drive)?.count() as u64))
}

/// One of the items that the owner of a drive follows.
pub async fn followed(
    caller: Caller,
    base: LinkBase,
    address: Address,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let id = item_id(world, &address);
    let found = all_followed(&caller, world, &address.drive)?.find(|node| Some(node.id) == id);
    let found = found.ok_or(WorldError::NotFound)?;
    Ok(answers::item_response(&caller, &Render { world, base: &base }, found, &options))
}

/// What the owner of a drive follows and the caller reaches.
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

/// Lets the caller follow an item.
pub async fn follow(
    caller: Caller,
    base: LinkBase,
    address: Address,
    options: Options,
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
    let entity = Render { world, base: &base }.entity(world.node(id)?);
    Ok(options.answer(StatusCode::OK, &entity))
}

/// Ends the following of an item, whether or not it was followed.
pub async fn unfollow(caller: Caller, address: Address) -> Result<Response, Error> {
    let user = caller.principal.user.ok_or(Error::NoMe)?;
    caller.write(|world, _| {
        let node = caller.reach(world, &address)?;
        let id = node.id;
        check_business(world.drive(node.drive)?)?;
        world.unfollow(user, id);
        Ok(http::empty(StatusCode::NO_CONTENT))
    })
}

/// Takes an item out of what the owner of a drive follows.
pub async fn delete_following(caller: Caller, address: Address) -> Result<Response, Error> {
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

fn check_business(drive: &Drive) -> Result<(), Error> {
    match drive.flavor {
        Flavor::Business => Ok(()),
        Flavor::Consumer => Err(Error::Invalid("Items of personal drives cannot be followed.")),
    }
}

/// <https://learn.microsoft.com/en-us/graph/api/drive-list-following>
pub const FOLLOWING: Operation = Operation { name: "drive.following.list", ..scopes::LIST };

/// How many of that there are.
pub const COUNT: Operation = Operation { name: "drive.following.count", ..scopes::READ };

/// One item of that.
pub const FOLLOWED: Operation = Operation { name: "drive.following.get", ..scopes::READ };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-follow>; it needs no scope that writes.
pub const FOLLOW: Operation = Operation { name: "driveItem.follow", ..scopes::READ };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-unfollow>
pub const UNFOLLOW: Operation = Operation { name: "driveItem.unfollow", ..scopes::READ };

/// Returns the item that an address names by its id.
fn item_id(world: &World, address: &Address) -> Option<NodeId> {
    ids::parse_item(world, address.item.id()?)
}
