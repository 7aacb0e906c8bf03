//! Previews: a page that says what a file is, and shows it if it is a picture.

use axum::{http::StatusCode, response::Response};
use serde::Deserialize;

use crate::{
    graph::{
        address::{Address, sealed::Sealed},
        auth::Caller,
        error::Error,
        json::Json,
        payload::Typed,
        respond, scopes, wire,
    },
    http::{
        LinkBase, Operation, date,
        html::{self, escape},
        picture,
    },
    world::{Flavor, NodeId, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-preview>
pub const PREVIEW: Operation = Operation { name: "driveItem.preview", ..scopes::READ };

/// The body of a preview; its members are ignored, as the page is always the same.
#[derive(Deserialize)]
pub struct PreviewBody {
    #[serde(rename = "page")]
    _page: Option<Typed<String>>,
    #[serde(rename = "zoom")]
    _zoom: Option<Typed<f64>>,
}

/// Returns the address of a file's preview.
///
/// Handles `POST /v1.0/drives/{drive}/items/{item}/preview`.
pub fn preview(
    caller: Caller,
    base: LinkBase,
    address: Address,
    Json(_): Json<PreviewBody>,
) -> Result<Response, Error> {
    let world = caller.world();
    let node = caller.reach(world, &address)?;
    if world.drive(node.drive)?.flavor == Flavor::Consumer {
        return Err(Error::Invalid("Items of personal drives have no preview."));
    }
    if node.is_folder() {
        return Err(Error::Invalid("Only files have a preview."));
    }
    let get_url = Sealed::preview(node.id, node.version(), base.now).address(&base);
    let context = format!("{base}/v1.0/$metadata#microsoft.graph.itemPreviewInfo");
    Ok(respond::json(StatusCode::OK, &wire::Preview { context, get_url }))
}

/// Returns the page at the address of a preview.
pub fn page(world: &World, base: &str, node: NodeId, version: u32) -> Result<Response, Error> {
    let content = world.version(node, version)?.content;
    let file = world.node(node)?;
    let picture = picture::dimensions(&content).map_or_else(String::new, |_| {
        let name = escape(&*file.name);
        let address = escape(Sealed::thumbnail(node, version, "large").address(base));
        format!("<p><img src=\"{address}\" alt=\"{name}\"></p>")
    });
    Ok(html::shown(
        &file.name,
        format_args!(
            "<p class=\"soft\">{} bytes, version {version}, changed {}.</p>{picture}\
             <p class=\"soft\">mockdrive has no viewer for documents: this page stands in its place.</p>",
            content.size(),
            date::rfc3339(file.modified.at),
        ),
    ))
}
