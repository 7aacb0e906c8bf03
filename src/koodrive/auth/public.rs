//! Requests to what anyone may call: nobody's credentials are looked at before the handler does.

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::HeaderMap,
};
use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::headers::note_headers;
use crate::{
    http::{Call, body},
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

impl<S: Send + Sync> FromRequest<S> for PublicRequest {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let (mut parts, body) = request.into_parts();
        let Ok(call) = Call::from_request_parts(&mut parts, state).await;
        note_headers(&call, &parts.headers);
        let body = body::read(body, json::LIMIT, call.memory()).await?;
        Ok(Self { call, headers: parts.headers, body })
    }
}

impl PublicRequest {
    /// Returns the body, read as JSON.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, Error> {
        json::parse(&self.call, &self.body)
    }

    /// Returns the value of a header that must be there.
    pub fn required(&self, name: &str) -> Result<&str, Error> {
        let value = self.headers.get(name).and_then(|value| value.to_str().ok());
        let missing = || Error::Parameter(format!("the header {name} is missing").into());
        value.filter(|value| !value.is_empty()).ok_or_else(missing)
    }
}
