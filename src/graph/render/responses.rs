//! Responses with one item, and with lists of items.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::{expanded, memory::Render};
use crate::{
    graph::{auth::Caller, error::Error, odata::Options, respond, wire::Items},
    http::LinkBase,
    world::{Node, NodeId, Put, World},
};

/// Returns the response with one item, with what is selected and expanded of it.
pub fn item_response(
    caller: &Caller,
    render: &Render<'_>,
    node: &Node,
    context: String,
    options: &Options,
) -> Response {
    let entity = render.entity(node, context);
    respond::json(StatusCode::OK, &expanded::with_expansions(caller, render, node, entity, options))
}

/// Returns the response with items that are all on one page.
pub fn collection<T: Serialize>(context: String, value: Vec<T>) -> Response {
    respond::json(StatusCode::OK, &Items { context, next_link: None, value })
}

/// Returns the context of a response with items from several drives.
pub fn context_of_anywhere(base: &LinkBase, options: &Options) -> String {
    format!("{base}/v1.0/$metadata#Collection(driveItem){}", options.brackets())
}

/// Returns the response with an item that was created or changed.
pub fn changed_item(
    caller: &Caller,
    world: &World,
    base: &LinkBase,
    context: String,
    item: NodeId,
    status: StatusCode,
) -> Result<Response, Error> {
    Ok(respond::json(status, &Render::new(world, base, Some(caller)).entity(world.node(item)?, context)))
}

/// Returns the response with a file that was written: 201 if it is new, 200 if it was there; without a context of its
/// own, that of an item of the drive.
pub fn written(
    caller: Option<&Caller>,
    world: &World,
    base: &LinkBase,
    context: Option<String>,
    put: Put,
) -> Result<Response, Error> {
    let status = if put.created { StatusCode::CREATED } else { StatusCode::OK };
    let (render, node) = (Render::new(world, base, caller), world.live(put.node)?);
    let context = context.unwrap_or_else(|| render.items_context(node) + "/$entity");
    Ok(respond::json(status, &render.entity(node, context)))
}
