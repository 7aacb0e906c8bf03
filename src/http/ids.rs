//! The ids in a path; one that is no text names nothing, so that it is refused behind the credentials.

use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};

/// The id in a path.
pub struct Id(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let id = Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(id.map(|Path(id)| id).unwrap_or_default()))
    }
}

/// The two ids in a path, in their order.
pub struct Ids(pub String, pub String);

impl<S: Send + Sync> FromRequestParts<S> for Ids {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let ids = Path::<(String, String)>::from_request_parts(parts, state).await;
        let (first, second) = ids.map(|Path(ids)| ids).unwrap_or_default();
        Ok(Self(first, second))
    }
}

/// The three ids in a path, in their order.
pub struct ThreeIds(pub String, pub String, pub String);

impl<S: Send + Sync> FromRequestParts<S> for ThreeIds {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let ids = Path::<(String, String, String)>::from_request_parts(parts, state).await;
        let (first, second, third) = ids.map(|Path(ids)| ids).unwrap_or_default();
        Ok(Self(first, second, third))
    }
}
