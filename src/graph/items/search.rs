//! Searching a drive, or the items below a folder, by name and description.

use axum::{http::StatusCode, response::Response};

use crate::{
    graph::{
        address::Address,
        auth::Caller,
        error::Error,
        json::Query,
        odata::{Options, paging},
        render::{Render, expanded, responses},
        respond, scopes,
        wire::Items,
    },
    http::{LinkBase, Operation},
    world::{Node, World, name},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-search>
pub const SEARCH: Operation = Operation { name: "driveItem.search", ..scopes::LIST };

/// Searches a whole drive.
///
/// Handles `GET /v1.0/drives/{drive}/search`.
pub async fn search_drive(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    options: Options,
) -> Result<Response, Error> {
    search(&caller, &base, &address, &query, &options)
}

/// Searches the items below a folder.
///
/// Handles `GET /v1.0/drives/{drive}/items/{item}/search`.
pub async fn search_item(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    options: Options,
) -> Result<Response, Error> {
    search(&caller, &base, &address, &query, &options)
}

fn search(
    caller: &Caller,
    base: &LinkBase,
    address: &Address,
    query: &Query,
    options: &Options,
) -> Result<Response, Error> {
    let text = query.option("q").ok_or(Error::Invalid("The parameter q of search must be provided."))?;
    let world = caller.world();
    let top = caller.reach(world, address)?;
    let key = name::key(&text.into());
    let found = world.subtree(top.id).skip(1).filter(|node| matches(world, node, &key));
    let page = paging::counted(found, options)?;
    let render = Render { world, base, caller: Some(caller) };
    let value = page
        .nodes
        .into_iter()
        .map(|node| expanded::with_expansions(caller, &render, node, render.item(node), options))
        .collect();
    let context = responses::context_of_anywhere(base);
    let next_link = page.token.map(|token| paging::next_link(&caller.call, base, &token));
    Ok(respond::json(StatusCode::OK, &Items { context, next_link, value }))
}

/// Returns whether the name or the description of an item contains a text, without regard to case.
fn matches(world: &World, node: &Node, key: &str) -> bool {
    let description = || world.metadata(node.id).and_then(|metadata| metadata.description.as_ref());
    name::key(&node.name).contains(key) || description().is_some_and(|text| name::key(text).contains(key))
}
