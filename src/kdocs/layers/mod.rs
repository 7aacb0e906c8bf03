//! What stands around all routes: nothing, as each error brings its envelope with it.

use std::sync::Arc;

use axum::extract::Request;

use crate::http::{Answer, Table};

/// Serves a request.
pub fn serve(table: &Arc<Table>, request: Request) -> Answer {
    let table = Arc::clone(table);
    Box::pin(async move { table.respond(request).await })
}
