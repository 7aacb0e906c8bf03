//! Searching the directory of the app, by name and by content.

use std::sync::Arc;

use axum::response::Response;

use super::{
    app_directory,
    sequence::{self, Kind},
};
use crate::{
    documents::text,
    http::{self, Operation},
    kdocs::{
        auth::{Caller, token::Personal},
        error::Error,
        files::page::{self, Page},
        query::Query,
        respond, scopes,
        wire::PersonalFiles,
    },
    world::{Node, NodeId, World, name},
};

/// <https://developer.kdocs.cn/server/personal/files-search-name.html>
pub const BY_NAME: Operation =
    Operation { name: "personal.files.name.search", scans: true, ..scopes::ACCESS_PERSONAL };

/// <https://developer.kdocs.cn/server/personal/files-search-content.html>
pub const BY_CONTENT: Operation =
    Operation { name: "personal.files.content.search", ..scopes::ACCESS_PERSONAL };

/// The most characters of a content that is searched for.
const LONGEST: usize = 100;

/// Finds documents and directories by a part of their names, in large or small letters.
///
/// Handles `GET /api/v1/openapi/personal/files/search/name`.
pub fn by_name(Personal(caller): Personal, query: Query) -> Result<Response, Error> {
    let wanted = name::key(&query.required("file_name")?.into());
    let (page, top) = scope(&caller, &query)?;
    let world = caller.world();
    let found = below(world, top).filter(|node| name::key(&node.name).contains(&*wanted));
    let (nodes, next_offset) = page.of(found);
    Ok(respond(&caller, nodes, next_offset))
}

/// Finds files by a part of the text in them, in large or small letters.
///
/// Handles `GET /api/v1/openapi/personal/files/search/content`.
pub async fn by_content(Personal(caller): Personal, query: Query) -> Result<Response, Error> {
    let content = query.required("content")?;
    if content.chars().count() > LONGEST {
        return Err(Error::Invalid(format!("content has more than {LONGEST} characters").into()));
    }
    let wanted = content.to_lowercase();
    let (page, top) = scope(&caller, &query)?;
    let world = Arc::clone(caller.world());
    let (found, next_offset) = http::heavy(caller.call.memory(), text::MOST_ROOM, move || {
        let found = below(&world, top).filter(|node| contains(node, &wanted));
        let (nodes, next_offset) = page.of(found);
        (nodes.iter().map(|node| node.id).collect::<Vec<_>>(), next_offset)
    })
    .await?;
    let nodes = found.iter().filter_map(|id| caller.world().node(*id).ok()).map(|node| &**node).collect();
    Ok(respond(&caller, nodes, next_offset))
}

/// Reads which page is asked for, and the directory that is searched; the printed example calls it `open_parentid`.
fn scope(caller: &Caller, query: &Query) -> Result<(Page, Option<NodeId>), Error> {
    let parent = query.get("parent_id").or_else(|| query.get("open_parentid"));
    Ok((Page::read(query, page::USUAL)?, app_directory::within(caller, caller.world(), parent)?))
}

fn below(world: &World, top: Option<NodeId>) -> impl Iterator<Item = &Node> {
    top.into_iter().flat_map(|top| world.subtree(top).skip(1)).map(|node| &**node)
}

/// Whether a text in small letters stands in a file.
fn contains(node: &Node, wanted: &str) -> bool {
    let text = node.content().and_then(|content| text::of(&node.name, content));
    text.is_some_and(|text| text.to_lowercase().contains(wanted))
}

fn respond(caller: &Caller, nodes: Vec<&Node>, next_offset: i64) -> Response {
    let render = |node: &Node| sequence::render(&caller.app_key, caller.world(), node, Kind::of(node));
    let files = nodes.into_iter().map(render).collect();
    respond::success(&PersonalFiles { files, next_offset, next_filter: None })
}
