//! The v7 API of WPS 365: private deployments (`/graph`, `/openapi`) and the public cloud.
//!
//! The prefix of a path tells its [`dialect`]: the envelope, and how a caller proves who it is.

mod auth;
mod dialect;
mod error;
mod files;
pub mod ids;
mod json;
mod jwt;
mod later;
mod scopes;
mod signature;
mod token;
mod wire;

use axum::{
    Router,
    extract::Request,
    http::Method,
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
};

use self::{
    dialect::Dialect,
    error::{Error, Told},
    wire::{Failure, More},
};
use crate::http::{self, Call, Routes};

/// The route table.
pub fn routes() -> Routes {
    Routes::at("")
        .post("/graph/v7/files/batch_get_meta", &files::BATCH_GET_META, files::batch_get_meta)
        .post("/o/{cid}/v7/files/batch_get_meta", &files::BATCH_GET_META, files::batch_get_meta)
        .post("/o/oauth/v1/token", &token::OLD_PRIVATE, token::old_private)
        .post("/openapi/oauth2/token", &token::NEW_PRIVATE, token::new_private)
        .post("/oauth2/token", &token::PUBLIC, token::public)
        .not_emulated(later::ROUTES, &later::later)
        .not_emulated(later::OWN_ROUTES, &later::later)
}

/// Whether a path belongs to WPS.
pub fn owns(path: &str) -> bool {
    let bases = ["/graph", "/v7", "/openapi", "/o", "/oauth2"];
    let below =
        |base: &&str| path.strip_prefix(*base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    // Graph's token endpoint, `/{tenant}/oauth2/v2.0/token`, takes any tenant.
    bases.iter().any(below) && !path.contains("/oauth2/v2.0/")
}

/// The answer to a route that is not in the table.
pub fn not_found(method: &Method, path: &str) -> Response {
    Error::NoRoute(format!("{method} {path}")).into_response()
}

/// The answer to a method that a route does not serve.
pub fn method_not_allowed() -> Response {
    Error::Method.into_response()
}

/// The answer to a panic.
pub fn panicked() -> Response {
    Error::Internal.into_response()
}

/// What stands around all routes.
pub fn layer(router: Router) -> Router {
    router.layer(from_fn(finish))
}

/// Gives every error its body, in the envelope of the dialect that was asked.
async fn finish(call: Call, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let Some(told) = response.extensions_mut().remove::<Told>() else { return response };
    let Told { code, msg, detail, debug } = &told;
    let bare = Failure { code: *code, msg, detail: None, more: None, debug: debug.as_ref() };
    let failure = match Dialect::of(call.path()) {
        // Gateways answer before a dialect does: with what they saw, and without its envelope.
        _ if debug.is_some() => bare,
        Dialect::OldPrivate => Failure { detail: Some(detail), ..bare },
        Dialect::Public if detail.is_empty() => bare,
        Dialect::Public => Failure { more: Some(More { code: *code, msg: detail }), ..bare },
    };
    let headers = std::mem::take(response.headers_mut());
    let mut answer = http::json(told.status(), &failure);
    answer.headers_mut().extend(headers);
    answer
}

#[cfg(test)]
mod tests {
    use super::owns;

    #[test]
    fn the_token_endpoint_of_graph_is_not_owned() {
        for path in
            ["/graph", "/graph/v7/x", "/v7/drives", "/openapi/v7/x", "/o/oauth/v1/token", "/oauth2/token"]
        {
            assert!(owns(path), "{path}");
        }
        for path in ["/v1.0/me", "/o/oauth2/v2.0/token", "/openapi/oauth2/v2.0/token", "/graphs", "/"] {
            assert!(!owns(path), "{path}");
        }
    }
}
