//! `/_mock/quirks`: the habits of the services that a sandbox may have.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::respond;
use crate::{http::Call, sandbox::Quirk};

#[derive(Serialize)]
struct List {
    quirks: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    name: &'static str,
    on: bool,
    what: &'static str,
    source: &'static str,
}

/// Handles `GET /_mock/quirks`: all that there are, and whether each is on; the setting `quirks` switches them.
pub async fn list(call: Call) -> Response {
    let on = call.settings().quirks;
    let entry = |quirk: &Quirk| Entry {
        name: quirk.name(),
        on: on.has(*quirk),
        what: quirk.what(),
        source: quirk.source(),
    };
    respond::json(StatusCode::OK, &List { quirks: Quirk::ALL.iter().map(entry).collect() })
}
