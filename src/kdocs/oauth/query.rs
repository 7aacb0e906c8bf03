//! The queries of the authorization page and of the token endpoints.

use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};

use crate::{http, kdocs::error::Error};

/// The pairs of a query; of several with one name the first counts.
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Returns a value, which may be empty.
    pub fn given(&self, name: &str) -> Option<&str> {
        self.pairs().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Returns a value that may be missing; an empty one is.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.given(name).filter(|value| !value.is_empty())
    }

    /// Returns a value that must be there.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn field(&self, name: &str) -> Result<&str, Error> {
        self.get(name).ok_or_else(|| Error::Invalid(format!("{name} is required").into()))
    }

    /// Returns all pairs, in their order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(http::pairs(parts.uri.query().unwrap_or_default()).collect()))
    }
}
