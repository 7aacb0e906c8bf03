//! The habit of some services to refuse with the status of a success.

use axum::{http::StatusCode, response::Response};

use super::call::Call;
use crate::sandbox::Quirk;

/// Returns a refusal with the status of a success, where the service has this habit; anything else as it is.
pub fn always_ok(call: &Call, quirk: Quirk, mut response: Response) -> Response {
    let status = response.status();
    if (status.is_client_error() || status.is_server_error()) && call.has_quirk(quirk) {
        *response.status_mut() = StatusCode::OK;
    }
    response
}
