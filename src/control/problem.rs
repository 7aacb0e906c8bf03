//! Errors of the control API, and of paths that belong to no provider.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::respond;

/// Why a request was refused.
#[derive(Serialize)]
struct Problem<'a> {
    /// What the status is called.
    title: &'a str,
    /// The status.
    status: u16,
    /// What is wrong, and what would have been right.
    detail: &'a str,
}

/// Returns an error as `application/problem+json`.
pub fn problem(status: StatusCode, detail: &str) -> Response {
    let title = status.canonical_reason().unwrap_or("Error");
    respond::json_as(status, "application/problem+json", &Problem { title, status: status.as_u16(), detail })
}
