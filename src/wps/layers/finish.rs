//! Errors get their body, which depends on the dialect.

use axum::{extract::Request, middleware::Next, response::Response};

use crate::wps::{dialect::Dialect, error::ErrorReply, respond};

/// Writes every error in the envelope of the dialect that was asked.
pub async fn write_errors(dialect: Dialect, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let Some(reply) = response.extensions_mut().remove::<ErrorReply>() else { return response };
    let headers = std::mem::take(response.headers_mut());
    let mut written = respond::failure(dialect, &reply);
    written.headers_mut().extend(headers);
    written.extensions_mut().extend(std::mem::take(response.extensions_mut()));
    written
}
