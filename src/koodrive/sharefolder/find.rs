//! Looking at shared folders.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive-carrier/ListShareFolder.html>.

use std::collections::BTreeMap;

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
    world::{Audience, Error as WorldError, Node, NodeId, Share, World, name},
};

/// Lists shared folders.
pub const LIST_SHARE_FOLDER: Operation = Operation { name: "ListShareFolder", ..READ };
/// Returns a shared folder.
pub const GET_SHARE_FOLDER_METADATA: Operation = Operation { name: "GetShareFolderMetadata", ..READ };

/// The most folders of a page, and the most characters of a key word.
const MOST: u64 = 1000;
const LONGEST_KEY_WORD: usize = 32;

/// Lists the folders that the caller shares with others by name, or that others share so with them, the latest first.
///
/// Handles `GET /koodrive/ose/v1/sharefolder/list`.
pub async fn list(query: Query, caller: Caller) -> Result<Response, Error> {
    let (offset, limit) = offset_limit_within(&query, MOST)?;
    let wanted = query.word("status", &[("0", false), ("1", true)])?;
    let whose = query.word("queryType", &[("0", None), ("1", Some(true)), ("2", Some(false))])?.flatten();
    let key_word = query.get("keyWord").unwrap_or_default();
    if key_word.chars().count() > LONGEST_KEY_WORD {
        return Err(Error::Parameters);
    }
    let (world, key_word) = (caller.world(), name::key(&key_word.into()));
    let folders = folders(&caller, world);
    let mut found: Vec<_> = folders
        .values()
        .filter(|(node, share)| {
            whose.is_none_or(|mine| mine == (share.owner == caller.user))
                && wanted.is_none_or(|deleted| deleted == world.bin_level(node.id).is_some())
                && name::key(&node.name).contains(&*key_word)
        })
        .collect();
    found.sort_by_key(|(_, share)| std::cmp::Reverse((share.created, share.number)));
    let total = found.len();
    let page = found.into_iter().skip(offset).take(limit);
    let share_folders = page.map(|(node, share)| render(&caller, world, node, share)).collect();
    Ok(respond::beside(ShareFolders { total, share_folders }))
}

/// Returns a folder that is in the list.
///
/// Handles `GET /koodrive/ose/v1/sharefolder/metadata/{share_folder_id}`.
pub async fn metadata(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let folders = folders(&caller, world);
    let found = ids::parse_file(world, &id).and_then(|id| folders.get(&id));
    let (node, share) = found.ok_or(WorldError::NotFound)?;
    Ok(respond::beside(OneShareFolder { sharefolder: render(&caller, world, node, share) }))
}

/// Returns the shared folders of the caller, each with the first share that makes it one.
fn folders<'w>(caller: &Caller, world: &'w World) -> BTreeMap<NodeId, (&'w Node, &'w Share)> {
    let mut found = BTreeMap::new();
    let mine = world.shares().filter(|share| share.owner == caller.user);
    let received = world.shares_received(caller.user).filter(|share| share.terms.code.is_none());
    let shares = mine.chain(received).filter(|share| {
        let is_named = matches!(share.terms.audience, Audience::Named { .. });
        is_named && caller.now() < share.terms.expires
    });
    for share in shares {
        let linked = |id: NodeId, link| world.permissions(id).iter().any(|given| given.number == link);
        for item in share.items.iter().filter(|item| linked(item.node, item.link)) {
            if let Some(node) = world.node(item.node).ok().filter(|node| node.is_folder()) {
                found.entry(node.id).or_insert((&**node, &**share));
            }
        }
    }
    found
}

fn render(caller: &Caller, world: &World, node: &Node, share: &Share) -> ShareFolder {
    let owner = world.user(share.owner);
    ShareFolder {
        share_folder_id: ids::file(node),
        name: node.name.to_string(),
        container_id: ids::container(node.drive),
        owner_id: ids::user(share.owner),
        owner_name: owner.map(|owner| owner.display_name.to_string()).unwrap_or_default(),
        is_owner: share.owner == caller.user,
        share_id: ids::share(share.number),
        status: u32::from(world.bin_level(node.id).is_some()),
        create_time: dates::clock(share.created),
        update_time: dates::clock(share.updated),
    }
}
