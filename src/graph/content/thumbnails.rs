//! Thumbnails of pictures; other files and folders have none.

use axum::{http::StatusCode, response::Response};

use crate::{
    graph::{
        address::{Address, sealed::Sealed},
        auth::Caller,
        error::Error,
        ids,
        json::Path,
        odata::{Options, count::count_response},
        render::{
            Render,
            picture::{self, Size},
            thumbnail::{self, ONLY},
        },
        respond, scopes,
        wire::{List, Thumbnail},
    },
    http::{LinkBase, Operation},
    world::{Error as WorldError, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-list-thumbnails>
pub const LIST: Operation = Operation { name: "driveItem.thumbnails.list", ..scopes::LIST };

/// How many of them there are.
pub const COUNT: Operation = Operation { name: "driveItem.thumbnails.count", ..scopes::READ };

/// The sizes of one picture.
pub const GET_SET: Operation = Operation { name: "thumbnailSet.get", ..scopes::READ };

/// <https://learn.microsoft.com/en-us/graph/api/thumbnailset-get>
pub const GET: Operation = Operation { name: "thumbnail.get", ..scopes::READ };

/// The picture itself.
pub const CONTENT: Operation = Operation { name: "thumbnail.content", ..scopes::READ };

/// The thumbnails of an item: one set for a picture.
pub async fn list(
    caller: Caller,
    base: LinkBase,
    address: Address,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let node = caller.reach(world, &address)?;
    let render = Render { world, base: &base };
    let value = thumbnail::sets(&render, node, options.selection());
    let context = format!("{}('{}')/thumbnails", render.items_context(node), ids::item(world, node));
    Ok(respond::json(StatusCode::OK, &List { context, value }))
}

/// How many sets of thumbnails an item has.
pub async fn count(caller: Caller, address: Address, _: Options) -> Result<Response, Error> {
    let world = caller.world();
    let node = caller.reach(world, &address)?;
    Ok(count_response(u64::from(thumbnail::picture_of(node, ONLY).is_ok())))
}

/// One set of thumbnails.
pub async fn get_set(
    caller: Caller,
    base: LinkBase,
    address: Address,
    Path(set): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let node = caller.reach(world, &address)?;
    let sets = thumbnail::sets(&Render { world, base: &base }, node, options.selection());
    let set = sets.into_iter().find(|known| known.id == set).ok_or(WorldError::NotFound)?;
    Ok(respond::json(StatusCode::OK, &set))
}

/// One size of a picture.
pub async fn get(
    caller: Caller,
    base: LinkBase,
    address: Address,
    Path((set, size)): Path<(String, String)>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let node = caller.reach(world, &address)?;
    let (name, size) = thumbnail::named(&size)?;
    let whole = thumbnail::picture_of(node, &set)?;
    let context = format!("{base}/v1.0/$metadata#thumbnail");
    let thumbnail =
        Thumbnail { context: Some(context), ..thumbnail::thumbnail(&base, node, whole, name, size) };
    Ok(options.answer(StatusCode::OK, &thumbnail))
}

/// Leads to the picture in one size.
pub async fn content(
    caller: Caller,
    base: LinkBase,
    address: Address,
    Path((set, size)): Path<(String, String)>,
) -> Result<Response, Error> {
    let world = caller.world();
    let node = caller.reach(world, &address)?;
    let (name, _) = thumbnail::named(&size)?;
    thumbnail::picture_of(node, &set)?;
    respond::redirect(Sealed::thumbnail(node.id, node.version(), name).address(&base))
}

/// The picture that a sealed address leads to; decoding is done where it keeps nobody waiting.
pub async fn png(world: &World, node: crate::world::NodeId, version: u32, size: &str) -> Option<Vec<u8>> {
    /// Each picture that is opened takes memory.
    static AT_ONCE: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);

    let content = world.version(node, version).ok()?.content;
    let size = Size::parse(size)?;
    let _turn = AT_ONCE.acquire().await.ok()?;
    let scaled = tokio::task::spawn_blocking(move || picture::scale(&content.bytes(), size));
    scaled.await.ok().flatten()
}
