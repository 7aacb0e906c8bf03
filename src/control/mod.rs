//! The control API under `/_mock/`: what a test sees and changes behind the vendors' backs.
//!
//! Every route works on the sandbox that the request chooses, like all others. Answers are JSON, errors
//! `application/problem+json`; `docs/control.md` shows each by example.

mod clock;
mod graph;
mod info;
mod json;
mod notifications;
mod quotas;
mod requests;
mod sandboxes;
mod settings;
mod tasks;
mod tree;

use std::sync::Arc;

use axum::{
    Router,
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
    middleware::{Next, from_fn},
    response::Response,
    routing::{delete, get, post},
};
use serde::Serialize;

use crate::{
    http::{self, Call, Route, panic},
    sandbox::Sandboxes,
    world::Api,
};

/// What the control API knows of the server.
pub struct Server {
    /// All sandboxes.
    pub sandboxes: Arc<Sandboxes>,
    /// Every route of the providers.
    pub routes: Vec<(Api, Route)>,
}

/// The routes.
pub fn router(server: Server) -> Router {
    Router::new()
        .route("/_mock/health", get(health))
        .route("/_mock/info", get(info::info))
        .route("/_mock/reset", post(reset))
        .route("/_mock/tree", get(tree::tree))
        .route("/_mock/clock", get(clock::get).put(clock::put))
        .route("/_mock/clock/advance", post(clock::advance))
        .route("/_mock/tasks", get(tasks::list))
        .route("/_mock/tasks/{id}/finish", post(tasks::finish))
        .route("/_mock/tasks/{id}/fail", post(tasks::fail))
        .route("/_mock/requests", get(requests::list))
        .route("/_mock/notifications", get(notifications::list))
        .route("/_mock/graph/subscriptions/{id}/lifecycle", post(notifications::lifecycle))
        .route("/_mock/quotas", get(quotas::list).put(quotas::put))
        .route("/_mock/settings", get(settings::get).put(settings::put))
        .route("/_mock/graph/expire-delta-tokens", post(graph::expire_delta_tokens))
        .route("/_mock/sandboxes", get(sandboxes::list).post(sandboxes::create).delete(sandboxes::delete_all))
        .route("/_mock/sandboxes/{name}", delete(sandboxes::delete))
        .route("/_mock/sandboxes/{name}/fork", post(sandboxes::fork))
        .route("/_mock/sandboxes/{name}/reset", post(sandboxes::reset))
        .fallback(unknown)
        .method_not_allowed_fallback(async |method: Method| {
            problem(
                StatusCode::METHOD_NOT_ALLOWED,
                &format!("{method} is not served here; see docs/control.md."),
            )
        })
        .layer(from_fn(async |call: Call, request: Request, next: Next| {
            let error = || {
                problem(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "This should not have happened; the log says more.",
                )
            };
            panic::catch(call, request, next, error).await
        }))
        .layer(from_fn(refuse_pages))
        .with_state(Arc::new(server))
}

/// Keeps pages of other origins from changing what a test has set up: a browser sends some requests unasked.
async fn refuse_pages(request: Request, next: Next) -> Response {
    if is_foreign(request.headers()) {
        return problem(StatusCode::FORBIDDEN, "Pages of other origins cannot use the control API.");
    }
    next.run(request).await
}

/// Whether a page of another origin asks.
fn is_foreign(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let origin = text(header::ORIGIN).map(|origin| origin.split_once("://").map_or(origin, |(_, host)| host));
    origin.is_some() && origin != text(header::HOST)
}

#[derive(Serialize)]
struct Health {
    status: &'static str,
}

async fn health() -> Response {
    http::json(StatusCode::OK, &Health { status: "ok" })
}

/// Brings the sandbox back to its start, and answers when that is done.
async fn reset(call: Call) -> Response {
    call.sandbox().reset();
    http::empty(StatusCode::NO_CONTENT)
}

async fn unknown(request: Request) -> Response {
    let path = request.uri().path();
    problem(
        StatusCode::NOT_FOUND,
        &format!("No API has the path {path}; GET /_mock/info lists the base URLs."),
    )
}

/// An error of the control API, and of paths that belong to no provider.
#[derive(Serialize)]
struct Problem<'a> {
    title: &'a str,
    status: u16,
    detail: &'a str,
}

/// An error as `application/problem+json`.
pub fn problem(status: StatusCode, detail: &str) -> Response {
    let title = status.canonical_reason().unwrap_or("Error");
    http::json_as(status, "application/problem+json", &Problem { title, status: status.as_u16(), detail })
}
