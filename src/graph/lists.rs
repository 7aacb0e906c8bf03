//! What concerns a person, wherever it lies: shared with them, used lately, followed.

use axum::{http::StatusCode, response::Response};
use serde_json::Value;

use super::{
    auth::Caller,
    count,
    error::Error,
    ids,
    items::{self, GET_DRIVE},
    json::Path,
    odata::Options,
    render::Render,
    wire::{Outline, Pointer, RemoteItem, SharedWith},
};
use crate::{
    http::{self, LinkBase, Operation, date},
    world::{Actor, Drive, Error as WorldError, Flavor, Node, NodeId, Permission, UserId, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/drive-sharedwithme>
pub const SHARED_WITH_ME: Operation = Operation { name: "drive.sharedWithMe", ..GET_DRIVE };

/// <https://learn.microsoft.com/en-us/graph/api/drive-recent>
pub const RECENT: Operation = Operation { name: "drive.recent", ..GET_DRIVE };

/// <https://learn.microsoft.com/en-us/graph/api/drive-list-following>
pub const FOLLOWING: Operation = Operation { name: "drive.following.list", ..GET_DRIVE };

/// How many of that there are.
pub const COUNT: Operation = Operation { name: "drive.following.count", ..GET_DRIVE };

/// One item of that.
pub const FOLLOWED: Operation = Operation { name: "drive.following.get", ..GET_DRIVE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-follow>; it needs no scope that writes.
pub const FOLLOW: Operation = Operation { name: "driveItem.follow", ..GET_DRIVE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-unfollow>
pub const UNFOLLOW: Operation = Operation { name: "driveItem.unfollow", ..GET_DRIVE };

/// How many items were used lately, at the most.
const RECENT_ITEMS: usize = 100;

/// What others have shared with the owner of a drive.
pub async fn shared_with_me(
    caller: Caller,
    base: LinkBase,
    Path(drive): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    let sandbox = caller.0.call.sandbox();
    let (world, now) = (sandbox.snapshot(), sandbox.clock.now());
    let (_, user) = owner(&caller, &world, &drive)?;
    let render = Render { world: &world, base: &base };
    let mut last: Option<NodeId> = None;
    let mut value = Vec::new();
    // An item given by several permissions is told once: its permissions follow one another.
    for (id, given) in world.all_permissions().filter(|(_, given)| given.names(user) && given.is_valid(now)) {
        let Ok(node) = world.live(id) else { continue };
        if last.replace(id) != Some(id) && !is_theirs(&world, node, user) {
            value.push(pointer(&render, node, Some(given), &options));
        }
    }
    value.truncate(options.page_size());
    Ok(items::collection(&base, value))
}

/// The files that the owner of a drive changed last, wherever they lie.
pub async fn recent(
    caller: Caller,
    base: LinkBase,
    Path(drive): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.0.call.sandbox().snapshot();
    let (drive, user) = owner(&caller, &world, &drive)?;
    let render = Render { world: &world, base: &base };
    let mut files: Vec<&Node> = Vec::new();
    for reached in world.drives() {
        let changed =
            world.changes_newest_first(reached.id)?.filter_map(|change| world.live(change.node).ok());
        let of_theirs = changed.filter(|node| !node.is_folder() && node.modified.by == Actor::User(user));
        files.extend(of_theirs.map(AsRef::as_ref).take(RECENT_ITEMS));
    }
    files.retain(|node| is_theirs(&world, node, user) || caller.role(&world, node).is_some());
    files.sort_by_key(|node| std::cmp::Reverse((node.modified.at, node.changed)));
    files.truncate(RECENT_ITEMS.min(options.page_size()));
    let value = files.into_iter().map(|node| {
        if node.drive != drive.id {
            return pointer(&render, node, None, &options);
        }
        let mut item = render.item(node);
        // Business drives do not tell it.
        let is_consumer = drive.flavor == Flavor::Consumer;
        item.file_system_info.last_accessed_date_time = is_consumer.then(|| date::rfc3339(node.modified.at));
        options.selected(&item)
    });
    Ok(items::collection(&base, value.collect()))
}

/// What the owner of a drive follows.
pub async fn following(
    caller: Caller,
    base: LinkBase,
    Path(drive): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.0.call.sandbox().snapshot();
    let render = Render { world: &world, base: &base };
    let all = all_followed(&caller, &world, &drive)?.take(options.page_size());
    Ok(items::collection(&base, all.map(|node| options.told(render.item(node))).collect()))
}

/// How many items the owner of a drive follows.
pub async fn count(caller: Caller, Path(drive): Path<String>, _: Options) -> Result<Response, Error> {
    let world = caller.0.call.sandbox().snapshot();
    Ok(count::told(all_followed(&caller, &world, &drive)?.count() as u64))
}

/// One of the items that the owner of a drive follows.
pub async fn followed(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.0.call.sandbox().snapshot();
    let id = ids::parse_item(&world, &item);
    let found = all_followed(&caller, &world, &drive)?.find(|node| Some(node.id) == id);
    let found = found.ok_or(WorldError::NotFound)?;
    Ok(items::told(&caller, &Render { world: &world, base: &base }, found, &options))
}

/// What the owner of a drive follows and the caller reaches.
fn all_followed<'w>(
    caller: &Caller,
    world: &'w World,
    drive: &str,
) -> Result<impl Iterator<Item = &'w Node>, Error> {
    let (drive, user) = owner(caller, world, drive)?;
    check_business(drive)?;
    let live = world.followed(user).filter_map(|id| world.live(id).ok()).map(AsRef::as_ref);
    Ok(live.filter(|node| caller.role(world, node).is_some()))
}

/// Lets the caller follow an item.
pub async fn follow(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    options: Options,
) -> Result<Response, Error> {
    let user = caller.0.principal.user.ok_or(Error::NoMe)?;
    let id = caller.write(|world, _| {
        let node = caller.reach(world, &drive, &item)?;
        let id = node.id;
        check_business(world.drive(node.drive)?)?;
        world.follow(user, id)?;
        Ok::<_, Error>(id)
    })?;
    let world = caller.0.call.sandbox().snapshot();
    let entity = Render { world: &world, base: &base }.entity(world.node(id)?);
    Ok(options.answer(StatusCode::OK, &entity))
}

/// Ends the following of an item, whether or not it was followed.
pub async fn unfollow(
    caller: Caller,
    Path((drive, item)): Path<(String, String)>,
) -> Result<Response, Error> {
    let user = caller.0.principal.user.ok_or(Error::NoMe)?;
    caller.write(|world, _| {
        let node = caller.reach(world, &drive, &item)?;
        let id = node.id;
        check_business(world.drive(node.drive)?)?;
        world.unfollow(user, id);
        Ok(http::empty(StatusCode::NO_CONTENT))
    })
}

/// Takes an item out of what the owner of a drive follows.
pub async fn delete_following(
    caller: Caller,
    Path((drive, item)): Path<(String, String)>,
) -> Result<Response, Error> {
    caller.write(|world, _| {
        let (drive, user) = owner(&caller, world, &drive)?;
        check_business(drive)?;
        let id = ids::parse_item(world, &item).ok_or(WorldError::NotFound)?;
        if world.unfollow(user, id) {
            Ok(http::empty(StatusCode::NO_CONTENT))
        } else {
            Err(WorldError::NotFound.into())
        }
    })
}

/// A drive, and the person whom its lists concern: its owner, or in a drive without one the caller.
fn owner<'w>(caller: &Caller, world: &'w World, drive: &str) -> Result<(&'w Drive, UserId), Error> {
    let drive = caller.drive(world, drive)?;
    Ok((drive, drive.person().or(caller.0.principal.user).ok_or(Error::NoMe)?))
}

fn check_business(drive: &Drive) -> Result<(), Error> {
    match drive.flavor {
        Flavor::Business => Ok(()),
        Flavor::Consumer => Err(Error::Invalid("Items of personal drives cannot be followed.")),
    }
}

/// Whether an item lies in a drive of this person's.
fn is_theirs(world: &World, node: &Node, user: UserId) -> bool {
    let person = crate::world::Principal { user: Some(user), app: None };
    world.drive(node.drive).is_ok_and(|drive| drive.admits(&person))
}

/// An item that points to one in somebody else's drive.
fn pointer(render: &Render<'_>, node: &Node, given: Option<&Permission>, options: &Options) -> Value {
    let item = render.item(node);
    let drive = render.world.drive(node.drive).ok();
    let shared = given.map(|given| SharedWith {
        scope: render.shared(node).map_or("users", |shared| shared.scope),
        owner: drive.map(|drive| render.drive_owner(drive)).unwrap_or_default(),
        shared_by: render.by(given.given),
        shared_date_time: date::rfc3339(given.given.at),
    });
    let outline = &Outline {
        created_by: item.created_by,
        created_date_time: item.created_date_time,
        id: item.id,
        last_modified_by: item.last_modified_by,
        last_modified_date_time: item.last_modified_date_time,
        name: item.name,
        size: item.size,
        web_url: item.web_url,
        file: item.file,
        folder: item.folder,
        file_system_info: item.file_system_info,
    };
    let remote_item = RemoteItem { outline, parent_reference: item.parent_reference, shared };
    options.selected(&Pointer { outline, remote_item })
}
