//! The bytes of a file: written in one request, and read by way of an address that needs no token.
//!
//! See <https://learn.microsoft.com/en-us/graph/api/driveitem-put-content> and
//! <https://learn.microsoft.com/en-us/graph/api/driveitem-get-content>.

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
            answers,
            tags::{self, check_tags},
        },
        respond, scopes,
    },
    http::{self, LinkBase, Operation, body},
    world::{Content, Node, OnConflict, World},
};

/// Writes a file: <https://learn.microsoft.com/en-us/graph/api/driveitem-put-content>
pub const PUT_CONTENT: Operation = Operation { name: "driveItem.content.put", ..scopes::WRITE };

/// Reads a file: <https://learn.microsoft.com/en-us/graph/api/driveitem-get-content>
pub const GET_CONTENT: Operation = Operation { name: "driveItem.content.get", ..scopes::READ };

/// From this size on, hashing takes long enough to hold up other requests.
const LARGE: u64 = 4 << 20;

/// Writes the file at an address.
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
    let content = Content::new(body::read_to_keep(body, caller.settings().graph_put_max_bytes).await?);
    hash(&content).await?;
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
    answers::written(&world, &base, put)
}

/// Computes the hash that every answer tells, a large one where it holds nobody up.
pub async fn hash(content: &Content) -> Result<(), Error> {
    if content.size() >= LARGE {
        let content = content.clone();
        tokio::task::spawn_blocking(move || _ = content.quick_xor()).await.map_err(Error::internal)?;
    }
    Ok(())
}

/// Tells where the content of an item can be had.
pub async fn get(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let world = caller.world();
    redirect(world, &base, caller.reach(world, &address)?, &query, &headers)
}

/// Contents are kept as they come, and told as they are kept.
fn check_format(query: &Query) -> Result<(), Error> {
    match query.option("format").filter(|format| !format.is_empty()) {
        None => Ok(()),
        Some(format) => Err(Error::NotServed(format!("converting content (format={format})"))),
    }
}

fn redirect(
    world: &World,
    base: &LinkBase,
    node: &Node,
    query: &Query,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    if node.is_folder() {
        return Err(Error::Invalid("The item is a folder, which has no content."));
    }
    check_format(query)?;
    if tags::if_none_match(headers).is_some_and(|list| tags::names(list, world, node)) {
        return Ok(http::empty(StatusCode::NOT_MODIFIED));
    }
    respond::redirect(Sealed::download(node.id, node.version(), base.now).address(base))
}
