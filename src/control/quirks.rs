//! `/_mock/quirks`: the habits of the services that a sandbox may have.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::respond;
use crate::{http::Call, sandbox::Quirk};

/// The habits of the services.
#[derive(Serialize)]
struct List {
    /// All that there are.
    quirks: Vec<Entry>,
}

/// A habit of a service.
#[derive(Serialize)]
struct Entry {
    /// The name: the service, and what it does.
    name: &'static str,
    /// Whether it is on.
    on: bool,
    /// What it does.
    what: &'static str,
    /// Who has met it.
    source: &'static str,
}

/// Handles `GET /_mock/quirks`: all that there are, and whether each is on; the setting `quirks` switches them.
pub fn list(call: Call) -> Response {
    let on = call.settings().quirks;
    let entry = |quirk: &Quirk| Entry {
        name: quirk.name(),
        on: on.has(*quirk),
        what: quirk.what(),
        source: quirk.source(),
    };
    respond::json(StatusCode::OK, &List { quirks: Quirk::ALL.iter().map(entry).collect() })
}
