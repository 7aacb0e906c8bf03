//! Drives and items, read.

use std::sync::Arc;

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Serialize;

use super::{
    answer,
    auth::Caller,
    count,
    error::Error,
    expand, ids,
    json::{Path, Query},
    listing,
    odata::Options,
    removal,
    render::Render,
    rewrite, tags,
    wire::{Deleted, Item, Items},
};
use crate::{
    http::{self, Call, LinkBase, Operation},
    world::{Error as WorldError, Flavor, Node, NodeId, World},
};

const READ: &[&str] = &[
    "Files.Read",
    "Files.ReadWrite",
    "Files.Read.All",
    "Files.ReadWrite.All",
    "Sites.Read.All",
    "Sites.ReadWrite.All",
];

/// <https://learn.microsoft.com/en-us/graph/api/drive-get>
pub const GET_DRIVE: Operation = Operation { name: "drive.get", scopes: READ, ..Operation::BASE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-get>
pub const GET_ITEM: Operation = Operation { name: "driveItem.get", ..GET_DRIVE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-list-children>
pub const LIST_CHILDREN: Operation = Operation { name: "driveItem.children.list", ..GET_DRIVE };

/// In the schema only; the service wants a filter and passes over what it says.
pub const LIST_ITEMS: Operation = Operation { name: "driveItem.list", ..GET_DRIVE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-list-children>
pub const COUNT_CHILDREN: Operation = Operation { name: "driveItem.children.count", ..GET_DRIVE };

/// One drive.
pub async fn get_drive(
    caller: Caller,
    base: LinkBase,
    Path(drive): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| {
        let drive = caller.drive(world, &drive)?;
        Ok(options.answer(StatusCode::OK, &Render { world, base: &base }.drive(drive)))
    })
}

/// All items of a drive, as the service answers it: with a refusal. What it lists by a filter is not emulated.
pub async fn list_items(caller: Caller, Path(drive): Path<String>, query: Query) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| caller.drive(world, &drive).map(drop))?;
    Err(match query.option("filter") {
        None => Error::Invalid("The 'filter' query option must be provided."),
        Some(_) => Error::NotServed("listing the items of a drive by a filter".into()),
    })
}

/// One item, on demand with what lies in it.
pub async fn get_item(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    query: Query,
    options: Options,
    headers: HeaderMap,
) -> Result<Response, Error> {
    // Contents may have to be hashed: a snapshot keeps nobody waiting.
    let world = caller.0.call.sandbox().snapshot();
    let node = match caller.reach(&world, &drive, &item) {
        Err(error @ Error::World(WorldError::InBin(_)))
            if query.option("includeDeletedItems") == Some("true") =>
        {
            let node = removal::binned(&caller, &world, &drive, &item).ok_or(error)?;
            let render = Render { world: &world, base: &base };
            let deleted = Some(Deleted { state: "deleted" });
            // Its content cannot be had any more.
            let body = Item { deleted, download_url: None, ..render.entity(node) };
            return Ok(options.answer(StatusCode::OK, &body));
        }
        found => found?,
    };
    if tags::if_none_match(&headers).is_some_and(|list| tags::names(list, &world, node)) {
        return Ok(http::empty(StatusCode::NOT_MODIFIED));
    }
    Ok(told(&caller, &Render { world: &world, base: &base }, node, &options))
}

/// Answers with one item, on demand with what belongs to it.
pub fn told(caller: &Caller, render: &Render<'_>, node: &Node, options: &Options) -> Response {
    let mut entity = render.entity(node);
    if options.selects("publication") {
        entity.publication = render.publication(node);
    }
    answer(StatusCode::OK, &expand::told(caller, render, node, entity, options))
}

/// Answers with items from anywhere, all on one page.
pub fn collection<T: Serialize>(base: &LinkBase, value: Vec<T>) -> Response {
    let context = anywhere(base);
    answer(StatusCode::OK, &Items { context, count: None, next_link: None, value })
}

/// The context of items from anywhere.
pub fn anywhere(base: &LinkBase) -> String {
    format!("{base}/v1.0/$metadata#Collection(driveItem)")
}

/// The items in a folder, a page at a time.
pub async fn list_children(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    options: Options,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let world = caller.0.call.sandbox().snapshot();
    let folder = caller.reach(&world, &drive, &item)?;
    // An eTag stays as it is when something in the folder changes; on business drives there is nothing else.
    let known = tags::c_tag(&world, folder).zip(tags::if_none_match(&headers));
    if known.is_some_and(|(tag, list)| tags::lists(list, &tag)) {
        return Ok(http::empty(StatusCode::NOT_MODIFIED));
    }
    let render = Render { world: &world, base: &base };
    if options.expands("thumbnails") && world.drive(folder.drive)?.flavor == Flavor::Business {
        return Err(Error::QueryOption("Thumbnails of children are told of personal drives only.".into()));
    }
    let page = listing::children(&world, folder, &options)?;
    let next_link = page.token.map(|token| next_link(&caller.0.call, &base, &token));
    let context = format!("{}('{}')/children", render.items_context(folder), ids::item(&world, folder));
    let told = |node: &Arc<Node>| expand::told(&caller, &render, node, render.item(node), &options);
    let value = page.nodes.into_iter().map(told).collect();
    Ok(answer(StatusCode::OK, &Items { context, count: page.count, next_link, value }))
}

/// How many items a folder holds, as plain text.
pub async fn count_children(
    caller: Caller,
    Path((drive, item)): Path<(String, String)>,
    options: Options,
) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| {
        let folder = caller.reach(world, &drive, &item)?;
        Ok(count::told(listing::count(world, folder, &options)))
    })
}

/// Answers with an item as a change has left it.
pub fn answer_item(
    world: &World,
    base: &LinkBase,
    item: NodeId,
    status: StatusCode,
) -> Result<Response, Error> {
    Ok(answer(status, &Render { world, base }.entity(world.node(item)?)))
}

/// The address of the next page: that of this one with another token.
pub fn next_link(call: &Call, base: &str, token: &str) -> String {
    let (path, query) = rewrite::asked(call.path_and_query());
    let is_token = |pair: &str| {
        let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
        name.trim_start_matches("%24").trim_start_matches('$') == "skiptoken"
    };
    let mut pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_token(pair)).collect();
    let token = format!("$skiptoken={token}");
    pairs.push(&token);
    format!("{base}{path}?{}", pairs.join("&"))
}
