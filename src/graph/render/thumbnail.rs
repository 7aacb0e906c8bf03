//! Thumbnails of pictures, from the world to the wire.

use super::memory::Render;
use crate::{
    graph::{
        address::sealed::Sealed,
        error::Error,
        wire::{Thumbnail, ThumbnailSet},
    },
    http::picture::{self, Size},
    world::{Error as WorldError, Node},
};

/// The sizes of a set, unless others are selected.
const USUAL_SIZES: [&str; 3] = ["small", "medium", "large"];

/// The id of the only set that an item has.
pub const ONLY_SET: &str = "0";

/// Returns the thumbnails of an item in these sizes, or in the usual ones; none if it is no picture.
pub fn sets(render: &Render<'_>, node: &Node, sizes: Option<&[String]>) -> Vec<ThumbnailSet> {
    let Ok(whole) = picture_dimensions(node, ONLY_SET) else { return Vec::new() };
    let parse = |name| Some((name, named_size(name)?));
    let mut sizes: Vec<_> = sizes.into_iter().flatten().map(String::as_str).filter_map(parse).collect();
    if sizes.is_empty() {
        sizes = USUAL_SIZES.into_iter().filter_map(parse).collect();
    }
    let entry =
        |(name, size): (&str, Size)| (name.to_owned(), thumbnail(render.base, node, whole, name, size));
    vec![ThumbnailSet { context: None, id: ONLY_SET, sizes: sizes.into_iter().map(entry).collect() }]
}

/// Returns the thumbnail of a picture of these dimensions in one size, which goes by a name.
pub fn thumbnail(base: &str, node: &Node, whole: (u32, u32), name: &str, size: Size) -> Thumbnail {
    let (width, height) = size.of(whole);
    let url = Sealed::thumbnail(node.id, node.version(), name).address(base);
    Thumbnail { context: None, height, width, url }
}

/// Returns the dimensions of the picture that a set shows.
pub fn picture_dimensions(node: &Node, set: &str) -> Result<(u32, u32), Error> {
    let content = node.content().filter(|_| set == ONLY_SET);
    let whole = content.and_then(picture::dimensions);
    Ok(whole.ok_or(WorldError::NotFound)?)
}

/// Reads the name of a size.
pub fn parse_size(name: &str) -> Result<Size, Error> {
    named_size(name).ok_or(Error::Invalid("The size of the thumbnail is not known."))
}

/// Reads `small`, `mediumSquare`, `c300x400` or `c300x400_crop`.
///
/// See <https://learn.microsoft.com/en-us/graph/api/driveitem-list-thumbnails>.
pub fn named_size(name: &str) -> Option<Size> {
    let edge = match name.strip_suffix("Square").unwrap_or(name) {
        "small" => Some(96),
        "medium" => Some(176),
        "large" => Some(800),
        _ => None,
    };
    if let Some(edge) = edge {
        return if name.ends_with("Square") { Size::fill(edge, edge) } else { Size::fit(edge, edge) };
    }
    let size = name.strip_prefix('c')?;
    let (size, crop) = size.strip_suffix("_crop").map_or((size, false), |size| (size, true));
    let (width, height) = size.split_once('x')?;
    let (width, height) = (width.parse().ok()?, height.parse().ok()?);
    if crop { Size::fill(width, height) } else { Size::fit(width, height) }
}

#[cfg(test)]
mod tests {
    use super::{Size, named_size};

    #[test]
    fn sizes_are_read_by_their_names() {
        for (name, expected) in [
            ("small", Some((96, 96, false))),
            ("medium", Some((176, 176, false))),
            ("largeSquare", Some((800, 800, true))),
            ("c600x300_crop", Some((600, 300, true))),
            ("c300x400", Some((300, 400, false))),
            ("huge", None),
            ("c0x1", None),
            ("c1x4097", None),
            ("c-1x1", None),
            ("c1", None),
        ] {
            assert_eq!(named_size(name).map(Size::parts), expected, "{name}");
        }
    }
}
