//! Looking at a file inside a page: a page that says what the file is, and shows it if it is a picture.

use axum::{body::Body, http::StatusCode, response::Response};
use serde::Deserialize;

use super::{
    answer,
    auth::Caller,
    error::Error,
    items::GET_DRIVE,
    json::{Json, Path},
    picture,
    sealed::{Sealed, bytes_of},
    wire,
};
use crate::{
    http::{LinkBase, Operation, date},
    world::{Flavor, Node, NodeId, Timestamp, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-preview>
pub const PREVIEW: Operation = Operation { name: "driveItem.preview", ..GET_DRIVE };

/// Where to begin and how large, both passed over: the page is always the same.
#[derive(Deserialize)]
pub struct PreviewBody {
    #[serde(rename = "zoom")]
    _zoom: Option<f64>,
}

/// Tells where a file can be looked at.
pub async fn preview(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    Json(_): Json<PreviewBody>,
) -> Result<Response, Error> {
    let read = |world: &World, now| told(world, &base, caller.reach(world, &drive, &item)?, now);
    caller.0.call.sandbox().read(read)
}

fn told(world: &World, base: &str, node: &Node, now: Timestamp) -> Result<Response, Error> {
    if world.drive(node.drive)?.flavor == Flavor::Consumer {
        return Err(Error::Invalid("Items of personal drives have no preview."));
    }
    if node.is_folder() {
        return Err(Error::Invalid("Only files have a preview."));
    }
    let get_url = Sealed::preview(node.id, node.version(), now).address(base);
    let context = format!("{base}/v1.0/$metadata#microsoft.graph.itemPreviewInfo");
    Ok(answer(StatusCode::OK, &wire::Preview { context, get_url }))
}

/// The page that a preview's address leads to.
pub fn page(world: &World, base: &str, node: NodeId, version: u32) -> Result<Response, Error> {
    let content = world.version(node, version)?.content;
    let file = world.node(node)?;
    let name = escape(&file.name);
    let picture = picture::dimensions(&content.bytes()).map_or_else(String::new, |_| {
        let address = escape(&Sealed::thumbnail(node, version, "large").address(base));
        format!("<p><img src=\"{address}\" alt=\"{name}\"></p>\n")
    });
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{name}</title>\n<h1>{name}</h1>\n{picture}\
         <p>{} bytes, version {version}, changed {}.</p>\n\
         <p>mockdrive has no viewer for documents: this page stands in its place.</p>\n</html>\n",
        content.size(),
        date::rfc3339(file.modified.at),
    );
    Ok(bytes_of(Body::from(page), "text/html; charset=utf-8"))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
