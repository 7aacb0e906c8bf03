//! The KDocs open platform: documents of users under `personal`, documents of applications under `appspace`.
//!
//! Both families share their batch tasks, see [`batch`], and their envelope; they differ in how a caller proves
//! who it is ([`auth`]) and in how items are named ([`ids`]).

mod appspace;
mod auth;
mod batch;
mod error;
pub mod ids;
mod json;
mod later;
mod personal;
mod signature;
mod tasks;
mod wire;

use axum::{
    Router,
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use self::{error::Error, wire::Success};
use crate::http::{self, DailyLimit, Routes};

/// How often an application may call what changes something, and the copies and moves among it.
const WRITE: Option<DailyLimit> = Some(DailyLimit { test: 500, production: 100_000 });
/// How often an application may call what reads.
const READ: Option<DailyLimit> = Some(DailyLimit { test: 10_000, production: 1_000_000 });

/// The route table.
pub fn routes() -> Routes {
    Routes::at("")
        .post("/api/v1/openapi/personal/tasks/files/copy", &personal::COPY, personal::copy)
        .get("/api/v1/openapi/personal/tasks/{task_id}", &tasks::PERSONAL, tasks::personal)
        .post("/api/v1/openapi/appspace/tasks/files/move", &appspace::MOVE, appspace::move_files)
        .get("/api/v1/openapi/appspace/tasks/{task_id}", &tasks::APPSPACE, tasks::appspace)
        .not_emulated(later::ROUTES, &later::later)
}

/// Whether a path belongs to KDocs.
pub fn owns(path: &str) -> bool {
    path == "/api/v1" || path.starts_with("/api/v1/") || path == "/h5/auth"
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

/// What stands around all routes: nothing, every error brings its own envelope.
pub fn layer(router: Router) -> Router {
    router
}

/// A success in the envelope.
fn answer(data: &impl Serialize) -> Response {
    http::json(StatusCode::OK, &Success { code: 0, data })
}
