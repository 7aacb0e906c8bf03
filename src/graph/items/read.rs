//! Drives and items, read.

use std::sync::Arc;

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::removal;
use crate::{
    graph::{
        address::Address,
        auth::Caller,
        error::Error,
        ids,
        json::Query,
        odata::{
            Options,
            count::count_response,
            paging::{self, next_link},
        },
        render::{Render, answers, expanded, tags},
        respond, scopes,
        wire::{Deleted, Item, Items},
    },
    http::{self, LinkBase, Operation},
    world::{Error as WorldError, Flavor, Node},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-get>
pub const GET_ITEM: Operation = Operation { name: "driveItem.get", ..scopes::READ };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-list-children>
pub const LIST_CHILDREN: Operation = Operation { name: "driveItem.children.list", ..scopes::LIST };

/// In the schema only; the service wants a filter and passes over what it says.
pub const LIST_ITEMS: Operation = Operation { name: "driveItem.list", ..scopes::LIST };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-list-children>
pub const COUNT_CHILDREN: Operation = Operation { name: "driveItem.children.count", ..scopes::READ };

/// All items of a drive, as the service answers it: with a refusal. What it lists by a filter is not emulated.
pub async fn list_items(caller: Caller, address: Address, query: Query) -> Result<Response, Error> {
    caller.drive(caller.world(), &address.drive)?;
    Err(match query.option("filter") {
        None => Error::Invalid("The 'filter' query option must be provided."),
        Some(_) => Error::NotServed("listing the items of a drive by a filter".into()),
    })
}

/// One item, on demand with what lies in it.
pub async fn get_item(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    options: Options,
    headers: HeaderMap,
) -> Result<Response, Error> {
    // Contents may have to be hashed: a snapshot keeps nobody waiting.
    let world = caller.world();
    let node = match caller.reach(world, &address) {
        Err(error @ Error::World(WorldError::InBin(_)))
            if query.option("includeDeletedItems") == Some("true") =>
        {
            let node = removal::binned(&caller, world, &address).ok_or(error)?;
            let render = Render { world, base: &base };
            let deleted = Some(Deleted { state: "deleted" });
            // Its content cannot be had any more.
            let body = Item { deleted, download_url: None, ..render.entity(node) };
            return Ok(options.answer(StatusCode::OK, &body));
        }
        found => found?,
    };
    if tags::if_none_match(&headers).is_some_and(|list| tags::names(list, world, node)) {
        return Ok(http::empty(StatusCode::NOT_MODIFIED));
    }
    Ok(answers::item_response(&caller, &Render { world, base: &base }, node, &options))
}

/// The items in a folder, a page at a time.
pub async fn list_children(
    caller: Caller,
    base: LinkBase,
    address: Address,
    options: Options,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let world = caller.world();
    let folder = caller.reach(world, &address)?;
    // An eTag stays as it is when something in the folder changes; on business drives there is nothing else.
    let known = tags::c_tag(world, folder).zip(tags::if_none_match(&headers));
    if known.is_some_and(|(tag, list)| tags::lists(list, &tag)) {
        return Ok(http::empty(StatusCode::NOT_MODIFIED));
    }
    let render = Render { world, base: &base };
    if options.expands("thumbnails") && world.drive(folder.drive)?.flavor == Flavor::Business {
        return Err(Error::QueryOption("Thumbnails of children are told of personal drives only.".into()));
    }
    let page = paging::children(world, folder, &options)?;
    let next_link = page.token.map(|token| next_link(&caller.call, &base, &token));
    let context = format!("{}('{}')/children", render.items_context(folder), ids::item(world, folder));
    let told =
        |node: &Arc<Node>| expanded::with_expansions(&caller, &render, node, render.item(node), &options);
    let value = page.nodes.into_iter().map(told).collect();
    Ok(respond::json(StatusCode::OK, &Items { context, count: page.count, next_link, value }))
}

/// How many items a folder holds, as plain text.
pub async fn count_children(caller: Caller, address: Address, options: Options) -> Result<Response, Error> {
    let world = caller.world();
    let folder = caller.reach(world, &address)?;
    Ok(count_response(paging::count(world, folder, &options)))
}
