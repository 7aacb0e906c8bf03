//! Searching by name.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive/Search.html>.

use std::sync::Arc;

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{LinkBase, Operation, blocking, body::Object},
    koodrive::{
        auth::{Caller, item_or_root},
        dates,
        error::Error,
        file_types, ids, image_process,
        json::Loose,
        paging::{PageInfo, SortInfo},
        render::{FileRender, full_path, kind},
        respond,
        scopes::READ,
        wire::{Found, FoundFile, FullPath},
    },
    world::{Ability, Drive, DriveId, Error as WorldError, Node, NodeId, Owner, World, name},
};

/// Finds files and folders by their names.
pub const SEARCH: Operation = Operation { name: "Search", ..READ };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SearchBody {
    #[serde(default)]
    search_type: Loose<String>,
    #[serde(default)]
    page_info: Object<PageInfo>,
    #[serde(default)]
    filter: Object<Filter>,
    #[serde(default)]
    sort_info: Object<SortInfo>,
    #[serde(default)]
    recycled: Loose<bool>,
    #[serde(default)]
    recursived: Loose<bool>,
    #[serde(default)]
    image_process: Loose<String>,
}

/// What is looked for; the page's table is known for its first member only.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Filter {
    key_word: Loose<String>,
    container_id: Loose<String>,
    parent_file_id: Loose<String>,
    file_type: Loose<u32>,
}

/// Where is looked.
struct Scope {
    drives: Vec<DriveId>,
    /// The folder, and whether what lies deeper counts.
    folder: Option<(NodeId, bool)>,
    recycled: bool,
}

/// Finds files and folders by a part of their names, in large or small letters.
///
/// Handles `POST /koodrive/ose/v1/files/search`.
pub async fn search(base: LinkBase, caller: Caller) -> Result<Response, Error> {
    let body: SearchBody = caller.body()?;
    let teams = match body.search_type.0.as_deref() {
        None => return Err(Error::NoSearchType),
        Some("personal") => false,
        Some("team") => true,
        Some(_) => return Err(Error::SearchType),
    };
    let (sort, size) = (body.sort_info.sort()?, image_process::size(&body.image_process)?);
    let (recycled, is_deep) = (body.recycled.0 == Some(true), body.recursived.0 == Some(true));
    let Filter { key_word, container_id, parent_file_id, file_type } = &*body.filter;
    let of = (caller.user, teams, key_word, container_id, parent_file_id, file_type, recycled, is_deep, sort);
    let page = body.page_info.page(&of)?;
    let scope = scope(&caller, teams, &body.filter, is_deep, recycled)?;
    let (world, wanted) = (Arc::clone(caller.world()), key_word.0.as_deref().unwrap_or_default());
    let (wanted, file_type) = (name::key(&wanted.into()), file_type.0);
    let caller = Arc::new(caller);
    let looks = Arc::clone(&caller);
    let (found, total, next) = blocking(move || {
        let fits = |node: &&Node| {
            name::key(&node.name).contains(&*wanted)
                && file_type.is_none_or(|wanted| file_types::of(node) == wanted)
                && looks.abilities(&world, node).has(Ability::Preview)
        };
        let found: Vec<&Node> = within(&world, &scope).into_iter().filter(fits).collect();
        let total = found.len();
        let (nodes, next) = page.cut(found, |node| sort.position(node));
        (nodes.into_iter().map(|node| node.id).collect::<Vec<_>>(), total, next)
    })
    .await;
    let render = FileRender::new(&caller, caller.world(), &base, size);
    let nodes = found.into_iter().filter_map(|id| caller.world().node(id).ok());
    Ok(respond::beside(Found {
        files: nodes.map(|node| row(caller.world(), &render, node)).collect(),
        total,
        next_page_cursor: next.unwrap_or_default(),
    }))
}

/// Returns where is looked; a folder is looked for in its space.
fn scope(
    caller: &Caller,
    teams: bool,
    filter: &Filter,
    is_deep: bool,
    recycled: bool,
) -> Result<Scope, Error> {
    let world = caller.world();
    let is_searched = |drive: &Drive| match drive.owner {
        Owner::Personal(user) => !teams && user == caller.user,
        Owner::Team(_) => teams && world.owned(drive, &caller.principal).is_some(),
        Owner::App(_) => false,
    };
    let drives: Vec<&Drive> = match &filter.container_id.0 {
        Some(id) => vec![caller.space(world, id)?],
        None => world.drives().filter(|drive| is_searched(drive)).collect(),
    };
    if drives.iter().any(|drive| !is_searched(drive)) {
        return Err(Error::OtherTeam);
    }
    let folder = match filter.parent_file_id.0.as_deref() {
        None => None,
        Some(id) => {
            let found = drives.iter().map(|drive| item_or_root(world, drive, id));
            let found = found.reduce(Result::or).ok_or(WorldError::NoDrive)?.map_err(Error::from)?;
            let folder = if recycled { found } else { world.live_folder(found.id)? };
            Some((folder.id, is_deep))
        }
    };
    Ok(Scope { drives: drives.iter().map(|drive| drive.id).collect(), folder, recycled })
}

fn within<'w>(world: &'w World, scope: &Scope) -> Vec<&'w Node> {
    let below = |top: NodeId| world.subtree(top).map(|node| &**node);
    match scope.folder {
        Some((folder, true)) => below(folder).skip(1).collect(),
        Some((folder, false)) => world.children(folder).map(|node| &**node).collect(),
        None if scope.recycled => {
            let tops = scope.drives.iter().flat_map(|drive| world.binned(*drive));
            tops.flat_map(|top| below(top.id)).collect()
        }
        None => {
            let roots = scope.drives.iter().filter_map(|drive| world.drive(*drive).ok());
            roots.flat_map(|drive| below(drive.root).skip(1)).collect()
        }
    }
}

fn row(world: &World, render: &FileRender<'_>, node: &Node) -> FoundFile {
    let drive = world.drive(node.drive).ok();
    let group = drive.and_then(|drive| match drive.owner {
        Owner::Team(group) => world.group(group),
        Owner::Personal(_) | Owner::App(_) => None,
    });
    let FullPath { file_id_path: id_path, name_path } = full_path(world, node);
    let suffix = name::extension(&node.name);
    FoundFile {
        id: ids::file(node),
        file_suffix: (!node.is_folder() && !suffix.is_empty()).then_some(suffix),
        file_name: node.name.to_string(),
        file_type: file_types::of(node).to_string(),
        size: node.size().to_string(),
        update_time: dates::utc(node.modified.at),
        name_path,
        id_path,
        download_links: render.thumbnails(node),
        team_name: group.map(|group| group.name.to_string()),
        team_id: group.map(|group| ids::group(group.id).to_string()),
        container_id: ids::container(node.drive),
        container_type: match drive.and_then(|drive| kind(world, drive)) {
            Some(0) => "0",
            Some(2) => "2",
            _ => "1",
        },
        favorite: render.is_favorite(node),
        owner: render.user(node.created.by).user_name,
    }
}
