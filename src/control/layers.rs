//! What stands around all routes: panics, unknown paths and methods.

use axum::{
    Router,
    extract::Request,
    http::{StatusCode, header},
    response::Response,
};

use super::problem::problem;
use crate::http::{front::CONTROL, panic::CatchPanic};

/// Puts the layers and fallbacks around the routes.
pub fn around<S: Clone + Send + Sync + 'static>(routes: Router<S>) -> Router<S> {
    routes.fallback(not_found).layer(CatchPanic(panicked))
}

/// Says that nobody serves a path.
pub async fn not_found(request: Request) -> Response {
    let path = request.uri().path();
    let detail = if path.starts_with(CONTROL) {
        format!("The control API has no path {path}; GET /_mock/openapi.json describes those that it has.")
    } else {
        format!("No API has the path {path}; GET /_mock/info lists the base URLs.")
    };
    problem(StatusCode::NOT_FOUND, &detail)
}

/// Responds to all but `health` where the control API is off.
pub async fn is_off(request: Request) -> Response {
    if request.uri().path().starts_with(CONTROL) {
        let detail =
            "The control API is off: the server was started with --control off, which leaves /_mock/health.";
        return problem(StatusCode::NOT_FOUND, detail);
    }
    let detail = format!("No API has the path {}.", request.uri().path());
    problem(StatusCode::NOT_FOUND, &detail)
}

/// Returns a response that says which methods its path has, if it refuses another one.
pub fn say_methods(response: Response) -> Response {
    if response.status() != StatusCode::METHOD_NOT_ALLOWED {
        return response;
    }
    let allow = response.headers().get(header::ALLOW).cloned();
    let methods = allow.as_ref().and_then(|methods| methods.to_str().ok()).unwrap_or_default();
    let detail = format!("This path has no other methods than {}.", methods.replace(',', ", "));
    let mut refused = problem(StatusCode::METHOD_NOT_ALLOWED, &detail);
    refused.headers_mut().extend(allow.map(|methods| (header::ALLOW, methods)));
    refused
}

fn panicked() -> Response {
    problem(StatusCode::INTERNAL_SERVER_ERROR, "This should not have happened; the log says more.")
}
