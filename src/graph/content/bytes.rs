//! The content of a file: written in one request, and read through a redirect to an address that needs no token.

use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode},
    response::Response,
};

use crate::{
    graph::{
        address::{Address, names, sealed::Sealed},
        auth::{Caller, destination::Place},
        error::Error,
        json::{self, Query},
        render::{
            responses,
            tags::{self, check_tags},
        },
        respond, scopes,
    },
    http::{self, LinkBase, Operation, body},
    world::{Ability, Content, OnConflict},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-get-content>
pub const GET_CONTENT: Operation = Operation { name: "driveItem.content.get", ..scopes::READ };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-put-content>
pub const PUT_CONTENT: Operation = Operation { name: "driveItem.content.put", ..scopes::WRITE };

/// Redirects to the content of a file.
///
/// Handles `GET /v1.0/drives/{drive}/items/{item}/content`.
pub async fn get(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let world = caller.world();
    let node = caller.reach_to(world, &address, Ability::Download)?;
    if node.is_folder() {
        return Err(Error::Invalid("The item is a folder, which has no content."));
    }
    check_format(&query)?;
    if tags::if_none_match(&headers).is_some_and(|list| tags::names(list, world, node)) {
        return Ok(http::empty(StatusCode::NOT_MODIFIED));
    }
    respond::redirect(Sealed::download(node.id, node.version(), base.now).address(&base))
}

/// Writes the content of a file, which is created if the address leads to nothing.
///
/// Handles `PUT /v1.0/drives/{drive}/items/{item}/content`.
pub async fn put(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    request: Request,
) -> Result<Response, Error> {
    check_format(&query)?;
    let on_conflict = json::conflict_behavior(&query, None)?.unwrap_or(OnConflict::Replace);
    let (parts, body) = request.into_parts();
    let content = Content::new(
        body::read_to_keep(body, caller.settings().graph_put_max_bytes, caller.call.memory()).await?,
    );
    hash(&content).await;
    let place = Place { address, child: None };
    let (put, world) = caller.write_and_view(|world, now| {
        let to = place.find(&caller, world)?;
        check_tags(&parts.headers, world, &to)?;
        let put = world.put(caller.actor, &to, content, on_conflict, now)?;
        if put.created {
            // A name that was varied is longer than the one in the address.
            names::check_path(world, world.node(put.node)?)?;
        }
        Ok(put)
    })?;
    responses::written(Some(&caller), &world, &base, put)
}

/// Computes the hash of a content, which every response with its item has; that of a large one on another thread.
pub async fn hash(content: &Content) {
    http::hash(content, |content| _ = content.quick_xor()).await;
}

/// Refuses to convert a content: it is stored and sent as it came.
fn check_format(query: &Query) -> Result<(), Error> {
    match query.option("format").filter(|format| !format.is_empty()) {
        None => Ok(()),
        Some(format) => Err(Error::NotEmulated(format!("converting content (format={format})"))),
    }
}
