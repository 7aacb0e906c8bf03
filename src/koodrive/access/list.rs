//! The files that a person had to do with lately.
//!
//! See <https://support.huaweicloud.com/api-koodrive/ListRecentlyAccess.html>.

use axum::response::Response;

use super::deeds::{self, Deed, EDITED, SHARED};
use crate::{
    http::{self, LinkBase, Operation},
    koodrive::{
        auth::Caller,
        dates,
        error::Error,
        file_types, ids, image_process,
        json::Query,
        render::{FileRender, parent, suffix},
        respond,
        scopes::READ,
        wire::{AccessedFile, RecentlyAccess, RecentlyAccessed},
    },
    world::{Ability, Node, World},
};

/// Lists what the caller had to do with lately.
pub const LIST_RECENTLY_ACCESS: Operation = Operation { name: "ListRecentlyAccess", scans: true, ..READ };

/// The most files of the list, which has no pages.
const MOST: usize = 100;

/// Lists the files that the caller had to do with, the latest first.
///
/// Handles `GET /koodrive/ose/v1/access`.
pub fn list(base: LinkBase, query: Query, caller: Caller) -> Result<Response, Error> {
    let thumbnails = image_process::of_query(&query)?;
    let world = caller.world();
    let deeds = deeds::of(&caller, world);
    let mut rows: Vec<(&Node, Deed)> =
        deeds.into_iter().filter_map(|(id, deed)| Some((&**world.node(id).ok()?, deed))).collect();
    http::sort_by_key(&mut rows, |(node, deed)| std::cmp::Reverse((deed.at, node.id)));
    rows.truncate(MOST);
    let render = FileRender::new(&caller, world, &base, thumbnails);
    let list = rows.into_iter().map(|(node, deed)| RecentlyAccess {
        operate_time: dates::utc(deed.at),
        operate_type: deed.kind,
        status: status(&caller, world, node),
        file: file(&render, world, node, deed),
    });
    Ok(respond::beside(RecentlyAccessed { list: list.collect() }))
}

/// Returns why a file cannot be opened any more: it was deleted, or its space or its share is closed to the caller.
fn status(caller: &Caller, world: &World, node: &Node) -> Option<u32> {
    let is_open = || caller.abilities(world, node).has(Ability::Preview);
    if world.live(node.id).is_err() { Some(1) } else { (!is_open()).then_some(2) }
}

/// Returns a file with who worked on it last.
fn file(render: &FileRender<'_>, world: &World, node: &Node, deed: Deed) -> AccessedFile {
    let user = render.user(node.modified.by);
    let is_shared = deed.kind == SHARED;
    AccessedFile {
        id: ids::file(node),
        container_id: ids::container(node.drive),
        name: node.name.to_string(),
        collaborator_id: user.user_id,
        collaborator: user.user_name,
        collaborate_time: dates::utc(node.modified.at),
        collaborate_type: if is_shared { SHARED } else { EDITED }.to_string(),
        file_type: file_types::of(node).to_string(),
        file_suffix: suffix(node),
        size: node.size(),
        parent_folder: parent(world, node).into_iter().collect(),
        favorite: render.is_favorite(node),
        download_links: render.thumbnails(node),
    }
}
