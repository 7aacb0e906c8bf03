//! Searching a drive, or the items below a folder, by name and description.

use axum::{http::StatusCode, response::Response};

use crate::{
    graph::{
        address::Address,
        auth::Caller,
        error::Error,
        ids,
        json::{Path, Query},
        odata::{Options, paging},
        render::{Render, expanded, responses},
        respond, scopes,
        wire::{Item, Items, SearchResult},
    },
    http::{self, Call, LinkBase, Operation},
    world::{self, Node, World, name},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-search>
pub const SEARCH: Operation = Operation { name: "driveItem.search", scans: true, ..scopes::LIST };

/// Takes note that somebody has opened an item that a search found: the journal has the request.
pub const CLICK: Operation = Operation { name: "searchResult.click", ..scopes::ADDRESS };

/// Takes note that somebody has opened an item that a search found.
///
/// Handles `GET /_api/v2.0/click/{id}`.
pub fn click(call: Call, Path(id): Path<String>) -> Result<Response, Error> {
    let world = call.world();
    let id = ids::parse_item(world, &id).ok_or(world::Error::NotFound)?;
    world.node(id)?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Searches a whole drive.
///
/// Handles `GET /v1.0/drives/{drive}/search`.
pub fn search_drive(
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
pub fn search_item(
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
    let render = Render::new(world, base, Some(caller));
    let value = page
        .nodes
        .into_iter()
        .map(|node| {
            let item = render.item(node);
            let on_click_telemetry_url = format!("{base}/_api/v2.0/click/{}", item.id);
            let search_result = Some(SearchResult { on_click_telemetry_url });
            expanded::with_expansions(caller, &render, node, Item { search_result, ..item }, options)
        })
        .collect();
    let context = responses::context_of_anywhere(base, options);
    let next_link = page.token.map(|token| paging::next_link(&caller.call, base, &token));
    Ok(respond::json(StatusCode::OK, &Items { context, next_link, value }))
}

/// Returns whether the name or the description of an item contains a text, without regard to case.
fn matches(world: &World, node: &Node, key: &str) -> bool {
    let description = || world.metadata(node.id).and_then(|metadata| metadata.description.as_ref());
    name::key(&node.name).contains(key) || description().is_some_and(|text| name::key(text).contains(key))
}
