//! How a value becomes a response: in the envelope with code 0.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::wire::{Beside, Envelope};
use crate::http;

/// Returns a success with these data.
pub fn data(data: impl Serialize) -> Response {
    success(&Envelope { data: Some(data), code: 0, msg: "success" })
}

/// Returns a success without data.
pub fn done() -> Response {
    success(&Envelope::<()> { data: None, code: 0, msg: "success" })
}

/// Returns a success whose members stand beside its code.
pub fn beside(members: impl Serialize) -> Response {
    success(&Beside { members, code: 0, msg: "success" })
}

/// Returns a success that is written as it is.
pub fn success(body: &impl Serialize) -> Response {
    http::json(StatusCode::OK, body)
}
