//! Bodies and queries, with problems where they are wrong.

use std::convert::Infallible;

use axum::{
    body::Body,
    http::{StatusCode, request::Parts},
    response::Response,
};
use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::problem::problem;
use crate::{
    http::{
        self, FromBody, FromParts,
        body::{self, BodyError},
        pairs,
    },
    sandbox::{Memory, read},
};

const LIMIT: u64 = 1 << 20;

/// A JSON body; an empty one is `{}`.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromBody for Json<T> {
    type Refusal = Response;
    type Head = ();

    fn head(_: &Parts) -> Result<((), u64), Response> {
        Ok(((), LIMIT))
    }

    fn from_body((): (), _: &Parts, body: Result<Bytes, BodyError>) -> Result<Self, Response> {
        let bytes = body.map_err(|error| refused(error, LIMIT))?;
        read::parse(&bytes).map(Self).map_err(|error| problem(StatusCode::BAD_REQUEST, &error))
    }
}

/// Reads a body of at most so many bytes, which take of this memory meanwhile.
pub async fn body(body: Body, limit: u64, memory: &Memory) -> Result<Bytes, Response> {
    body::read(body, limit, memory).await.map_err(|error| refused(error, limit))
}

fn refused(error: BodyError, limit: u64) -> Response {
    let (status, detail) = match error {
        BodyError::TooLarge(_) => {
            (StatusCode::PAYLOAD_TOO_LARGE, format!("The body is larger than {} MiB.", limit >> 20))
        }
        BodyError::Truncated => (StatusCode::BAD_REQUEST, "The body ended early.".into()),
        BodyError::NoRoom(_) => (StatusCode::INSUFFICIENT_STORAGE, "There is no room for the body.".into()),
        BodyError::Stalled => (StatusCode::REQUEST_TIMEOUT, "The body did not arrive.".into()),
    };
    problem(status, &detail)
}

/// The name or id in a path.
pub struct Named(pub String);

impl FromParts for Named {
    type Refusal = Response;

    fn from_parts(parts: &Parts) -> Result<Self, Response> {
        let name = http::parameters(parts).and_then(|all| Some(all.into_iter().next()?.1));
        let detail = "The name in the path is no text: its percent signs have to stand for UTF-8.";
        name.map(Self).ok_or_else(|| problem(StatusCode::BAD_REQUEST, detail))
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

impl FromParts for Query {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        Ok(Self(pairs(parts.uri.query().unwrap_or_default()).collect()))
    }
}
