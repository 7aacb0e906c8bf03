//! All that a server does with a request, as one value.

use std::{
    convert::Infallible,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{extract::Request, response::Response};
use futures_util::{FutureExt, future::Map};
use tower::Service;

/// What becomes of a request, whoever handles it.
pub type Answer = Pin<Box<dyn Future<Output = Response> + Send>>;

/// A server without its sockets; a clone serves the same.
#[derive(Clone)]
pub struct App(Arc<dyn Fn(Request) -> Answer + Send + Sync>);

impl App {
    /// Serves by this function.
    pub fn new(serve: impl Fn(Request) -> Answer + Send + Sync + 'static) -> Self {
        Self(Arc::new(serve))
    }

    /// Returns the response to a request.
    pub fn respond(&self, request: Request) -> Answer {
        (self.0)(request)
    }
}

impl Service<Request> for App {
    type Response = Response;
    type Error = Infallible;
    type Future = Map<Answer, fn(Response) -> Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        self.respond(request).map(Ok)
    }
}
