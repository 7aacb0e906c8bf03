//! Searching a drive, or what lies below a folder, by name and description.

use axum::{http::StatusCode, response::Response};

use super::{
    answer,
    auth::Caller,
    error::Error,
    expand,
    items::{self, GET_DRIVE},
    json::{Path, Query},
    listing,
    odata::Options,
    render::Render,
    wire::Items,
};
use crate::{
    http::{LinkBase, Operation},
    world::{Node, World, name},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-search>
pub const SEARCH: Operation = Operation { name: "driveItem.search", ..GET_DRIVE };

/// Searches a whole drive.
pub async fn search_drive(
    caller: Caller,
    base: LinkBase,
    Path(drive): Path<String>,
    query: Query,
    options: Options,
) -> Result<Response, Error> {
    search(&caller, &base, (&drive, "root"), &query, &options)
}

/// Searches what lies below an item.
pub async fn search_item(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    query: Query,
    options: Options,
) -> Result<Response, Error> {
    search(&caller, &base, (&drive, &item), &query, &options)
}

fn search(
    caller: &Caller,
    base: &LinkBase,
    (drive, item): (&str, &str),
    query: &Query,
    options: &Options,
) -> Result<Response, Error> {
    let text = query.option("q").ok_or(Error::Invalid("The parameter q of search must be provided."))?;
    let world = caller.0.call.sandbox().snapshot();
    let top = caller.reach(&world, drive, item)?;
    let wanted = name::key(&text.into());
    let found = world.subtree(top.id).skip(1).filter(|node| matches(&world, node, &wanted));
    let page = listing::counted(found, options)?;
    let render = Render { world: &world, base };
    let value = page
        .nodes
        .into_iter()
        .map(|node| expand::told(caller, &render, node, render.item(node), options))
        .collect();
    let context = items::anywhere(base);
    let next_link = page.token.map(|token| items::next_link(&caller.0.call, base, &token));
    Ok(answer(StatusCode::OK, &Items { context, count: page.count, next_link, value }))
}

/// Whether a folded text stands in the name or the description of an item.
fn matches(world: &World, node: &Node, wanted: &str) -> bool {
    let description = || world.metadata(node.id).and_then(|details| details.description.as_ref());
    name::key(&node.name).contains(wanted)
        || description().is_some_and(|text| name::key(text).contains(wanted))
}
