//! Microsoft Graph's drive API, v1.0.
//!
//! A path begins with the word of its wing, whose `mod.rs` holds its rows. Drives and items have many forms of address;
//! [`address`] takes them out of the path before anything is routed, so an operation on them has one row.

mod address;
mod auth;
mod bundles;
mod content;
mod directory;
mod drives;
mod error;
mod faults;
mod identity;
pub mod ids;
mod items;
mod json;
mod layers;
mod not_emulated;
mod odata;
mod payload;
mod render;
mod respond;
mod schema;
mod scopes;
mod sharing;
mod short_text;
mod site;
mod subscriptions;
mod wire;

use axum::response::{IntoResponse, Response};

use self::error::Error;
pub use self::{
    address::rewrite::routed_path,
    faults::{fault, fault_codes, task_fault_code},
    identity::{known_scopes, owns as signs_in},
    layers::serve,
    schema::not_found,
    site::{elsewhere, is_at, owns},
    subscriptions::notification,
};
use crate::http::Routes;

/// Returns the route table.
pub fn routes() -> Routes {
    Routes::at("")
        .merge(layers::routes())
        .merge(directory::routes())
        .merge(drives::routes())
        .merge(items::routes())
        .merge(bundles::routes())
        .merge(content::routes())
        .merge(sharing::routes())
        .merge(subscriptions::routes())
        .merge(identity::routes())
        .not_emulated(not_emulated::ROUTES, not_emulated::respond)
}

/// Returns the response to a method that a route does not serve.
pub fn method_not_allowed(_: &str) -> Response {
    Error::Method.into_response()
}

/// Returns the response to a panic.
pub fn panicked() -> Response {
    Error::Internal.into_response()
}
