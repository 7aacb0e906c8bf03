//! Panics of handlers: logged with the route, and turned into the provider's own error.

use std::any::Any;

use axum::http::Method;

use super::call::Call;

/// Logs a panic with the route.
pub(super) fn log(call: &Call, method: &Method, panic: &(dyn Any + Send)) {
    let operation = call.operation().map(|operation| operation.name);
    tracing::error!(%method, path = call.path(), operation, panic = message(panic), "a handler panicked");
}

/// Returns what a panic says.
pub fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("it gives no reason")
}
