//! Route tables that can be read back: by the journal, the control API and the tests that miss nothing.

use std::{convert::Infallible, future::ready};

use axum::{
    Router,
    extract::{FromRequestParts, Request},
    handler::Handler,
    http::{Method, request::Parts},
    middleware::map_request,
    routing::{MethodFilter, on},
};

use super::Call;

/// What a vendor says of one operation, whatever the request.
#[derive(PartialEq, Eq, Debug)]
pub struct Operation {
    /// Its name in the journal, in quotas and in `docs/fidelity`.
    pub name: &'static str,
    /// Whether it changes anything; tokens with read scopes are refused then.
    pub writes: bool,
    /// The vendor's scopes, of which any one is enough; none are needed if there are none.
    pub scopes: &'static [&'static str],
    /// How often an application may call it in a day.
    pub daily: Option<Daily>,
}

/// A daily limit of calls by the kind of application.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Daily {
    /// For applications in development.
    pub test: u64,
    /// For released applications.
    pub production: u64,
}

/// An operation that is documented and not emulated yet.
pub static LATER: Operation = Operation { name: "later", writes: false, scopes: &[], daily: None };

/// A route of a provider.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// The operation.
    pub operation: &'static Operation,
}

/// A provider's route table under construction, and the router that it makes.
pub struct Routes {
    router: Router,
    table: Vec<Route>,
}

impl Routes {
    /// An empty table.
    pub fn new() -> Self {
        Self { router: Router::new(), table: Vec::new() }
    }

    /// Adds an operation.
    ///
    /// # Panics
    /// If the method is none of the common ones, or the route is there already.
    pub fn on<H, T>(
        mut self,
        method: Method,
        path: &'static str,
        operation: &'static Operation,
        handler: H,
    ) -> Self
    where
        H: Handler<T, ()>,
        T: 'static,
    {
        let filter = MethodFilter::try_from(method.clone()).expect("a method that axum can route");
        let mark = map_request(move |call: Call, mut request: Request| {
            call.trail(|trail| trail.operation = Some(operation));
            request.extensions_mut().insert(operation);
            ready(request)
        });
        let handler = on(filter, handler).route_layer(mark);
        self.router = self.router.route(path, handler);
        self.table.push(Route { method, path, operation });
        self
    }

    /// Adds operations that the vendor documents and that are not emulated yet.
    ///
    /// The handler answers 501 in the vendor's envelope.
    #[must_use]
    pub fn later<H, T>(self, rows: &[(Method, &'static str)], handler: &H) -> Self
    where
        H: Handler<T, ()>,
        T: 'static,
    {
        let add = |routes: Self, (method, path): &(Method, &'static str)| {
            routes.on(method.clone(), path, &LATER, handler.clone())
        };
        rows.iter().fold(self, add)
    }

    /// The rows of the table.
    pub fn table(&self) -> &[Route] {
        &self.table
    }

    /// The router.
    pub fn into_router(self) -> Router {
        self.router
    }
}

/// The operation of the route that was found.
impl<S: Sync> FromRequestParts<S> for &'static Operation {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().copied().expect("every route has one"))
    }
}
