//! The layers around all routes, from the outside in: CORS, the reading of the method and the address, the finishing of
//! responses, the router for batches.

mod address;
mod batch;
mod cors;
mod finish;
mod method;
mod parts;

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
};

use super::address::rewrite::BATCH;
use crate::http::Routes;

/// Returns the row of the route table that a layer serves.
pub fn routes() -> Routes {
    Routes::at("").post(BATCH, &batch::BATCH, batch::batch)
}

/// Puts the layers around the routes; the requests of a batch go through them like every other one.
pub fn layer(routes: Router) -> Router {
    let around = |routes: Router| {
        let finished = routes.layer(from_fn(finish::finish));
        // The method and the path are rewritten before anything is routed.
        Router::new().fallback_service(finished).layer(from_fn(address::read))
    };
    let for_parts = batch::PartRouter(around(routes.clone()));
    let whole = around(routes.layer(from_fn_with_state(for_parts, batch::lend)));
    let with_cors = whole.clone().layer(cors::layer());
    whole.layer(from_fn_with_state(with_cors, cors::cors_for_browsers))
}
