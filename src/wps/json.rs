//! JSON bodies, with WPS's errors where they are wrong.

use axum::http::{header::CONTENT_TYPE, request::Parts};
use bytes::Bytes;

use super::{
    error::Error,
    headers::{header, media_type},
};
use crate::http::{self, Call, FromBody, FromObject, body::BodyError};

/// The longest body, in bytes: 1,024 ids of 1,024 characters, each escaped as `\uXXXX\uXXXX`, fit in it.
pub const LIMIT: u64 = 16 << 20;

/// A JSON object.
///
/// It stands behind the caller in the arguments of a handler: the vendor checks signature, token and scopes first,
/// then the content type, then the body.
pub struct Json<T>(pub T);

impl<T: FromObject> FromBody for Json<T> {
    type Refusal = Error;
    type Head = ();

    fn head(_: &Parts) -> Result<((), u64), Error> {
        Ok(((), LIMIT))
    }

    fn from_body((): (), parts: &Parts, body: Result<Bytes, BodyError>) -> Result<Self, Error> {
        let body = body?;
        if media_type(&parts.headers) != "application/json" {
            let sent = String::from_utf8_lossy(header(&parts.headers, CONTENT_TYPE)).into_owned();
            return Err(Error::ContentType(sent));
        }
        parse(parts, &body).map(Self)
    }
}

/// A JSON object that may be left out, with its `Content-Type`: then it is an empty one.
pub struct OptionalJson<T>(pub T);

impl<T: FromObject> FromBody for OptionalJson<T> {
    type Refusal = Error;
    type Head = ();

    fn head(_: &Parts) -> Result<((), u64), Error> {
        Ok(((), LIMIT))
    }

    fn from_body((): (), parts: &Parts, body: Result<Bytes, BodyError>) -> Result<Self, Error> {
        if matches!(&body, Ok(body) if body.is_empty()) {
            return parse(parts, b"{}").map(Self);
        }
        Json::from_body((), parts, body).map(|Json(parsed)| Self(parsed))
    }
}

/// Reads a JSON object.
fn parse<T: FromObject>(parts: &Parts, body: &[u8]) -> Result<T, Error> {
    if body.trim_ascii_start().first() != Some(&b'{') {
        return Err(Error::Malformed("The body is not a JSON object.".into()));
    }
    http::parse_object(Call::of(&parts.extensions), body)
        .map_err(|error| Error::Malformed(format!("The body is wrong: {error}.").into()))
}
