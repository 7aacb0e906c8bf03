//! `GET /_mock/health`: whether the server runs.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::respond;

#[derive(Serialize)]
struct Health {
    status: &'static str,
}

/// Handles `GET /_mock/health`.
pub async fn get() -> Response {
    respond::json(StatusCode::OK, &Health { status: "ok" })
}
