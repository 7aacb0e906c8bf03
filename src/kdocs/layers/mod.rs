//! What stands around all routes, from the outside in: the body is set aside for the signature and the parser.
//!
//! Errors need no layer: each brings its envelope with it.

use axum::{Router, middleware::from_fn};

use crate::http;

/// Puts the layers around the routes.
pub fn layer(router: Router) -> Router {
    router.layer(from_fn(http::set_body_aside))
}
