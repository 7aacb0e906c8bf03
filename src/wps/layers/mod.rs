//! What stands around all routes, from the outside in: the gateway's prefix is taken off ([`gateway`]), errors get
//! their envelope ([`finish`]), the body is set aside for the signature and the parser, and what the dialect does not
//! have is refused ([`served`]).

mod finish;
mod gateway;
mod served;

use std::sync::Arc;

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
};
use tower::Layer;

use self::served::Limited;
use crate::http::{self, Route};

/// Puts the layers around the routes of this table.
pub fn layer(router: Router, table: &[Route]) -> Router {
    let inner = router
        .layer(from_fn_with_state(Arc::new(Limited::of(table)), served::refuse_others))
        .layer(from_fn(http::set_body_aside))
        .layer(from_fn(finish::write_errors));
    // The prefix goes before anything is routed.
    Router::new().fallback_service(from_fn(gateway::take_prefix_off).layer(inner))
}
