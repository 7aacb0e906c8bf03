//! Thumbnails of pictures; other files and folders have none.

use axum::{http::StatusCode, response::Response};

use super::{
    answer,
    auth::Caller,
    count,
    error::Error,
    ids,
    items::GET_DRIVE,
    json::Path,
    odata::Options,
    picture::{self, Size},
    render::Render,
    sealed::{Sealed, redirect},
    wire::{List, Thumbnail, ThumbnailSet},
};
use crate::{
    http::{LinkBase, Operation},
    world::{Error as WorldError, Node, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-list-thumbnails>
pub const LIST: Operation = Operation { name: "driveItem.thumbnails.list", ..GET_DRIVE };

/// How many of them there are.
pub const COUNT: Operation = Operation { name: "driveItem.thumbnails.count", ..GET_DRIVE };

/// The sizes of one picture.
pub const GET_SET: Operation = Operation { name: "thumbnailSet.get", ..GET_DRIVE };

/// <https://learn.microsoft.com/en-us/graph/api/thumbnailset-get>
pub const GET: Operation = Operation { name: "thumbnail.get", ..GET_DRIVE };

/// The picture itself.
pub const CONTENT: Operation = Operation { name: "thumbnail.content", ..GET_DRIVE };

/// The sizes that are told unless others are selected.
const USUAL: [&str; 3] = ["small", "medium", "large"];
/// The number of the only set that an item has.
const ONLY: &str = "0";

/// The thumbnails of an item: one set for a picture.
pub async fn list(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.0.call.sandbox().snapshot();
    let node = caller.reach(&world, &drive, &item)?;
    let render = Render { world: &world, base: &base };
    let value = of(&render, node, options.selection());
    let context = format!("{}('{}')/thumbnails", render.items_context(node), ids::item(&world, node));
    Ok(answer(StatusCode::OK, &List { context, value }))
}

/// How many sets of thumbnails an item has.
pub async fn count(
    caller: Caller,
    Path((drive, item)): Path<(String, String)>,
    _: Options,
) -> Result<Response, Error> {
    let world = caller.0.call.sandbox().snapshot();
    let node = caller.reach(&world, &drive, &item)?;
    Ok(count::told(u64::from(picture_of(node, ONLY).is_ok())))
}

/// One set of thumbnails.
pub async fn get_set(
    caller: Caller,
    base: LinkBase,
    Path((drive, item, set)): Path<(String, String, String)>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.0.call.sandbox().snapshot();
    let node = caller.reach(&world, &drive, &item)?;
    let sets = of(&Render { world: &world, base: &base }, node, options.selection());
    let set = sets.into_iter().find(|known| known.id == set).ok_or(WorldError::NotFound)?;
    Ok(answer(StatusCode::OK, &set))
}

/// One size of a picture.
pub async fn get(
    caller: Caller,
    base: LinkBase,
    Path((drive, item, set, size)): Path<(String, String, String, String)>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.0.call.sandbox().snapshot();
    let node = caller.reach(&world, &drive, &item)?;
    let (name, size) = named(&size)?;
    let whole = picture_of(node, &set)?;
    let context = format!("{base}/v1.0/$metadata#thumbnail");
    let thumbnail = Thumbnail { context: Some(context), ..thumbnail(&base, node, whole, name, size) };
    Ok(options.answer(StatusCode::OK, &thumbnail))
}

/// Leads to the picture in one size.
pub async fn content(
    caller: Caller,
    base: LinkBase,
    Path((drive, item, set, size)): Path<(String, String, String, String)>,
) -> Result<Response, Error> {
    let world = caller.0.call.sandbox().snapshot();
    let node = caller.reach(&world, &drive, &item)?;
    let (name, _) = named(&size)?;
    picture_of(node, &set)?;
    redirect(&Sealed::thumbnail(node.id, node.version(), name), &base)
}

/// The thumbnails of an item in these sizes, or in the usual ones.
pub fn of(render: &Render<'_>, node: &Node, sizes: Option<&[String]>) -> Vec<ThumbnailSet> {
    let Ok(whole) = picture_of(node, ONLY) else { return Vec::new() };
    let asked = sizes.into_iter().flatten().map(String::as_str);
    let mut sizes: Vec<_> = asked.filter_map(|name| Some((name, Size::parse(name)?))).collect();
    if sizes.is_empty() {
        sizes = USUAL.iter().filter_map(|name| Some((*name, Size::parse(name)?))).collect();
    }
    let told =
        |(name, size): (&str, Size)| (name.to_owned(), thumbnail(render.base, node, whole, name, size));
    vec![ThumbnailSet { id: ONLY, sizes: sizes.into_iter().map(told).collect() }]
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

fn thumbnail(base: &str, node: &Node, whole: (u32, u32), name: &str, size: Size) -> Thumbnail {
    let (width, height) = size.of(whole);
    let url = Sealed::thumbnail(node.id, node.version(), name).address(base);
    Thumbnail { context: None, height, width, url }
}

fn named(size: &str) -> Result<(&str, Size), Error> {
    let parsed = Size::parse(size).ok_or(Error::Invalid("The size of the thumbnail is not known."))?;
    Ok((size, parsed))
}

/// How large the picture is that a set shows.
fn picture_of(node: &Node, set: &str) -> Result<(u32, u32), Error> {
    let content = node.content().filter(|_| set == ONLY);
    let whole = content.and_then(|content| picture::dimensions(&content.bytes()));
    Ok(whole.ok_or(WorldError::NotFound)?)
}
