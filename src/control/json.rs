//! Bodies and queries, with problems where they are wrong.

use std::convert::Infallible;

use axum::{
    body::Body,
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::{StatusCode, request::Parts},
    response::Response,
};
use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::problem::problem;
use crate::http::{
    Call, FromParts, LinkBase,
    body::{self, BodyError},
    pairs,
};
use crate::sandbox::{Memory, read};

const LIMIT: u64 = 1 << 20;

/// A JSON body; an empty one is `{}`.
pub struct Json<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Response;

    async fn from_request(request: Request, _: &S) -> Result<Self, Response> {
        // What makes room works where there is none.
        let bytes = body(request.into_body(), LIMIT, &Memory::default()).await?;
        read::parse(&bytes).map(Self).map_err(|error| problem(StatusCode::BAD_REQUEST, &error))
    }
}

/// A control handler takes some of what those of the vendors take.
macro_rules! taken_by_both {
    ($($taken:ty),*) => {
        $(impl<S: Sync> FromRequestParts<S> for $taken {
            type Rejection = Infallible;

            async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
                Self::from_parts(parts)
            }
        })*
    };
}

taken_by_both!(Call, LinkBase);

/// Reads a body of at most so many bytes, which take of this memory meanwhile.
pub async fn body(body: Body, limit: u64, memory: &Memory) -> Result<Bytes, Response> {
    body::read(body, limit, memory).await.map_err(|error| {
        let (status, detail) = match error {
            BodyError::TooLarge(_) => {
                (StatusCode::PAYLOAD_TOO_LARGE, format!("The body is larger than {} MiB.", limit >> 20))
            }
            BodyError::Truncated => (StatusCode::BAD_REQUEST, "The body ended early.".into()),
            BodyError::NoRoom(_) => {
                (StatusCode::INSUFFICIENT_STORAGE, "There is no room for the body.".into())
            }
            BodyError::Stalled => (StatusCode::REQUEST_TIMEOUT, "The body did not arrive.".into()),
        };
        problem(status, &detail)
    })
}

/// The name or id in a path.
pub struct Named(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let name = Path::<String>::from_request_parts(parts, state).await;
        let detail = "The name in the path is no text: its percent signs have to stand for UTF-8.";
        name.map(|Path(name)| Self(name)).map_err(|_| problem(StatusCode::BAD_REQUEST, detail))
    }
}

/// The pairs of a query, percent-decoded.
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Returns the first value of this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Returns the first value of this name, if it is a whole number.
    ///
    /// # Errors
    /// A problem response if it is something else.
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Result<Option<T>, Response> {
        let parse = |value: &str| {
            let detail = format!("`{name}` is a whole number, not `{value}`.");
            value.parse().map_err(|_| problem(StatusCode::BAD_REQUEST, &detail))
        };
        self.get(name).map(parse).transpose()
    }
}

impl Query {
    /// Returns whether a parameter is true; one that is absent is not.
    ///
    /// # Errors
    /// A problem response if it is neither `true` nor `false`.
    pub fn flag(&self, name: &str) -> Result<bool, Response> {
        match self.get(name) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(other) => {
                let detail = format!("`{name}` is `true` or `false`, not `{other}`.");
                Err(problem(StatusCode::BAD_REQUEST, &detail))
            }
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(pairs(parts.uri.query().unwrap_or_default()).collect()))
    }
}
