//! Bodies, paths and queries, with KDocs' errors where they are wrong.

use std::convert::Infallible;

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::request::Parts,
};
use serde::de::DeserializeOwned;

use super::error::Error;
use crate::http::body;

/// The longest body that is read, in bytes: room for some 150,000 ids.
pub const LIMIT: u64 = 4 << 20;

/// A JSON body, whatever its content type says: the vendor's examples send none.
pub struct Json<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        let bytes = body::read(request.into_body(), LIMIT).await?;
        parse(&bytes).map(Self)
    }
}

/// Parses a JSON body that was read before.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    body::parse_object(bytes).map_err(|error| Error::Invalid(format!("the body: {error}")))
}

/// The last member of a path: whatever cannot be read names nothing.
pub struct Id(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let id = axum::extract::Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(id.map(|axum::extract::Path(id)| id).unwrap_or_default()))
    }
}
