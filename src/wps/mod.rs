//! The WPS API.

pub mod ids;

use axum::{
    Router,
    http::{Method, StatusCode},
    response::Response,
};

use crate::http::{self, Routes};

/// The route table.
pub fn routes() -> Routes {
    Routes::new()
}

/// Whether a path belongs to WPS.
pub fn owns(path: &str) -> bool {
    path.starts_with("/graph/")
}

/// The answer to a route that is not in the table.
pub fn not_found(_: &Method, _: &str) -> Response {
    http::empty(StatusCode::NOT_FOUND)
}

/// The answer to a method that a route does not serve.
pub fn method_not_allowed() -> Response {
    http::empty(StatusCode::METHOD_NOT_ALLOWED)
}

/// The answer to a panic.
pub fn panicked() -> Response {
    http::empty(StatusCode::INTERNAL_SERVER_ERROR)
}

/// What stands around all routes.
pub fn layer(router: Router) -> Router {
    router
}
