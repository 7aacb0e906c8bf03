//! The KDocs open platform: documents of users under `personal`, documents of applications under `appspace`.
//!
//! Both families share their batch tasks ([`tasks`]) and their envelope; they differ in how a caller proves who it is
//! ([`auth`]) and in how items are named ([`ids`]).

mod anonymous;
mod appspace;
mod auth;
mod books;
mod cells;
mod dbt;
mod error;
mod et;
mod faults;
mod files;
mod forms;
pub mod ids;
mod json;
mod ksheet;
mod layers;
mod not_emulated;
mod notification;
mod oauth;
mod office;
mod pages;
mod personal;
mod query;
mod quota;
mod respond;
mod scopes;
mod tasks;
mod users;
mod wire;

use axum::{
    http::Method,
    response::{IntoResponse, Response},
};

use self::error::Error;
pub use self::{
    dbt::call,
    faults::{fault, fault_codes, task_fault_code},
    layers::serve,
    oauth::known_scopes,
};
use crate::http::Routes;

/// Returns the route table.
pub fn routes() -> Routes {
    files::routes()
        .merge(pages::routes())
        .merge(personal::routes())
        .merge(appspace::routes())
        .merge(oauth::routes())
        .merge(users::routes())
        .merge(et::routes())
        .merge(ksheet::routes())
        .merge(dbt::routes())
        .merge(forms::routes())
        .merge(notification::routes())
        .merge(office::routes())
        .merge(anonymous::routes())
        .merge(not_emulated::routes())
}

/// Returns whether a path belongs to KDocs.
pub fn owns(path: &str) -> bool {
    path == "/api/v1" || path.starts_with("/api/v1/") || path.starts_with("/l/") || path == "/h5/auth"
}

/// Returns the response to a route that is not in the table.
pub fn not_found(method: &Method, path: &str) -> Response {
    Error::NoRoute(format!("{method} {path}")).into_response()
}

/// Returns the response to a method that a route does not serve.
pub fn method_not_allowed(_: &str) -> Response {
    Error::Method.into_response()
}

/// Returns the response to a request whose handler panicked.
pub fn panicked() -> Response {
    Error::Panicked.into_response()
}
