//! The content of a file: written in one request, and read through a redirect to an address that needs no token.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::office;
use crate::{
    graph::{
        address::{Address, names, sealed::Sealed},
        auth::{Caller, destination::Place},
        error::Error,
        json::{self, Query},
        render::{
            context::Context,
            responses,
            tags::{self, check_tags},
        },
        respond, scopes,
    },
    http::{self, LinkBase, Operation, RawBody, body},
    world::{self, Ability, Content, Flavor, OnConflict},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-get-content>
pub const GET_CONTENT: Operation = Operation { name: "driveItem.content.get", ..scopes::READ };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-put-content>
pub const PUT_CONTENT: Operation = Operation { name: "driveItem.content.put", ..scopes::WRITE };

/// Redirects to the content of a file.
///
/// Handles `GET /v1.0/drives/{drive}/items/{item}/content`.
pub fn get(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    known: tags::Known,
) -> Result<Response, Error> {
    let world = caller.world();
    let node = caller.reach_to(world, &address, Ability::Download)?;
    if node.is_folder() {
        return Err(Error::Invalid("The item is a folder, which has no content."));
    }
    check_format(&query)?;
    // Nothing is infected here, so nothing has to be said to get it.
    query.without_effect("AVOverride");
    if known.list().is_some_and(|list| tags::names(list, node)) {
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
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> Result<Response, Error> {
    check_format(&query)?;
    let on_conflict = json::conflict_behavior(&query, None)?.unwrap_or(OnConflict::Replace);
    let limit = caller.settings().graph_put_max_bytes;
    let content = Content::new(body::read_to_keep(body, limit, caller.call.memory()).await?);
    let is_personal = is_personal(&caller, &address);
    hash(&content, is_personal).await;
    let entity = Context::of(&caller, &base, &address).changed();
    let place = Place { address, child: None };
    let (put, world) = caller.write_and_view(|world, now| {
        let to = place.find(&caller, world).map_err(|error| match error {
            Error::World(error) => of_folder(error),
            error => error,
        })?;
        check_tags(&headers, world, &to)?;
        let put = world.put(caller.actor, &to, content, on_conflict, now).map_err(of_folder)?;
        if put.created {
            // A name that was varied is longer than the one in the address.
            names::check_path(world, world.node(put.node)?)?;
        }
        Ok(put)
    })?;
    office::enrich(&caller.call, &world, put.node).await?;
    responses::written(Some(&caller), &world, &base, Some(entity), put)
}

/// Returns the refusal of a content that cannot be written; a folder has none.
fn of_folder(error: world::Error) -> Error {
    match error {
        world::Error::NotAFile(_) => Error::FolderContent,
        error => error.into(),
    }
}

/// Computes the hashes of a content, which every response with its item has; those of a large one on another thread.
pub async fn hash(content: &Content, is_personal: bool) {
    let hash = move |content: &Content| {
        content.quick_xor();
        if is_personal {
            content.sha1();
            content.sha256();
        }
    };
    http::hash(content, hash).await;
}

/// Whether an address lies in a personal drive, whose files have more hashes; what a link shares is looked up later.
fn is_personal(caller: &Caller, address: &Address) -> bool {
    let drive = caller.named(caller.world(), &address.drive);
    drive.is_ok_and(|drive| drive.flavor == Flavor::Consumer)
}

/// Refuses to convert a content: it is stored and sent as it came.
fn check_format(query: &Query) -> Result<(), Error> {
    match query.option("format").filter(|format| !format.is_empty()) {
        None => Ok(()),
        Some(format) => Err(Error::NotEmulated(format!("converting content (format={format})"))),
    }
}
