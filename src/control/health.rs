//! `GET /_mock/health`: whether the server runs.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::respond;

/// That the server runs.
#[derive(Serialize)]
struct Health {
    /// `ok`.
    status: &'static str,
}

/// Handles `GET /_mock/health`: that the server runs.
pub fn get() -> Response {
    respond::json(StatusCode::OK, &Health { status: "ok" })
}
