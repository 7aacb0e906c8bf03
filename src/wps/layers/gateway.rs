//! The gateway's prefix is taken off, so that each route is in the table once.

use axum::{
    extract::Request,
    http::{Uri, uri::PathAndQuery},
};

use crate::{http::Call, wps::gateway::Gateway};

/// What all dialects have below their gateways.
const VERSION: &str = "/v7/";

/// Returns the path by which a request is routed, of the one that the client sent.
pub fn routed_path(path: &str) -> &str {
    let behind = Gateway::of(path).behind(path);
    if behind.starts_with(VERSION) { behind } else { path }
}

/// Notes the gateway that a request came through, which is returned, and leaves what stands behind it to be routed.
///
/// Token endpoints are no part of the versioned API: each dialect has its own, with its whole path.
pub fn take_prefix_off(call: &Call, request: &mut Request) -> Gateway {
    let gateway = Gateway::of(call.path());
    if gateway.behind(call.path()).starts_with(VERSION)
        && let Ok(path) = PathAndQuery::try_from(gateway.behind(call.path_and_query()))
    {
        let mut parts = std::mem::take(request.uri_mut()).into_parts();
        parts.path_and_query = Some(path);
        *request.uri_mut() = Uri::from_parts(parts).unwrap_or_default();
    }
    request.extensions_mut().insert(gateway);
    gateway
}
