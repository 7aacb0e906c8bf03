//! Which paths are Graph's, and on which of its hosts they are.

use axum::{
    http::Method,
    response::{IntoResponse, Response},
};

use super::{address::words::strip_prefix, error::Error, identity};
use crate::net::hosts::Site;

/// Returns whether a path belongs to Graph.
pub fn owns(path: &str) -> bool {
    is_versioned(path) || is_below(path, "/_api") || is_below(path, "/_layouts") || identity::owns(path)
}

/// Returns whether a path of Graph's is there on a host of this kind.
pub fn is_at(site: Site, path: &str) -> bool {
    let is_sign_in = identity::owns(path);
    match site {
        // The service has this one on either side.
        Site::Graph => owns(path) && (!is_sign_in || path == identity::USERINFO),
        Site::SignIn => is_sign_in,
        Site::SharePoint => owns(path) && !is_sign_in && !is_versioned(path),
        _ => owns(path),
    }
}

/// Returns the response to a path that is not on the host.
pub fn elsewhere(_: &Method, path: &str) -> Response {
    Error::Elsewhere(path.to_owned()).into_response()
}

/// Returns whether a path begins with a version, as those on Graph's own hosts do.
fn is_versioned(path: &str) -> bool {
    is_below(path, "/v1.0") || is_below(path, "/beta")
}

fn is_below(path: &str, base: &str) -> bool {
    let rest = strip_prefix(path, base);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
