//! Items as the whole of a response, and in lists.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::{expanded, item::Render};
use crate::{
    graph::{auth::Caller, error::Error, odata::Options, respond, wire::Items},
    http::LinkBase,
    world::{Node, NodeId, Put, World},
};

/// Answers with one item, on demand with what belongs to it.
pub fn item_response(caller: &Caller, render: &Render<'_>, node: &Node, options: &Options) -> Response {
    let mut entity = render.entity(node);
    if options.selects("publication") {
        entity.publication = render.publication(node);
    }
    respond::json(StatusCode::OK, &expanded::with_expansions(caller, render, node, entity, options))
}

/// Answers with items from anywhere, all on one page.
pub fn collection<T: Serialize>(base: &LinkBase, value: Vec<T>) -> Response {
    let context = context_of_anywhere(base);
    respond::json(StatusCode::OK, &Items { context, count: None, next_link: None, value })
}

/// The context of items from anywhere.
pub fn context_of_anywhere(base: &LinkBase) -> String {
    format!("{base}/v1.0/$metadata#Collection(driveItem)")
}

/// Answers with an item as a change has left it.
pub fn changed_item(
    world: &World,
    base: &LinkBase,
    item: NodeId,
    status: StatusCode,
) -> Result<Response, Error> {
    Ok(respond::json(status, &Render { world, base }.entity(world.node(item)?)))
}

/// Tells of a file that was written: 201 if it is new, 200 if it was there.
pub fn written(world: &World, base: &LinkBase, put: Put) -> Result<Response, Error> {
    let status = if put.created { StatusCode::CREATED } else { StatusCode::OK };
    Ok(respond::json(status, &Render { world, base }.entity(world.live(put.node)?)))
}
