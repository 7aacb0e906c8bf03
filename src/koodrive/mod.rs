//! Huawei Cloud's KooDrive API: spaces, files, batch tasks, sessions.

mod access;
mod addresses;
mod archive;
mod audit;
mod auth;
mod capabilities;
mod capacity;
mod dates;
mod departments;
mod directory;
mod error;
mod faults;
mod file_types;
mod files;
pub mod ids;
mod image_process;
mod jobs;
mod json;
mod layers;
mod message;
mod names;
mod not_emulated;
mod org;
mod paging;
mod people;
mod permission;
mod place;
mod position;
mod related;
mod render;
mod respond;
mod revision;
mod scopes;
mod service;
mod sessions;
mod share;
mod sharefolder;
mod space;
mod star;
mod task;
mod templates;
mod usergroups;
mod usergroups_invite;
mod users;
mod wire;

use axum::{
    http::Method,
    response::{IntoResponse, Response},
};

use self::error::Error;
pub use self::{
    faults::{fault, fault_codes, task_fault_code},
    layers::serve,
};
use crate::http::Routes;

/// Returns the route table.
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose")
        .merge(jobs::routes())
        .merge(sessions::routes())
        .merge(directory::routes())
        .merge(files::routes())
        .merge(archive::routes())
        .merge(org::routes())
        .merge(star::routes())
        .merge(revision::routes())
        .merge(space::routes())
        .merge(users::routes())
        .merge(departments::routes())
        .merge(usergroups::routes())
        .merge(permission::routes())
        .merge(message::routes())
        .merge(task::routes())
        .merge(audit::routes())
        .merge(share::routes())
        .merge(sharefolder::routes())
        .merge(usergroups_invite::routes())
        .merge(related::routes())
        .merge(access::routes())
        .merge(service::routes())
        .not_emulated(not_emulated::ROUTES, not_emulated::not_emulated)
}

/// Returns whether a path belongs to KooDrive.
pub fn owns(path: &str) -> bool {
    path == "/koodrive" || path.starts_with("/koodrive/")
}

/// Responds to a path that no route has.
pub fn not_found(_: &Method, _: &str) -> Response {
    Error::NoRoute.into_response()
}

/// Responds to a method that a route does not serve.
pub fn method_not_allowed(_: &str) -> Response {
    Error::Method.into_response()
}

/// Responds when a handler has panicked.
pub fn panicked() -> Response {
    Error::Internal.into_response()
}
