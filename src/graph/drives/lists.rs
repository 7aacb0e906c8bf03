//! What concerns a person, wherever it lies: shared with them, used lately, followed.

use axum::response::Response;
use serde_json::Value;

use crate::{
    graph::{
        address::Address,
        auth::Caller,
        error::Error,
        odata::Options,
        render::{Render, answers},
        scopes,
        wire::{Outline, Pointer, RemoteItem, SharedWith},
    },
    http::{LinkBase, Operation, date},
    world::{Actor, Flavor, Node, NodeId, Permission, UserId, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/drive-sharedwithme>
pub const SHARED_WITH_ME: Operation = Operation { name: "drive.sharedWithMe", ..scopes::LIST };

/// <https://learn.microsoft.com/en-us/graph/api/drive-recent>
pub const RECENT: Operation = Operation { name: "drive.recent", ..scopes::LIST };

/// How many items were used lately, at the most.
const RECENT_ITEMS: usize = 100;

/// What others have shared with the owner of a drive.
pub async fn shared_with_me(
    caller: Caller,
    base: LinkBase,
    address: Address,
    options: Options,
) -> Result<Response, Error> {
    let (world, now) = (caller.world(), caller.now());
    let (_, user) = caller.owner_of(world, &address.drive)?;
    let render = Render { world, base: &base };
    let mut last: Option<NodeId> = None;
    let mut value = Vec::new();
    // An item given by several permissions is told once: its permissions follow one another.
    for (id, given) in world.all_permissions().filter(|(_, given)| given.names(user) && given.is_valid(now)) {
        let Ok(node) = world.live(id) else { continue };
        if last.replace(id) != Some(id) && !is_theirs(world, node, user) {
            value.push(pointer(&render, node, Some(given), &options));
        }
    }
    value.truncate(options.page_size());
    Ok(answers::collection(&base, value))
}

/// The files that the owner of a drive changed last, wherever they lie.
pub async fn recent(
    caller: Caller,
    base: LinkBase,
    address: Address,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let (drive, user) = caller.owner_of(world, &address.drive)?;
    let render = Render { world, base: &base };
    let mut files: Vec<&Node> = Vec::new();
    for reached in world.drives() {
        let changed =
            world.changes_newest_first(reached.id)?.filter_map(|change| world.live(change.node).ok());
        let of_theirs = changed.filter(|node| !node.is_folder() && node.modified.by == Actor::User(user));
        files.extend(of_theirs.map(AsRef::as_ref).take(RECENT_ITEMS));
    }
    files.retain(|node| is_theirs(world, node, user) || caller.role(world, node).is_some());
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
    Ok(answers::collection(&base, value.collect()))
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
