//! How a value becomes a response.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::{dialect::Dialect, envelope, error::ErrorReply};
use crate::http;

/// The type of every response, as the pages print it; there are clients that compare all of it.
const JSON: &str = "application/json";

/// Returns a success in the envelope of the dialect.
pub fn success(dialect: Dialect, data: &impl Serialize) -> Response {
    bare(&envelope::success(dialect, Some(data)))
}

/// Returns a success that says nothing, in the envelope of the dialect.
pub fn done(dialect: Dialect) -> Response {
    bare(&envelope::success(dialect, None::<()>))
}

/// Returns a success without an envelope, as OAuth 2.0 has it.
pub fn bare(value: &impl Serialize) -> Response {
    bare_as(StatusCode::OK, value)
}

/// Returns a response without an envelope.
pub fn bare_as(status: StatusCode, value: &impl Serialize) -> Response {
    http::json_as(status, JSON, value)
}

/// Returns an error in the envelope of the dialect.
pub fn failure(dialect: Dialect, reply: &ErrorReply) -> Response {
    http::json_as(reply.status(), JSON, &envelope::failure(dialect, reply))
}
