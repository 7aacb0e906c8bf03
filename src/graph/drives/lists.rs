//! Lists of items from many drives: shared with a person, changed by them lately.

use axum::response::Response;
use serde_json::Value;

use crate::{
    graph::{
        address::Address,
        auth::Caller,
        error::Error,
        odata::Options,
        render::{Render, date::date, responses},
        scopes,
        wire::{Item, Outline, Pointer, RemoteItem, SharedWith},
    },
    http::{self, LinkBase, Operation},
    sandbox::Quirk,
    world::{Actor, Node, NodeId, Permission, Principal, UserId, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/drive-sharedwithme>
pub const SHARED_WITH_ME: Operation = Operation { name: "drive.sharedWithMe", scans: true, ..scopes::LIST };

/// <https://learn.microsoft.com/en-us/graph/api/drive-recent>
pub const RECENT: Operation = Operation { name: "drive.recent", scans: true, ..scopes::LIST };

/// The most files in the list of recent ones.
const RECENT_FILES: usize = 100;

/// Lists what others have shared with the owner of a drive.
///
/// Handles `GET /v1.0/drives/{drive}/sharedWithMe`.
pub fn shared_with_me(
    caller: Caller,
    base: LinkBase,
    address: Address,
    options: Options,
) -> Result<Response, Error> {
    let (world, now) = (caller.world(), caller.now());
    let (_, user) = caller.owner_of(world, &address.drive)?;
    let render = Render::new(world, &base, Some(&caller));
    let mut last: Option<NodeId> = None;
    let mut value = Vec::new();
    // The permissions of an item follow one another, so an item with several is listed once.
    let granted =
        world.all_permissions().filter(|(_, known)| world.names(known, user) && known.is_valid(now));
    let own = world.personal_drive(user).map(|drive| drive.flavor);
    let is_external = |node: &Node| world.drive(node.drive).is_ok_and(|drive| Some(drive.flavor) != own);
    for (id, permission) in granted {
        let Ok(node) = world.live(id) else { continue };
        if caller.call.has_quirk_where(Quirk::ExternalSharesMissing, || is_external(node)) {
            continue;
        }
        if last.replace(id) != Some(id) && !is_theirs(world, node, user) {
            value.push(pointer(&render, node, render.item(node), Some(permission), &options));
        }
    }
    value.truncate(options.page_size());
    Ok(responses::collection(responses::context_of_anywhere(&base, &options), value))
}

/// Lists the files that the owner of a drive changed last, whatever drive they are in.
///
/// Handles `GET /v1.0/drives/{drive}/recent`.
pub fn recent(caller: Caller, base: LinkBase, address: Address, options: Options) -> Result<Response, Error> {
    let world = caller.world();
    let (drive, user) = caller.owner_of(world, &address.drive)?;
    let render = Render::new(world, &base, Some(&caller));
    let mut files: Vec<&Node> = Vec::new();
    for known in world.drives() {
        let changed = world.changes_newest_first(known.id)?.filter_map(|change| world.live(change.node).ok());
        let by_owner = changed.filter(|node| !node.is_folder() && node.modified.by == Actor::User(user));
        files.extend(by_owner.map(AsRef::as_ref).take(RECENT_FILES));
    }
    files.retain(|node| is_theirs(world, node, user) || caller.role(world, node).is_some());
    http::sort_by_key(&mut files, |node| std::cmp::Reverse((node.modified.at, node.changed)));
    files.truncate(RECENT_FILES.min(options.page_size()));
    let value = files.into_iter().map(|node| {
        let mut item = render.item(node);
        item.file_system_info.last_accessed_date_time = Some(date(node.modified.at));
        if node.drive == drive.id {
            options.selected(&item)
        } else {
            pointer(&render, node, item, None, &options)
        }
    });
    Ok(responses::collection(responses::context_of_anywhere(&base, &options), value.collect()))
}

/// Returns whether an item is in a drive that this person owns.
fn is_theirs(world: &World, node: &Node, user: UserId) -> bool {
    let person = Principal { user: Some(user), app: None };
    world.drive(node.drive).is_ok_and(|drive| world.admits(drive, &person))
}

/// Returns an item that points to one in another person's drive, with the permission that shares it, if one does.
fn pointer(
    render: &Render<'_>,
    node: &Node,
    item: Item,
    permission: Option<&Permission>,
    options: &Options,
) -> Value {
    let drive = render.world.drive(node.drive).ok();
    let shared = permission.map(|permission| SharedWith {
        scope: render.shared(node).map_or("users", |shared| shared.scope),
        owner: drive.map(|drive| render.drive_owner(drive)).unwrap_or_default(),
        shared_by: render.by(node, permission.given),
        shared_date_time: date(permission.given.at),
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
        package: item.package,
        file_system_info: item.file_system_info,
    };
    let remote_item = RemoteItem { outline, parent_reference: item.parent_reference, shared };
    options.selected(&Pointer { outline, remote_item })
}
