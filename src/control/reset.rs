//! `POST /_mock/reset`: the sandbox as it was at its start.

use axum::{http::StatusCode, response::Response};

use crate::http::{self, Call};

/// Handles `POST /_mock/reset`: the sandbox as it was at its start; it responds when the reset is done.
pub fn reset(call: Call) -> Response {
    call.sandbox().reset();
    http::empty(StatusCode::NO_CONTENT)
}
