//! Bodies, paths and queries, with KooDrive's error where they are wrong.

use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};
use serde::de::DeserializeOwned;

use super::error::Error;
pub use crate::http::Id;
use crate::http::{Call, body, pairs};

/// The longest body that is taken, in bytes: 1,000 entries with paths of 30 ids each, and room to spare.
pub const LIMIT: u64 = 4 << 20;

/// Reads a JSON body, whatever its content type says.
///
/// The vendor's response gives no reason; the journal does.
pub fn parse<T: DeserializeOwned>(call: &Call, bytes: &[u8]) -> Result<T, Error> {
    body::parse_object(bytes).map_err(|reason| {
        call.note(format!("the body: {reason}"));
        Error::Parameters
    })
}

/// The pairs of a query, percent-decoded, in their order.
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Returns the whole number of this name; one without a value counts as absent.
    pub fn number(&self, name: &str) -> Result<Option<u64>, Error> {
        let value = self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let value = value.filter(|value| !value.is_empty());
        value.map(str::parse).transpose().map_err(|_| Error::Parameters)
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(pairs(parts.uri.query().unwrap_or_default()).collect()))
    }
}
