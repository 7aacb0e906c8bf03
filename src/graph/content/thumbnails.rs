//! Thumbnails of pictures; folders and other files have none.

use axum::{http::StatusCode, response::Response};
use bytes::Bytes;

use crate::{
    graph::{
        address::{Address, sealed::Sealed},
        auth::Caller,
        error::Error,
        json::Path,
        odata::Options,
        render::{Render, context::Context, thumbnail},
        respond, scopes,
        wire::{List, Thumbnail, ThumbnailSet},
    },
    http::{Call, LinkBase, Operation, picture},
    world::{Error as WorldError, NodeId},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-list-thumbnails>
pub const LIST: Operation = Operation { name: "driveItem.thumbnails.list", ..scopes::LIST };

/// Returns a set of thumbnails.
pub const GET_SET: Operation = Operation { name: "thumbnailSet.get", ..scopes::READ };

/// <https://learn.microsoft.com/en-us/graph/api/thumbnailset-get>
pub const GET: Operation = Operation { name: "thumbnail.get", ..scopes::READ };

/// Redirects to a thumbnail's picture.
pub const CONTENT: Operation = Operation { name: "thumbnail.content", ..scopes::READ };

/// Lists the thumbnails of an item: one set for a picture.
///
/// Handles `GET /v1.0/drives/{drive}/items/{item}/thumbnails`.
pub fn list(caller: Caller, base: LinkBase, address: Address, options: Options) -> Result<Response, Error> {
    let world = caller.world();
    let node = caller.reach(world, &address)?;
    let render = Render::new(world, &base, Some(&caller));
    let value = thumbnail::sets(&render, node, options.selection());
    let context = Context::of(&caller, &base, &address).list("thumbnails", &options);
    Ok(respond::json(StatusCode::OK, &List { context, value }))
}

/// Returns a set of thumbnails.
///
/// Handles `GET /v1.0/drives/{drive}/items/{item}/thumbnails/{set}`.
pub fn get_set(
    caller: Caller,
    base: LinkBase,
    address: Address,
    Path(set): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let node = caller.reach(world, &address)?;
    let sets = thumbnail::sets(&Render::new(world, &base, Some(&caller)), node, options.selection());
    let set = sets.into_iter().find(|known| known.id == set).ok_or(WorldError::NotFound)?;
    let context = Some(Context::of(&caller, &base, &address).entry("thumbnails", &options));
    Ok(respond::json(StatusCode::OK, &ThumbnailSet { context, ..set }))
}

/// Returns a thumbnail: a picture in one size.
///
/// Handles `GET /v1.0/drives/{drive}/items/{item}/thumbnails/{set}/{size}`.
pub fn get(
    caller: Caller,
    base: LinkBase,
    address: Address,
    Path((set, size)): Path<(String, String)>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let node = caller.reach(world, &address)?;
    let parsed = thumbnail::parse_size(&size)?;
    let whole = thumbnail::picture_dimensions(node, &set)?;
    let context = Context::of(&caller, &base, &address).below("thumbnails");
    let context = format!("{context}('{set}')/{size}{}", options.brackets());
    let thumbnail =
        Thumbnail { context: Some(context), ..thumbnail::thumbnail(&base, node, whole, &size, parsed) };
    Ok(options.respond(StatusCode::OK, &thumbnail))
}

/// Redirects to a thumbnail's picture.
///
/// Handles `GET /v1.0/drives/{drive}/items/{item}/thumbnails/{set}/{size}/content`.
pub fn content(
    caller: Caller,
    base: LinkBase,
    address: Address,
    Path((set, size)): Path<(String, String)>,
) -> Result<Response, Error> {
    let world = caller.world();
    let node = caller.reach(world, &address)?;
    thumbnail::parse_size(&size)?;
    thumbnail::picture_dimensions(node, &set)?;
    respond::redirect(Sealed::thumbnail(node.id, node.version(), &size).address(&base))
}

/// Returns the picture of a version in this size, as PNG, scaled on another thread.
pub async fn png(call: &Call, node: NodeId, version: u32, size: &str) -> Result<Option<Bytes>, Error> {
    let version = call.world().version(node, version).ok();
    let Some((version, size)) = version.zip(thumbnail::named_size(size)) else { return Ok(None) };
    Ok(picture::png(version.content, size, call.memory()).await?)
}
