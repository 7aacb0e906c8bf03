//! Huawei Cloud's KooDrive API: batch tasks and sessions.
//!
//! There is no call for copying, moving or deleting one file: all of it is a batch task, see [`create`].

mod action;
mod archive;
mod auth;
mod carrier;
mod create;
mod error;
pub mod ids;
mod jobs;
mod json;
mod later;
mod package;
mod plan;
mod session;
mod signature;
mod wire;

use axum::{
    Router,
    http::Method,
    response::{IntoResponse, Response},
};

use self::error::Error;
use crate::http::Routes;

/// The route table.
pub fn routes() -> Routes {
    Routes::at("")
        .post("/koodrive/ose/v1/jobs", &create::CREATE_JOB, create::create)
        .get("/koodrive/ose/v1/jobs", &jobs::GET_JOB_LIST, jobs::list)
        .get("/koodrive/ose/v1/{job_id}", &jobs::GET_JOB_DETAIL, jobs::detail)
        .get("/koodrive/ose/v1/jobs/{job_id}", &jobs::GET_JOB_DETAIL, jobs::detail)
        .post("/koodrive/ose/v1/cancel", &jobs::CANCEL_JOB, jobs::cancel)
        .get("/koodrive/ose/v1/package/{key}", &package::DOWNLOAD_PACKAGE, package::download)
        .post("/koodrive/ose/v1/session", &session::CREATE_SESSION, session::create)
        .post("/koodrive/ose/v1/session/", &session::CREATE_SESSION, session::create)
        .post("/koodrive/ose/v1/session/refresh", &session::REFRESH_SESSION, session::refresh)
        .get("/koodrive/ose/v1/session/auth", &session::AUTH_SESSION, session::check)
        .get("/koodrive/ose/v1/session/logoff", &session::LOGOUT, session::log_off)
        .post("/koodrive/ose/v1/auth/login", &carrier::LOGIN, carrier::log_in)
        .post("/koodrive/ose/v1/auth/refreshToken", &carrier::REFRESH_TOKEN, carrier::refresh)
        .post("/koodrive/ose/v1/auth/logout", &carrier::LOGOUT, carrier::log_out)
        .not_emulated(later::ROUTES, &later::later)
}

/// Whether a path belongs to KooDrive.
pub fn owns(path: &str) -> bool {
    path == "/koodrive" || path.starts_with("/koodrive/")
}

/// The answer to a route that is not in the table.
pub fn not_found(_: &Method, _: &str) -> Response {
    Error::NoRoute.into_response()
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
    router
}
