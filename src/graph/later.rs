//! What the schema has on paths that are served, and mockdrive does not emulate.
//!
//! All of it is found in <https://graph.microsoft.com/v1.0/$metadata>, and SDKs have methods for it. Without these rows
//! it would be told as a wrong method, or taken for an id; a path that is served with no method needs no row.

use axum::http::Method;

use super::error::Error;
use crate::http::Call;

const DELETE: Method = Method::DELETE;
const GET: Method = Method::GET;
const PATCH: Method = Method::PATCH;
const POST: Method = Method::POST;
const PUT: Method = Method::PUT;

/// The rows of the route table.
#[rustfmt::skip]
pub const ROUTES: &[(Method, &str)] = &[
    // Drives
    (POST, "/v1.0/drives"),
    (PATCH, "/v1.0/drives/{drive}"),
    (DELETE, "/v1.0/drives/{drive}"),
    (POST, "/v1.0/drives/{drive}/items"),
    (GET, "/v1.0/drives/{drive}/items/$count"),
    // Contents
    (DELETE, "/v1.0/drives/{drive}/items/{item}/content"),
    (PUT, "/v1.0/drives/{drive}/items/{item}/versions/{version}/content"),
    (DELETE, "/v1.0/drives/{drive}/items/{item}/versions/{version}/content"),
    // What belongs to an item
    (POST, "/v1.0/drives/{drive}/items/{item}/versions"),
    (PATCH, "/v1.0/drives/{drive}/items/{item}/versions/{version}"),
    (POST, "/v1.0/drives/{drive}/items/{item}/permissions"),
    (POST, "/v1.0/drives/{drive}/items/{item}/thumbnails"),
    (PATCH, "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}"),
    (DELETE, "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}"),
    // A thumbnail of a client's own
    (GET, "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}/source"),
    (GET, "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}/source/content"),
    (PUT, "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}/source/content"),
    // Links
    (GET, "/v1.0/shares/$count"),
    (PATCH, "/v1.0/shares/{share}"),
    (DELETE, "/v1.0/shares/{share}"),
    (PATCH, "/v1.0/shares/{share}/permission"),
    (DELETE, "/v1.0/shares/{share}/permission"),
];

/// Says so, naming the path as the client sent it.
pub async fn later(call: Call, method: Method) -> Error {
    let path = call.path().split('?').next().unwrap_or_default();
    Error::NotServed(format!("{method} {path}"))
}
