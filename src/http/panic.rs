//! Panics of handlers: logged with the route, and turned into the provider's own error.

use std::{
    any::Any,
    convert::Infallible,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context, Poll},
};

use axum::{extract::Request, http::Method, response::Response};
use futures_util::FutureExt;
use tower::{Layer, Service};

use super::call::Call;

/// Catches the panics of what is below it; the response is the provider's own error.
///
/// Worlds stay whole: a write publishes nothing unless it returns.
#[derive(Clone, Copy)]
pub struct CatchPanic(pub fn() -> Response);

/// A service whose panics are caught.
#[derive(Clone)]
pub struct Caught<S> {
    inner: S,
    error: fn() -> Response,
}

impl<S> Layer<S> for CatchPanic {
    type Service = Caught<S>;

    fn layer(&self, inner: S) -> Caught<S> {
        Caught { inner, error: self.0 }
    }
}

impl<S> Service<Request> for Caught<S>
where
    S: Service<Request, Response = Response, Error = Infallible>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let error = self.error;
        let (call, method) = (Call::of(request.extensions()).clone(), request.method().clone());
        let future = catch_unwind(AssertUnwindSafe(|| self.inner.call(request)));
        Box::pin(async move {
            let outcome = match future {
                Ok(future) => AssertUnwindSafe(future).catch_unwind().await,
                Err(panic) => Err(panic),
            };
            outcome.unwrap_or_else(|panic| {
                log(&call, &method, &*panic);
                Ok(error())
            })
        })
    }
}

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
