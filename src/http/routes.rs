//! Route tables that can be read back: by the journal, the control API and the tests that miss nothing.

use std::{any::type_name, convert::Infallible, pin::Pin, sync::Arc};

use axum::{
    Router,
    extract::{FromRequestParts, Request},
    handler::Handler,
    http::{Method, request::Parts},
    response::Response,
    routing::{MethodFilter, on},
};

use super::{
    blocking::apart,
    call::Call,
    operation::{Access, Operation},
    unread,
};

/// A route of a provider.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: Arc<str>,
    /// The operation.
    pub operation: &'static Operation,
    /// The full name of the handler's function.
    pub handler: &'static str,
}

/// A provider's route table under construction, and the router that it makes.
pub struct Routes {
    router: Router,
    table: Vec<Route>,
    prefix: &'static str,
}

impl Routes {
    /// Returns an empty table, whose rows begin with `prefix`.
    pub fn at(prefix: &'static str) -> Self {
        Self { router: Router::new(), table: Vec::new(), prefix }
    }

    /// Lets the rows that follow begin with another prefix.
    #[must_use]
    pub fn and_at(self, prefix: &'static str) -> Self {
        Self { prefix, ..self }
    }

    /// Adds the rows of another table, such as those of a wing.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.table.extend(other.table);
        self
    }

    /// Adds an operation that is asked for by `DELETE`.
    #[must_use]
    pub fn delete<H, T>(self, path: &str, operation: &'static Operation, handler: H) -> Self
    where
        H: Handler<T, (), Future = Answer>,
        T: 'static,
    {
        self.on(&Method::DELETE, path, operation, handler)
    }

    /// Adds an operation that is asked for by `GET`.
    #[must_use]
    pub fn get<H, T>(self, path: &str, operation: &'static Operation, handler: H) -> Self
    where
        H: Handler<T, (), Future = Answer>,
        T: 'static,
    {
        self.on(&Method::GET, path, operation, handler)
    }

    /// Adds an operation that is asked for by `PATCH`.
    #[must_use]
    pub fn patch<H, T>(self, path: &str, operation: &'static Operation, handler: H) -> Self
    where
        H: Handler<T, (), Future = Answer>,
        T: 'static,
    {
        self.on(&Method::PATCH, path, operation, handler)
    }

    /// Adds an operation that is asked for by `POST`.
    #[must_use]
    pub fn post<H, T>(self, path: &str, operation: &'static Operation, handler: H) -> Self
    where
        H: Handler<T, (), Future = Answer>,
        T: 'static,
    {
        self.on(&Method::POST, path, operation, handler)
    }

    /// Adds an operation that is asked for by `PUT`.
    #[must_use]
    pub fn put<H, T>(self, path: &str, operation: &'static Operation, handler: H) -> Self
    where
        H: Handler<T, (), Future = Answer>,
        T: 'static,
    {
        self.on(&Method::PUT, path, operation, handler)
    }

    /// Adds operations that the vendor documents and that are not emulated yet.
    ///
    /// The handler answers 501 in the vendor's envelope.
    #[must_use]
    pub fn not_emulated<H, T>(self, rows: &'static [NotEmulated], handler: &H) -> Self
    where
        H: Handler<T, (), Future = Answer>,
        T: 'static,
    {
        rows.iter().fold(self, |routes, NotEmulated(method, path, operation)| {
            routes.on(method, path, operation, handler.clone())
        })
    }

    /// Adds a row.
    ///
    /// # Panics
    /// If the method is none of the common ones, or the route is there already.
    fn on<H, T>(mut self, method: &Method, path: &str, operation: &'static Operation, handler: H) -> Self
    where
        H: Handler<T, (), Future = Answer>,
        T: 'static,
    {
        let filter = MethodFilter::try_from(method.clone()).expect("a method that axum can route");
        let path: Arc<str> = format!("{}{path}", self.prefix).into();
        self.router = self.router.route(&path, on(filter, Routed::new(operation, handler)));
        self.table.push(Route { method: method.clone(), path, operation, handler: type_name::<H>() });
        self
    }

    /// Returns the rows of the table.
    pub fn table(&self) -> &[Route] {
        &self.table
    }

    /// Returns the router.
    pub fn into_router(self) -> Router {
        self.router
    }
}

/// A documented operation that answers 501: its method, its path, and the operation with its own name.
pub struct NotEmulated(pub Method, pub &'static str, pub Operation);

/// What a handler returns, of whatever type it is.
type Answer = Pin<Box<dyn Future<Output = Response> + Send>>;

/// A handler that knows its operation, and is held to what the operation says of its callers.
///
/// The type of the handler is forgotten here, so that what axum puts around a route is compiled once, and not for each
/// of them: that is a good part of the program.
#[derive(Clone)]
struct Routed {
    operation: &'static Operation,
    handler: Arc<dyn Fn(Request) -> Answer + Send + Sync>,
}

impl Routed {
    fn new<H, T>(operation: &'static Operation, handler: H) -> Self
    where
        H: Handler<T, (), Future = Answer>,
        T: 'static,
    {
        Self { operation, handler: Arc::new(move |request| handler.clone().call(request, ())) }
    }
}

impl Handler<(), ()> for Routed {
    type Future = Answer;

    fn call(self, request: Request, (): ()) -> Answer {
        let Self { operation, handler } = self;
        let call = Call::of(request.extensions()).clone();
        call.set_operation(operation);
        Box::pin(async move {
            let is_long = operation.scans && call.world().is_large();
            let response = if is_long {
                apart(handler(unread::arrived(request).await)).await
            } else {
                handler(request).await
            };
            let refused = response.status().is_client_error() || response.status().is_server_error();
            assert!(
                refused || operation.access != Access::Token || call.is_admitted(),
                "{} needs credentials, and its handler looked at none",
                operation.name
            );
            response
        })
    }
}

/// The operation of the route that was found.
impl<S: Sync> FromRequestParts<S> for &'static Operation {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Call::of(&parts.extensions).operation().expect("every route has one"))
    }
}
