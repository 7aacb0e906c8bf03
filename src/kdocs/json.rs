//! Bodies, with KDocs' errors where they are wrong.

use axum::http::{HeaderMap, header, request::Parts};
use bytes::Bytes;

use super::error::Error;
use crate::http::{self, Call, FromBody, FromObject, body::BodyError};
pub use crate::http::{Id, Ids};

/// The longest body that is read, in bytes: room for some 150,000 ids.
pub const LIMIT: u64 = 4 << 20;

/// The longest file that is taken, in bytes (reference 15, row 39).
pub const LONGEST_FILE: u64 = 104_857_600;

/// The longest form: a file, and what stands around it.
pub const LONGEST_FORM: u64 = LONGEST_FILE + (64 << 10);

/// Returns the longest body that is read where it may be a form or JSON.
pub fn longest_body(headers: &HeaderMap) -> u64 {
    if is_form(headers) { LONGEST_FORM } else { LIMIT }
}

/// Returns whether a body is a form, by its content type.
pub fn is_form(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).map_or(&b""[..], |value| value.as_bytes());
    value.get(..19).is_some_and(|start| start.eq_ignore_ascii_case(b"multipart/form-data"))
}

/// A JSON body, whatever its content type says: the vendor's examples send none.
///
/// It stands behind the caller in the arguments of a handler: credentials are checked first.
pub struct Json<T>(pub T);

impl<T: FromObject> FromBody for Json<T> {
    type Refusal = Error;
    type Head = ();

    fn head(_: &Parts) -> Result<((), u64), Error> {
        Ok(((), LIMIT))
    }

    fn from_body((): (), parts: &Parts, body: Result<Bytes, BodyError>) -> Result<Self, Error> {
        let invalid = |error| Error::Invalid(format!("the body: {error}").into());
        http::parse_object(Call::of(&parts.extensions), &body?).map(Self).map_err(invalid)
    }
}
