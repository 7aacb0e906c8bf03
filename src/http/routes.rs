//! Route tables that can be read back: by the journal, the control API and the tests that miss nothing.

use std::{any::type_name, convert::Infallible};

use axum::http::{Method, request::Parts};

use super::{
    call::Call,
    handler::{FromParts, Handler},
    operation::Operation,
    routed::Routed,
    table::{Replies, Route, Table},
};

/// A provider's route table under construction.
pub struct Routes {
    table: Vec<Route>,
    handlers: Vec<Routed>,
    prefix: &'static str,
}

impl Routes {
    /// Returns an empty table, whose rows begin with `prefix`.
    pub fn at(prefix: &'static str) -> Self {
        Self { table: Vec::new(), handlers: Vec::new(), prefix }
    }

    /// Lets the rows that follow begin with another prefix.
    #[must_use]
    pub fn and_at(self, prefix: &'static str) -> Self {
        Self { prefix, ..self }
    }

    /// Adds the rows of another table, such as those of a wing.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        self.handlers.extend(other.handlers);
        self
    }

    /// Adds an operation that is asked for by `DELETE`.
    #[must_use]
    pub fn delete<A>(self, path: &str, operation: &'static Operation, handler: impl Handler<A>) -> Self {
        self.on(&Method::DELETE, path, operation, handler)
    }

    /// Adds an operation that is asked for by `GET`.
    #[must_use]
    pub fn get<A>(self, path: &str, operation: &'static Operation, handler: impl Handler<A>) -> Self {
        self.on(&Method::GET, path, operation, handler)
    }

    /// Adds an operation that is asked for by `PATCH`.
    #[must_use]
    pub fn patch<A>(self, path: &str, operation: &'static Operation, handler: impl Handler<A>) -> Self {
        self.on(&Method::PATCH, path, operation, handler)
    }

    /// Adds an operation that is asked for by `POST`.
    #[must_use]
    pub fn post<A>(self, path: &str, operation: &'static Operation, handler: impl Handler<A>) -> Self {
        self.on(&Method::POST, path, operation, handler)
    }

    /// Adds an operation that is asked for by `PUT`.
    #[must_use]
    pub fn put<A>(self, path: &str, operation: &'static Operation, handler: impl Handler<A>) -> Self {
        self.on(&Method::PUT, path, operation, handler)
    }

    /// Adds operations that the vendor documents and that are not emulated yet.
    ///
    /// The handler answers 501 in the vendor's envelope.
    #[must_use]
    pub fn not_emulated<A>(self, rows: &'static [NotEmulated], handler: impl Handler<A>) -> Self {
        rows.iter().fold(self, |routes, NotEmulated(method, path, operation)| {
            routes.on(method, path, operation, handler)
        })
    }

    /// Adds a row.
    fn on<A, H: Handler<A>>(
        mut self,
        method: &Method,
        path: &str,
        operation: &'static Operation,
        handler: H,
    ) -> Self {
        self.add(method, path, type_name::<H>(), Routed::new(operation, handler));
        self
    }

    fn add(&mut self, method: &Method, path: &str, handler: &'static str, routed: Routed) {
        let path = format!("{}{path}", self.prefix).into();
        self.table.push(Route { method: method.clone(), path, operation: routed.operation, handler });
        self.handlers.push(routed);
    }

    /// Returns the rows of the table.
    pub fn table(&self) -> &[Route] {
        &self.table
    }

    /// Returns the table by which requests find their routes; `replies` are the provider's words where there is none.
    ///
    /// # Panics
    /// If a route is there twice, or a path cannot be told from another one.
    pub fn into_table(self, replies: Replies) -> Table {
        Table::new(self.table.iter().zip(self.handlers), replies)
    }
}

/// A documented operation that answers 501: its method, its path, and the operation with its own name.
pub struct NotEmulated(pub Method, pub &'static str, pub Operation);

/// The operation of the route that was found.
impl FromParts for &'static Operation {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        Ok(Call::of(&parts.extensions).operation().expect("every route has one"))
    }
}
