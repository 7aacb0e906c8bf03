//! The bytes of a file: written in one request, and read by way of an address that needs no token.
//!
//! See <https://learn.microsoft.com/en-us/graph/api/driveitem-put-content> and
//! <https://learn.microsoft.com/en-us/graph/api/driveitem-get-content>.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};

use super::{
    answer,
    auth::Caller,
    conflict,
    destination::{Address, check_tags},
    download,
    error::Error,
    items::GET_DRIVE,
    json::{Path, Query},
    names,
    render::Render,
    tags,
};
use crate::{
    http::{self, LinkBase, Operation, body},
    world::{Content, Node, OnConflict, Put, World},
};

/// Writes a file: <https://learn.microsoft.com/en-us/graph/api/driveitem-put-content>
pub const PUT_CONTENT: Operation = Operation {
    name: "driveItem.content.put",
    writes: true,
    scopes: &["Files.ReadWrite", "Files.ReadWrite.All", "Sites.ReadWrite.All"],
    ..Operation::BASE
};

/// Reads a file: <https://learn.microsoft.com/en-us/graph/api/driveitem-get-content>
pub const GET_CONTENT: Operation = Operation { name: "driveItem.content.get", ..GET_DRIVE };

/// From this size on, hashing takes long enough to hold up other requests.
const LARGE: u64 = 4 << 20;

/// Writes the file at an address.
pub async fn put(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    query: Query,
    request: Request,
) -> Result<Response, Error> {
    store(&caller, &base, &Address { drive, item, child: None }, &query, request).await
}

async fn store(
    caller: &Caller,
    base: &LinkBase,
    address: &Address,
    query: &Query,
    request: Request,
) -> Result<Response, Error> {
    check_format(query)?;
    let on_conflict = conflict::read(query, None)?.unwrap_or(OnConflict::Replace);
    let limit = caller.0.call.sandbox().settings().graph_put_max_bytes;
    let (parts, body) = request.into_parts();
    let content = Content::new(body::read_to_keep(body, limit).await?);
    hash(&content).await?;
    let (world, put) = caller.write(|world, now| {
        let to = address.find(caller, world)?;
        check_tags(&parts.headers, world, &to)?;
        let put = world.put(caller.0.actor, &to, content, on_conflict, now)?;
        if put.created {
            // A name that was varied is longer than the one in the address.
            names::check_path(world, world.node(put.node)?)?;
        }
        Ok::<_, Error>((world.clone(), put))
    })?;
    written(&world, base, put)
}

/// Tells of a file that was written: 201 if it is new, 200 if it was there.
pub fn written(world: &World, base: &LinkBase, put: Put) -> Result<Response, Error> {
    let status = if put.created { StatusCode::CREATED } else { StatusCode::OK };
    Ok(answer(status, &Render { world, base }.entity(world.live(put.node)?)))
}

/// Computes the hash that every answer tells, a large one where it holds nobody up.
pub async fn hash(content: &Content) -> Result<(), Error> {
    if content.size() >= LARGE {
        let content = content.clone();
        tokio::task::spawn_blocking(move || _ = content.quick_xor()).await.map_err(|_| Error::Internal)?;
    }
    Ok(())
}

/// Tells where the content of an item can be had.
pub async fn get(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let world = caller.0.call.sandbox().snapshot();
    redirect(&world, &base, caller.reach(&world, &drive, &item)?, &query, &headers)
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
    let location = HeaderValue::try_from(download::url(base, node, node.version()))
        .map_err(|_| Error::Invalid("The Host header is not valid."))?;
    let mut response = http::empty(StatusCode::FOUND);
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}
