//! From the world to the wire: thumbnails of pictures.

use super::{
    item::Render,
    picture::{self, Size},
};
use crate::{
    graph::{
        address::sealed::Sealed,
        error::Error,
        wire::{Thumbnail, ThumbnailSet},
    },
    world::{Error as WorldError, Node},
};

/// The thumbnails of an item in these sizes, or in the usual ones.
pub fn sets(render: &Render<'_>, node: &Node, sizes: Option<&[String]>) -> Vec<ThumbnailSet> {
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

pub fn thumbnail(base: &str, node: &Node, whole: (u32, u32), name: &str, size: Size) -> Thumbnail {
    let (width, height) = size.of(whole);
    let url = Sealed::thumbnail(node.id, node.version(), name).address(base);
    Thumbnail { context: None, height, width, url }
}

/// How large the picture is that a set shows.
pub fn picture_of(node: &Node, set: &str) -> Result<(u32, u32), Error> {
    let content = node.content().filter(|_| set == ONLY);
    let whole = content.and_then(|content| picture::dimensions(&content.bytes()));
    Ok(whole.ok_or(WorldError::NotFound)?)
}

pub fn named(size: &str) -> Result<(&str, Size), Error> {
    let parsed = Size::parse(size).ok_or(Error::Invalid("The size of the thumbnail is not known."))?;
    Ok((size, parsed))
}

/// The sizes that are told unless others are selected.
const USUAL: [&str; 3] = ["small", "medium", "large"];

/// The number of the only set that an item has.
pub const ONLY: &str = "0";
