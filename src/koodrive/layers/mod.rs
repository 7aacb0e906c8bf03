//! What stands around all routes: nothing yet, as KooDrive's pages name no rule that holds for every path.

use std::sync::Arc;

use axum::extract::Request;

use crate::http::{Answer, Table};

/// Serves a request.
pub fn serve(table: &Arc<Table>, request: Request) -> Answer {
    let table = Arc::clone(table);
    Box::pin(async move { table.respond(request).await })
}
