//! Lists of documents: of a directory, of all directories, of the app's directory, of what was changed last.

use axum::response::Response;

use super::{
    app_directory,
    sequence::{KINDS, Kind, Sequence},
};
use crate::{
    http::Operation,
    kdocs::{
        auth::{Caller, token::Personal},
        error::Error,
        files::name,
        query::Query,
        scopes,
        tasks::batch,
    },
    world::{Ability, Node, NodeId, Owner, World},
};

/// <https://developer.kdocs.cn/server/personal/files.html>
pub const LIST: Operation = Operation { name: "personal.files.list", scans: true, ..scopes::ACCESS_PERSONAL };

/// <https://developer.kdocs.cn/server/personal/files_flat.html>
pub const LIST_FLAT: Operation =
    Operation { name: "personal.files.flat.list", scans: true, ..scopes::ACCESS_PERSONAL };

/// <https://developer.kdocs.cn/server/personal/files-in-appdir.html>
pub const LIST_APP: Operation =
    Operation { name: "personal.apps.files.list", scans: true, ..scopes::ACCESS_PERSONAL };

/// The vendor prints no page; one client calls it (reference 15, row 43).
pub const LIST_RECENT: Operation =
    Operation { name: "personal.files.recent.list", scans: true, ..scopes::ACCESS_PERSONAL };

/// Lists a directory, which is the topmost one if none is named.
///
/// Handles `GET /api/v1/openapi/personal/files`.
pub fn list(Personal(caller): Personal, query: Query) -> Result<Response, Error> {
    let sequence = Sequence::read(&query)?;
    let world = caller.world();
    let folder = match query.get("parent_id") {
        Some(id) => batch::find_folder(&caller, world, id, Ability::List)?.id,
        None => app_directory::drive(&caller, world)?.root,
    };
    Ok(sequence.respond(&caller, world, children(world, folder)))
}

/// Lists the directory of the app, or one in it.
///
/// Handles `GET /api/v1/openapi/personal/apps/files`.
pub fn list_app(Personal(caller): Personal, query: Query) -> Result<Response, Error> {
    let sequence = Sequence::read(&query)?;
    let world = caller.world();
    let folder = app_directory::within(&caller, world, query.get("parent_id"))?;
    Ok(sequence.respond(&caller, world, folder.into_iter().flat_map(|folder| children(world, folder))))
}

/// Lists everything that the user has, whatever directory it lies in, and the drives of the user's teams.
///
/// Handles `GET /api/v1/openapi/personal/files/flat`.
pub fn list_flat(Personal(caller): Personal, query: Query) -> Result<Response, Error> {
    let sequence = Sequence::read(&query)?;
    let ignored = query.words("ignore", KINDS)?;
    let extensions: Vec<String> =
        query.all("exts").map(|ext| ext.trim_start_matches('.').to_lowercase()).collect();
    let world = caller.world();
    let root = app_directory::drive(&caller, world)?.root;
    let own = world.subtree(root).skip(1).map(|node| (Kind::of(node), &**node));
    let wanted = groups(&caller, world).chain(own).filter(|(kind, node)| {
        let has_extension = || extensions.is_empty() || extensions.contains(&name::extension(&node.name));
        !ignored.contains(kind) && (*kind != Kind::File || has_extension())
    });
    Ok(sequence.respond(&caller, world, wanted))
}

/// Lists the files of the user, the last change first.
///
/// Handles `GET /api/v1/openapi/personal/files/recent`.
pub fn list_recent(Personal(caller): Personal, query: Query) -> Result<Response, Error> {
    let sequence = Sequence::read_by_change(&query)?;
    let world = caller.world();
    let root = app_directory::drive(&caller, world)?.root;
    let files = world.subtree(root).filter(|node| !node.is_folder());
    Ok(sequence.respond(&caller, world, files.map(|node| (Kind::File, &**node))))
}

fn children(world: &World, folder: NodeId) -> impl Iterator<Item = (Kind, &Node)> {
    world.children(folder).map(|node| (Kind::of(node), &**node))
}

/// The drives of the teams that the user belongs to, by their topmost directories.
fn groups<'w>(caller: &Caller, world: &'w World) -> impl Iterator<Item = (Kind, &'w Node)> {
    let principal = caller.principal;
    let own = world
        .drives()
        .filter(move |drive| matches!(drive.owner, Owner::Team(_)) && world.admits(drive, &principal));
    own.filter_map(|drive| world.node(drive.root).ok()).map(|node| (Kind::Group, &**node))
}
