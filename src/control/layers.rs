//! What stands around all routes: panics, unknown paths and methods.

use axum::{
    Router,
    extract::Request,
    http::{Method, StatusCode},
    response::Response,
};

use super::problem::problem;
use crate::http::{front::CONTROL, panic::CatchPanic};

/// Puts the layers and fallbacks around the routes.
pub fn around<S: Clone + Send + Sync + 'static>(routes: Router<S>) -> Router<S> {
    routes.fallback(not_found).method_not_allowed_fallback(method_not_allowed).layer(CatchPanic(panicked))
}

/// Says that nobody serves a path.
pub async fn not_found(request: Request) -> Response {
    let path = request.uri().path();
    problem(
        StatusCode::NOT_FOUND,
        &format!("No API has the path {path}; GET /_mock/info lists the base URLs."),
    )
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

async fn method_not_allowed(method: Method) -> Response {
    problem(StatusCode::METHOD_NOT_ALLOWED, &format!("{method} is not served here; see docs/control.md."))
}

fn panicked() -> Response {
    problem(StatusCode::INTERNAL_SERVER_ERROR, "This should not have happened; the log says more.")
}
