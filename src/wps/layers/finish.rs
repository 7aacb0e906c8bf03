//! Errors get their body, which depends on the dialect.

use axum::response::Response;

use crate::wps::{dialect::Dialect, error::ErrorReply, respond};

/// Writes an error in the envelope of the dialect that was asked.
pub fn write_error(dialect: Dialect, mut response: Response) -> Response {
    let Some(reply) = response.extensions_mut().remove::<ErrorReply>() else { return response };
    let headers = std::mem::take(response.headers_mut());
    let mut written = respond::failure(dialect, &reply);
    written.headers_mut().extend(headers);
    written.extensions_mut().extend(std::mem::take(response.extensions_mut()));
    written
}
