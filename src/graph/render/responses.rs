//! Responses with one item, and with lists of items.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::{expanded, item::Render};
use crate::{
    graph::{auth::Caller, error::Error, odata::Options, respond, wire::Items},
    http::LinkBase,
    world::{Node, NodeId, Put, World},
};

/// Returns the response with one item, with what is selected and expanded of it.
pub fn item_response(caller: &Caller, render: &Render<'_>, node: &Node, options: &Options) -> Response {
    let mut entity = render.entity(node);
    if options.selects("publication") {
        entity.publication = render.publication(node);
    }
    respond::json(StatusCode::OK, &expanded::with_expansions(caller, render, node, entity, options))
}

/// Returns the response with items from several drives, all on one page.
pub fn collection<T: Serialize>(base: &LinkBase, value: Vec<T>) -> Response {
    let context = context_of_anywhere(base);
    respond::json(StatusCode::OK, &Items { context, next_link: None, value })
}

/// Returns the context of a response with items from several drives.
pub fn context_of_anywhere(base: &LinkBase) -> String {
    format!("{base}/v1.0/$metadata#Collection(driveItem)")
}

/// Returns the response with an item that was created or changed.
pub fn changed_item(
    caller: &Caller,
    world: &World,
    base: &LinkBase,
    item: NodeId,
    status: StatusCode,
) -> Result<Response, Error> {
    Ok(respond::json(status, &Render { world, base, caller: Some(caller) }.entity(world.node(item)?)))
}

/// Returns the response with a file that was written: 201 if it is new, 200 if it was there.
pub fn written(caller: Option<&Caller>, world: &World, base: &LinkBase, put: Put) -> Result<Response, Error> {
    let status = if put.created { StatusCode::CREATED } else { StatusCode::OK };
    Ok(respond::json(status, &Render { world, base, caller }.entity(world.live(put.node)?)))
}
