//! The v7 API of WPS 365: private deployments of two kinds, and the public cloud.
//!
//! The gateway that a request comes through ([`gateway`]) decides on its [`dialect`]: what is served, the envelope, and
//! how a caller proves who it is. Behind the gateways all dialects have the same routes.

mod auth;
mod bins;
mod change;
mod deleted_files;
mod dialect;
mod doclibs;
mod drive_freq;
mod drive_labels;
mod drive_latest;
mod drive_star;
mod drive_tasks;
mod drives;
mod envelope;
mod error;
mod faults;
mod files;
mod gateway;
mod headers;
mod identity;
pub mod ids;
mod json;
mod layers;
mod links;
mod lists;
mod mac;
mod multipart_upload_tasks;
mod new_drive;
mod not_emulated;
mod oauth;
mod on_conflict;
mod paging;
mod render;
mod respond;
mod scopes;
mod second_deleted_files;
mod sharing;
mod site;
mod source;
mod storage;
mod tasks;
mod texts;
mod uploads;
mod versions;
mod wire;
mod words;

use axum::{
    http::Method,
    response::{IntoResponse, Response},
};

use self::error::Error;
pub use self::{
    auth::CAPABILITIES,
    faults::{fault, fault_codes, task_fault_code},
    layers::{routed_path, serve},
    oauth::known_scopes,
    site::{is_at, owns},
};
use crate::http::Routes;

/// Returns the route table.
pub fn routes() -> Routes {
    drives::routes()
        .merge(links::routes())
        .merge(doclibs::routes())
        .merge(drive_tasks::routes())
        .merge(drive_freq::routes())
        .merge(drive_labels::routes())
        .merge(drive_latest::routes())
        .merge(drive_star::routes())
        .merge(files::routes())
        .merge(identity::routes())
        .merge(storage::routes())
        .merge(multipart_upload_tasks::routes())
        .merge(deleted_files::routes())
        .merge(second_deleted_files::routes())
        .merge(oauth::routes())
        .merge(not_emulated::routes())
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
