//! What stands around all routes: panics, pages of other origins, unknown paths and methods.

use axum::{
    Router,
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
    middleware::{Next, from_fn},
    response::Response,
};

use super::problem::problem;
use crate::http::panic::CatchPanic;

/// Puts the layers and fallbacks around the routes.
pub fn around<S: Clone + Send + Sync + 'static>(routes: Router<S>) -> Router<S> {
    routes
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(CatchPanic(panicked))
        .layer(from_fn(refuse_pages))
}

async fn not_found(request: Request) -> Response {
    let path = request.uri().path();
    problem(
        StatusCode::NOT_FOUND,
        &format!("No API has the path {path}; GET /_mock/info lists the base URLs."),
    )
}

async fn method_not_allowed(method: Method) -> Response {
    problem(StatusCode::METHOD_NOT_ALLOWED, &format!("{method} is not served here; see docs/control.md."))
}

fn panicked() -> Response {
    problem(StatusCode::INTERNAL_SERVER_ERROR, "This should not have happened; the log says more.")
}

/// Keeps pages of other origins from changing what a test has set up: a browser sends some requests by itself.
async fn refuse_pages(request: Request, next: Next) -> Response {
    if is_foreign(request.headers()) {
        return problem(StatusCode::FORBIDDEN, "Pages of other origins cannot use the control API.");
    }
    next.run(request).await
}

/// Whether a page of another origin sent the request.
fn is_foreign(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let origin = text(header::ORIGIN).map(|origin| origin.split_once("://").map_or(origin, |(_, host)| host));
    origin.is_some() && origin != text(header::HOST)
}
