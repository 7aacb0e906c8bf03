//! Panics of handlers: logged with the route, and turned into the provider's own error.

use std::{any::Any, panic::AssertUnwindSafe};

use axum::{extract::Request, middleware::Next, response::Response};
use futures_util::FutureExt;

use super::call::Call;

/// Runs what is below; if it panics, logs why and where, and responds with `error`.
///
/// Worlds stay whole: a write publishes nothing unless it returns.
pub async fn catch(call: Call, request: Request, next: Next, error: impl FnOnce() -> Response) -> Response {
    let method = request.method().clone();
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(panic) => {
            let operation = call.operation().map(|operation| operation.name);
            tracing::error!(%method, path = call.path(), operation, panic = message(&*panic), "a handler panicked");
            error()
        }
    }
}

/// Returns what a panic says.
pub fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("it gives no reason")
}
