//! Looking at shared folders.
//!
//! See <https://support.huaweicloud.com/intl/zh-cn/api-koodrive-carrier/ListShareFolder.html> and its neighbours.

use axum::response::Response;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        dates,
        error::Error,
        ids,
        json::{Id, Query},
        paging::offset_limit_within,
        respond,
        scopes::READ,
        wire::{OneShareFolder, ShareFolder, ShareFolders},
    },
    world::{Error as WorldError, Group, MOST_OF_FAMILY, Node, SharedFolder, UserId, World, name},
};

/// Lists shared folders.
pub const LIST_SHARE_FOLDER: Operation = Operation { name: "ListShareFolder", scans: true, ..READ };
/// Returns a shared folder.
pub const GET_SHARE_FOLDER_METADATA: Operation = Operation { name: "GetShareFolderMetadata", ..READ };

/// The most folders of a page, and the most characters of a key word.
const MOST: u64 = 1000;
const LONGEST_KEY_WORD: usize = 32;

/// Lists the folders that the caller shares with their family, in the order in which the folders were made.
///
/// Handles `GET /koodrive/ose/v1/sharefolder/list`.
pub fn list(query: Query, caller: Caller) -> Result<Response, Error> {
    let (offset, limit) = offset_limit_within(&query, MOST)?;
    let is_deleted = query.word("status", &[("0", false), ("1", true)])?.unwrap_or(false);
    let whose = query.word("queryType", &[("0", None), ("1", Some(true)), ("2", Some(false))])?.flatten();
    let key_word = query.get("keyWord").unwrap_or_default();
    if key_word.chars().count() > LONGEST_KEY_WORD {
        return Err(Error::Parameters);
    }
    let (world, key_word) = (caller.world(), name::key(&key_word.into()));
    let is_listed = |(shared, node): &(&SharedFolder, &Node)| {
        whose.is_none_or(|mine| mine == (owner(world, shared) == Some(caller.user)))
            && is_deleted == world.bin_level(node.id).is_some()
            && name::key(&node.name).contains(&*key_word)
    };
    let own = world.shared_folders_of(caller.user);
    let found = own.filter_map(|shared| Some((shared, &**world.node(shared.node).ok()?))).filter(is_listed);
    let folders = found.skip(offset).take(limit).map(|(shared, node)| render(world, shared, node)).collect();
    Ok(respond::beside(ShareFolders { folders }))
}

/// Returns a folder that is in the list.
///
/// Handles `GET /koodrive/ose/v1/sharefolder/metadata/{share_folder_id}`.
pub fn metadata(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let shared = find(&caller, world, &id)?;
    Ok(respond::beside(OneShareFolder { sharefolder: render(world, shared, world.node(shared.node)?) }))
}

/// Returns the shared folder of this id, if the caller is of its family.
pub fn find<'w>(caller: &Caller, world: &'w World, id: &str) -> Result<&'w SharedFolder, Error> {
    let found = ids::parse_shared_folder(id).and_then(|node| world.shared_folder(node));
    let shared = found.ok_or(WorldError::NotFound)?;
    if world.is_member(shared.group, caller.user) { Ok(shared) } else { Err(Error::NoPermission) }
}

/// Returns the person who owns a shared folder.
pub fn owner(world: &World, shared: &SharedFolder) -> Option<UserId> {
    world.group(shared.group).and_then(Group::owner)
}

fn render(world: &World, shared: &SharedFolder, node: &Node) -> ShareFolder {
    let owner = owner(world, shared).and_then(|owner| ids::user(owner).parse().ok());
    ShareFolder {
        tenant_id: ids::tenant(world),
        creator: ids::user(shared.by),
        create_time: dates::clock(shared.created),
        owner_id: owner.unwrap_or_default(),
        status: u32::from(world.bin_level(node.id).is_some()),
        id: ids::shared_folder(node.id),
        container_id: ids::container(node.drive),
        share_folder_file_id: ids::file(node),
        name: node.name.to_string(),
        group_id: ids::group(shared.group).to_string(),
        max_member: MOST_OF_FAMILY,
    }
}
