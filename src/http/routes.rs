//! Route tables that can be read back: by the journal, the control API and the tests that miss nothing.

use std::{any::type_name, convert::Infallible};

use axum::{
    extract::FromRequestParts,
    handler::Handler,
    http::{Method, request::Parts},
};

use super::{
    app::Answer,
    call::Call,
    operation::Operation,
    table::{Replies, Route, Routed, Table},
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
    fn on<H, T>(mut self, method: &Method, path: &str, operation: &'static Operation, handler: H) -> Self
    where
        H: Handler<T, (), Future = Answer>,
        T: 'static,
    {
        let path = format!("{}{path}", self.prefix).into();
        self.table.push(Route { method: method.clone(), path, operation, handler: type_name::<H>() });
        self.handlers.push(Routed::new(operation, handler));
        self
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
impl<S: Sync> FromRequestParts<S> for &'static Operation {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Call::of(&parts.extensions).operation().expect("every route has one"))
    }
}
