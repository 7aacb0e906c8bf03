//! Office files, to which the service does more than keep them where it has such habits; see [`Quirk`].

use bytes::Bytes;

use crate::{
    graph::error::Error,
    http::{self, Call},
    sandbox::Quirk,
    world::{Content, Flavor, Node, NodeId, World},
};

/// What the service adds to a file that it enriches.
const PROPERTIES: &[u8] = b"<!-- properties of the library -->";

/// What the service adds to a file that it protects while it is downloaded.
const PROTECTION: &[u8] = &[0; 512];

/// The types that the service enriches with properties of their library.
const ENRICHED: [&str; 4] = [".docx", ".xlsx", ".pptx", ".html"];

/// The types that the service protects.
const PROTECTED: [&str; 4] = [".docx", ".xlsx", ".pptx", ".pdf"];

/// Enriches a file that was just written; the response to that has told of it as it came.
pub async fn enrich(call: &Call, world: &World, written: NodeId) -> Result<(), Error> {
    let node = world.live(written)?;
    let Some(content) = node.content() else { return Ok(()) };
    if call.has_quirk_where(Quirk::OfficeFilesGrow, || is_of(world, node, &ENRICHED)) {
        let (grown, by) = (with(content, PROPERTIES), node.modified.by);
        http::hash(&grown, |content| *content.quick_xor()).await;
        call.sandbox().write(|world, now| world.write(by, written, grown, now))?;
    }
    Ok(())
}

/// Returns the bytes of a file as they are downloaded, which may be more than it has.
pub fn downloaded(call: &Call, node: &Node, content: Content) -> Content {
    let is_protected = call.has_quirk_where(Quirk::ProtectedFiles, || is_of(call.world(), node, &PROTECTED));
    if is_protected { with(&content, PROTECTION) } else { content }
}

/// Whether a file of a business drive has one of these types.
fn is_of(world: &World, node: &Node, types: &[&str]) -> bool {
    let is_business = world.drive(node.drive).is_ok_and(|drive| drive.flavor == Flavor::Business);
    let name = node.name.to_ascii_lowercase();
    is_business && types.iter().any(|ending| name.ends_with(ending))
}

fn with(content: &Content, more: &'static [u8]) -> Content {
    Content::from_pieces(content.pieces().iter().cloned().chain([Bytes::from_static(more)]))
}
