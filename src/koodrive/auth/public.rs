//! Requests to what anyone may call: nobody's credentials are looked at before the handler does.

use axum::http::{HeaderMap, request::Parts};
use bytes::Bytes;

use super::headers::note_headers;
use crate::{
    http::{Call, FromBody, FromObject, body::BodyError},
    koodrive::{error::Error, json},
};

/// A request to an operation that anyone may call, with its headers and its body.
pub struct PublicRequest {
    /// The request's place.
    pub call: Call,
    /// The headers, among which may be a token.
    pub headers: HeaderMap,
    body: Bytes,
}

impl FromBody for PublicRequest {
    type Refusal = Error;
    type Head = Self;

    fn head(parts: &Parts) -> Result<(Self, u64), Error> {
        let call = Call::of(&parts.extensions).clone();
        note_headers(&call, &parts.headers);
        Ok((Self { call, headers: parts.headers.clone(), body: Bytes::new() }, json::LIMIT))
    }

    fn from_body(head: Self, _: &Parts, body: Result<Bytes, BodyError>) -> Result<Self, Error> {
        Ok(Self { body: body?, ..head })
    }
}

impl PublicRequest {
    /// Returns the body, read as JSON.
    pub fn body<T: FromObject>(&self) -> Result<T, Error> {
        json::parse(&self.call, &self.body)
    }

    /// Returns the value of a header that must be there.
    pub fn required(&self, name: &str) -> Result<&str, Error> {
        let value = self.headers.get(name).and_then(|value| value.to_str().ok());
        let missing = || Error::Parameter(format!("the header {name} is missing").into());
        value.filter(|value| !value.is_empty()).ok_or_else(missing)
    }
}
