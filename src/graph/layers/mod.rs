//! What stands around all routes, from the outside in: CORS, the reading of the method and the address, the finishing
//! of responses, the lending of routes to a batch.

mod address;
mod batch;
mod cors;
mod finish;
mod method;

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
};

use super::address::rewrite::BATCH;
use crate::http::Routes;

/// Returns the row of what is routed to this room itself.
pub fn routes() -> Routes {
    Routes::at("").post(BATCH, &batch::BATCH, batch::batch)
}

/// Puts the layers around the routes; the parts of a batch go through them like every other request.
pub fn layer(routes: Router) -> Router {
    let around = |routes: Router| {
        let finished = routes.layer(from_fn(finish::finish));
        // What changes the method or the path stands before anything is routed.
        Router::new().fallback_service(finished).layer(from_fn(address::read))
    };
    let parts = batch::Parts(around(routes.clone()));
    let whole = around(routes.layer(from_fn_with_state(parts, batch::lend)));
    let with_cors = whole.clone().layer(cors::layer());
    whole.layer(from_fn_with_state(with_cors, cors::for_browsers))
}
