//! `/_mock/openapi.json`: the description of this API for programs.
//!
//! It is `docs/openapi.json`, which the tests make of the types that the handlers read and write (docs/adr/0022).

use axum::{http::HeaderMap, response::Response};

use super::{packed, respond};

/// The description, as gzip.
static DESCRIPTION: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/openapi.json.gz"));

/// Handles `GET /_mock/openapi.json`: this description, in `OpenAPI` 3.1.
pub fn get(headers: HeaderMap) -> Response {
    packed::respond(respond::JSON, DESCRIPTION, &headers)
}
