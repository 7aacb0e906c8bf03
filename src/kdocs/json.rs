//! Bodies and paths, with KDocs' errors where they are wrong.

use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use serde::de::DeserializeOwned;

use super::error::Error;
use crate::http::{self, body};

/// The longest body that is read, in bytes: room for some 150,000 ids.
pub const LIMIT: u64 = 4 << 20;

/// A JSON body, whatever its content type says: the vendor's examples send none.
///
/// It stands behind the caller in the arguments of a handler: credentials are checked first.
pub struct Json<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Json<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let body = http::read_once(parts, LIMIT).await?;
        let invalid = |error| Error::Invalid(format!("the body: {error}").into());
        body::parse_object(&body).map(Self).map_err(invalid)
    }
}

/// The id in a path; one that is no text names nothing.
pub struct Id(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let id = Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(id.map(|Path(id)| id).unwrap_or_default()))
    }
}

/// The two ids in a path, in their order; what is no text names nothing.
pub struct Ids(pub String, pub String);

impl<S: Send + Sync> FromRequestParts<S> for Ids {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let ids = Path::<(String, String)>::from_request_parts(parts, state).await;
        let (first, second) = ids.map(|Path(ids)| ids).unwrap_or_default();
        Ok(Self(first, second))
    }
}
