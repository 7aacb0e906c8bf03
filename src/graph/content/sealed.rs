//! Addresses of versions, previews and thumbnails that need no token, because what they open is sealed into them.

use axum::response::Response;

use super::{preview, thumbnails};
use crate::{
    graph::{
        address::sealed::{Kind, Sealed},
        error::Error,
        json::Path,
        scopes,
    },
    http::{self, Call, LinkBase, Operation, Refusal},
    world::{self, NodeId, World},
};

/// Returns what an address was sealed for.
pub const SEALED: Operation = Operation { name: "sealed.get", ..scopes::ADDRESS };

/// Sends the version, the preview or the thumbnail that the address was sealed for.
///
/// Handles `GET /_api/v2.0/sealed/{token}`.
pub async fn open(call: Call, base: LinkBase, Path(token): Path<String>) -> Result<Response, Error> {
    let not_found = || Error::World(world::Error::NotFound);
    let sealed = Sealed::read(Kind::Other, &token).ok_or_else(not_found)?;
    let (world, now) = (call.world(), call.now());
    match sealed {
        Sealed::Version { until, .. } | Sealed::Preview { until, .. } if until <= now => {
            Err(Refusal::ExpiredToken.into())
        }
        Sealed::Version { node, version, .. } => version_content(world, node, version),
        Sealed::Preview { node, version, .. } => preview::page(world, &base, node, version),
        Sealed::Thumbnail { node, version, size } => {
            let png = thumbnails::png(&call, node, version, &size).await?.ok_or_else(not_found)?;
            Ok(http::to_save(png.into(), "image/png", None))
        }
        Sealed::Download { .. } | Sealed::Upload(_) => Err(not_found()),
    }
}

/// Sends the content of a version.
fn version_content(world: &World, node: NodeId, version: u32) -> Result<Response, Error> {
    let content = world.version(node, version)?.content;
    let name = &world.node(node)?.name;
    let mime = mime_guess::from_path(&**name).first_or_octet_stream();
    Ok(http::to_save(http::pieces(content.slices(0..content.size())), mime.essence_str(), Some(name)))
}
