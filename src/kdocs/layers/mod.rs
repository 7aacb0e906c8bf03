//! What stands around all routes, from the outside in: the body is set aside for the signature and the parser.
//!
//! Errors need no layer: each brings its envelope with it.

use std::sync::Arc;

use axum::extract::Request;

use crate::http::{self, Answer, Table};

/// Serves a request.
pub fn serve(table: &Arc<Table>, request: Request) -> Answer {
    let table = Arc::clone(table);
    Box::pin(async move { table.respond(http::set_body_aside(request)).await })
}
