//! What the schema has on paths that are served, and mockdrive does not emulate.
//!
//! All of it is found in <https://graph.microsoft.com/v1.0/$metadata>, and SDKs have methods for it. Without these rows
//! it would be told as a wrong method, or taken for an id; a path that is served with no method needs no row.

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
    NotEmulated(POST, "/v1.0/drives", Operation::not_emulated("drives.post")),
    NotEmulated(PATCH, "/v1.0/drives/{drive}", Operation::not_emulated("drives.update")),
    NotEmulated(DELETE, "/v1.0/drives/{drive}", Operation::not_emulated("drives.delete")),
    NotEmulated(POST, "/v1.0/drives/{drive}/items", Operation::not_emulated("drives.items.post")),
    NotEmulated(GET, "/v1.0/drives/{drive}/items/$count", Operation::not_emulated("drives.items.count.get")),
    // Contents
    NotEmulated(DELETE, "/v1.0/drives/{drive}/items/{item}/content", Operation::not_emulated("drives.items.content.delete")),
    NotEmulated(PUT, "/v1.0/drives/{drive}/items/{item}/versions/{version}/content", Operation::not_emulated("drives.items.versions.content.put")),
    NotEmulated(DELETE, "/v1.0/drives/{drive}/items/{item}/versions/{version}/content", Operation::not_emulated("drives.items.versions.content.delete")),
    // What belongs to an item
    NotEmulated(POST, "/v1.0/drives/{drive}/items/{item}/versions", Operation::not_emulated("drives.items.versions.post")),
    NotEmulated(PATCH, "/v1.0/drives/{drive}/items/{item}/versions/{version}", Operation::not_emulated("drives.items.versions.update")),
    NotEmulated(POST, "/v1.0/drives/{drive}/items/{item}/permissions", Operation::not_emulated("drives.items.permissions.post")),
    NotEmulated(POST, "/v1.0/drives/{drive}/items/{item}/thumbnails", Operation::not_emulated("drives.items.thumbnails.post")),
    NotEmulated(PATCH, "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}", Operation::not_emulated("drives.items.thumbnails.update")),
    NotEmulated(DELETE, "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}", Operation::not_emulated("drives.items.thumbnails.delete")),
    // A thumbnail of a client's own
    NotEmulated(GET, "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}/source", Operation::not_emulated("drives.items.thumbnails.source.get")),
    NotEmulated(GET, "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}/source/content", Operation::not_emulated("drives.items.thumbnails.source.content.get")),
    NotEmulated(PUT, "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}/source/content", Operation::not_emulated("drives.items.thumbnails.source.content.put")),
    // Links
    NotEmulated(GET, "/v1.0/shares/$count", Operation::not_emulated("shares.count.get")),
    NotEmulated(PATCH, "/v1.0/shares/{share}", Operation::not_emulated("shares.update")),
    NotEmulated(DELETE, "/v1.0/shares/{share}", Operation::not_emulated("shares.delete")),
    NotEmulated(PATCH, "/v1.0/shares/{share}/permission", Operation::not_emulated("shares.permission.update")),
    NotEmulated(DELETE, "/v1.0/shares/{share}/permission", Operation::not_emulated("shares.permission.delete")),
];

/// Says so, naming the path as the client sent it.
pub async fn later(call: Call, method: Method) -> Error {
    let path = call.path();
    Error::NotServed(format!("{method} {path}"))
}
