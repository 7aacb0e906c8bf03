//! How a request finds its route, and is carried out there.

use std::{panic::AssertUnwindSafe, sync::Arc};

use axum::{
    extract::Request,
    http::{HeaderValue, Method, header},
    response::Response,
};
use futures_util::FutureExt;

use super::{call::Call, faults, operation::Operation, panic, routed::Routed};

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

/// How a provider responds where no handler does.
#[derive(Clone, Copy)]
pub struct Replies {
    /// To a path that no route has; it is the one that the client sent.
    pub not_found: fn(method: &Method, path: &str) -> Response,
    /// To a method that a path does not have; `allowed` are those that it has, with commas between them.
    pub method_not_allowed: fn(allowed: &str) -> Response,
    /// Where a handler panicked.
    pub panicked: fn() -> Response,
}

/// The routes of a provider, as requests find them.
pub struct Table {
    tree: matchit::Router<usize>,
    places: Vec<Place>,
    replies: Replies,
}

/// A path of the table, with the operations that it has.
pub struct Place {
    path: Arc<str>,
    rows: Vec<(Method, Routed)>,
}

impl Table {
    /// Creates the table of these routes.
    ///
    /// # Panics
    /// If a route is there twice, or a path cannot be told from another one.
    pub(super) fn new<'a>(rows: impl Iterator<Item = (&'a Route, Routed)>, replies: Replies) -> Self {
        let mut table = Self { tree: matchit::Router::new(), places: Vec::new(), replies };
        for (route, routed) in rows {
            table.add(route, routed);
        }
        table
    }

    fn add(&mut self, route: &Route, routed: Routed) {
        let known = self.places.iter().position(|place| place.path == route.path);
        let at = known.unwrap_or_else(|| {
            let at = self.places.len();
            let is_parameter = |segment: &str| segment.starts_with('{') && segment.ends_with('}');
            let is_good =
                route.path.split('/').all(|segment| !segment.contains('{') || is_parameter(segment));
            assert!(is_good, "{}: a parameter is a whole segment", route.path);
            self.tree.insert(&*route.path, at).unwrap_or_else(|error| panic!("{}: {error}", route.path));
            self.places.push(Place { path: Arc::clone(&route.path), rows: Vec::new() });
            at
        });
        let rows = &mut self.places[at].rows;
        assert!(rows.iter().all(|(method, _)| *method != route.method), "{route:?} is there twice");
        rows.push((route.method.clone(), routed));
    }

    /// Returns the place of the table that a path leads to.
    pub fn find(&self, path: &str) -> Option<&Place> {
        self.tree.at(path).ok().map(|found| &self.places[*found.value])
    }

    /// Carries out a request at the place that its path leads to.
    pub async fn respond(&self, request: Request) -> Response {
        self.respond_at(self.find(request.uri().path()), request).await
    }

    /// Carries out a request at this place.
    ///
    /// Worlds stay whole where a handler panics: a write publishes nothing unless it returns.
    pub async fn respond_at(&self, place: Option<&Place>, request: Request) -> Response {
        let (call, method) = (Call::of(request.extensions()).clone(), request.method().clone());
        let place = place.map(|place| (place, place.routed(&method)));
        if let Some((place, Some(routed))) = place {
            call.set_route(routed.operation, &place.path);
        }
        if call.plan().is_some() {
            // Boxed, so that a request that nothing may hit carries none of it along.
            return Box::pin(self.at_risk(place, &call, &method, request)).await;
        }
        self.carry_out(place, &call, &method, request).await
    }

    /// Carries out a request that faults may hit.
    async fn at_risk(
        &self,
        place: Option<(&Place, Option<&Routed>)>,
        call: &Call,
        method: &Method,
        mut request: Request,
    ) -> Response {
        match faults::before(call, &mut request).await {
            Err(response) => response,
            Ok(None) => self.carry_out(place, call, method, request).await,
            Ok(Some(risk)) => risk.after(self.carry_out(place, call, method, request).await).await,
        }
    }

    async fn carry_out(
        &self,
        place: Option<(&Place, Option<&Routed>)>,
        call: &Call,
        method: &Method,
        request: Request,
    ) -> Response {
        let Some((place, routed)) = place else { return (self.replies.not_found)(method, call.path()) };
        let Some(routed) = routed else {
            let allowed = place.allowed();
            let mut response = (self.replies.method_not_allowed)(&allowed);
            let allowed = HeaderValue::try_from(allowed).expect("methods are words");
            response.headers_mut().entry(header::ALLOW).or_insert(allowed);
            return response;
        };
        let outcome = AssertUnwindSafe(routed.carry_out(call, request)).catch_unwind().await;
        outcome.unwrap_or_else(|panic| {
            panic::log(call, method, &*panic);
            (self.replies.panicked)()
        })
    }
}

impl Place {
    /// Returns the path, with its parameters in braces.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the methods and their operations.
    pub fn operations(&self) -> impl Iterator<Item = (&Method, &'static Operation)> + Clone {
        self.rows.iter().map(|(method, routed)| (method, routed.operation))
    }

    /// Returns what carries out a method.
    fn routed(&self, method: &Method) -> Option<&Routed> {
        let method = served_as(method);
        self.rows.iter().find(|(known, _)| known == method).map(|(_, routed)| routed)
    }

    /// Returns the methods as the header lists them.
    fn allowed(&self) -> String {
        let name =
            |method: &Method| if *method == Method::GET { "GET,HEAD".into() } else { method.to_string() };
        self.rows.iter().map(|(method, _)| name(method)).collect::<Vec<_>>().join(",")
    }
}

/// Returns the method whose handler serves a method: `HEAD` is served where `GET` is.
pub fn served_as(method: &Method) -> &Method {
    if *method == Method::HEAD { &Method::GET } else { method }
}
