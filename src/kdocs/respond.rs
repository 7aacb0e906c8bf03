//! How a value becomes a response.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::wire::{Nothing, Success};
use crate::http;

/// Returns a success in the envelope.
pub fn success(data: &impl Serialize) -> Response {
    http::json(StatusCode::OK, &Success { code: 0, data })
}

/// Returns a success that has nothing to say.
pub fn done() -> Response {
    success(&Nothing {})
}
