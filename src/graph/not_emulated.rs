//! What the schema has on paths of the route table, and mockdrive does not emulate.
//!
//! All of it stands in <https://graph.microsoft.com/v1.0/$metadata>, and SDKs have methods for it. Without a row, a client
//! would read that the method is wrong, or that there is no such item; a path without any route needs no row. An
//! operation is named after its resource and by what it does, as those that are emulated.

use axum::http::Method;

use super::error::Error;
use crate::http::{Call, NotEmulated, Operation};

const DELETE: Method = Method::DELETE;
const GET: Method = Method::GET;
const PATCH: Method = Method::PATCH;
const POST: Method = Method::POST;
const PUT: Method = Method::PUT;

/// The rows of the route table.
#[rustfmt::skip]
pub static ROUTES: &[NotEmulated] = &[
    // Drives
    NotEmulated(POST, "/v1.0/drives", Operation::not_emulated("drive.create")),
    NotEmulated(PATCH, "/v1.0/drives/{drive}", Operation::not_emulated("drive.update")),
    NotEmulated(DELETE, "/v1.0/drives/{drive}", Operation::not_emulated("drive.delete")),
    NotEmulated(POST, "/v1.0/drives/{drive}/items", Operation::not_emulated("driveItem.create")),
    // Contents
    NotEmulated(DELETE, "/v1.0/drives/{drive}/items/{item}/content", Operation::not_emulated("driveItem.content.delete")),
    NotEmulated(PUT, "/v1.0/drives/{drive}/items/{item}/versions/{version}/content", Operation::not_emulated("driveItemVersion.content.put")),
    NotEmulated(DELETE, "/v1.0/drives/{drive}/items/{item}/versions/{version}/content", Operation::not_emulated("driveItemVersion.content.delete")),
    // What belongs to an item
    NotEmulated(POST, "/v1.0/drives/{drive}/items/{item}/versions", Operation::not_emulated("driveItem.versions.create")),
    NotEmulated(PATCH, "/v1.0/drives/{drive}/items/{item}/versions/{version}", Operation::not_emulated("driveItemVersion.update")),
    NotEmulated(POST, "/v1.0/drives/{drive}/items/{item}/permissions", Operation::not_emulated("permission.create")),
    NotEmulated(POST, "/v1.0/drives/{drive}/items/{item}/thumbnails", Operation::not_emulated("driveItem.thumbnails.create")),
    NotEmulated(PATCH, "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}", Operation::not_emulated("thumbnailSet.update")),
    NotEmulated(DELETE, "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}", Operation::not_emulated("thumbnailSet.delete")),
    // A thumbnail of a client's own
    NotEmulated(GET, "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}/source", Operation::not_emulated("thumbnail.source.get")),
    NotEmulated(GET, "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}/source/content", Operation::not_emulated("thumbnail.source.content.get")),
    NotEmulated(PUT, "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}/source/content", Operation::not_emulated("thumbnail.source.content.put")),
    // Items in bundles
    NotEmulated(GET, "/v1.0/drives/{drive}/bundles/{item}/children/{child}", Operation::not_emulated("bundle.children.get")),
    NotEmulated(PATCH, "/v1.0/drives/{drive}/bundles/{item}/children/{child}", Operation::not_emulated("bundle.children.update")),
    // Links
    NotEmulated(PATCH, "/v1.0/shares/{share}", Operation::not_emulated("share.update")),
    NotEmulated(DELETE, "/v1.0/shares/{share}", Operation::not_emulated("share.delete")),
    NotEmulated(PATCH, "/v1.0/shares/{share}/permission", Operation::not_emulated("share.permission.update")),
    NotEmulated(DELETE, "/v1.0/shares/{share}/permission", Operation::not_emulated("share.permission.delete")),
];

/// Refuses the request, with the path as the client sent it.
pub fn respond(call: Call, method: Method) -> Error {
    let path = call.path();
    Error::NotEmulated(format!("{method} {path}"))
}
