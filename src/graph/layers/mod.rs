//! The layers around all routes, from the outside in: CORS, the reading of the method and the address, the finishing of
//! responses, the table for batches.

mod address;
mod around;
mod batch;
mod cors;
mod finish;
mod method;
mod parts;

use std::sync::Arc;

use axum::extract::Request;

use super::address::rewrite::BATCH;
use crate::http::{Answer, Routes, Table};

/// Returns the row of the route table that a layer serves.
pub fn routes() -> Routes {
    Routes::at("").post(BATCH, &batch::BATCH, batch::batch)
}

/// Serves a request; those of a batch go through the same layers, but for the outermost.
pub fn serve(table: &Arc<Table>, request: Request) -> Answer {
    Box::pin(cors::for_browsers(Arc::clone(table), request))
}
