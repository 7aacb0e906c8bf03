//! Forms and queries, as `application/x-www-form-urlencoded` writes them.

use std::borrow::Cow;

use axum::http::{Uri, request::Parts};
use bytes::Bytes;
use percent_encoding::percent_decode_str;

use super::error::IdentityError;
use crate::{
    graph::error::Error,
    http::{self, Call, FromBody, Part, ReadPairs, body::BodyError},
};

/// The longest form that is read, in bytes.
const LIMIT: u64 = 64 << 10;

/// What the names of parameters begin with by which Microsoft's libraries say what they are, and which have no effect.
const OF_LIBRARIES: [&str; 7] =
    ["x-client-", "x-app-", "x-ms-", "client-request-id", "client_info", "claims", "api-version"];

/// The pairs of a form or a query.
pub struct FormPairs(ReadPairs);

impl FormPairs {
    /// Reads the pairs; what cannot be decoded is passed over, as if it were missing.
    fn parse(call: &Call, part: Part, text: &str) -> Self {
        let pairs = ReadPairs::new(call, part, decoded(text));
        pairs.mark(is_of_library);
        Self(pairs)
    }

    /// Reads the query of a request.
    pub fn of_query(call: &Call, uri: &Uri) -> Self {
        Self::parse(call, Part::Query, uri.query().unwrap_or_default())
    }

    /// Returns a value that may be missing; an empty one counts as missing.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.find(|known| known == name).filter(|value| !value.is_empty())
    }

    /// Returns a value that must be there.
    pub fn field(&self, name: &'static str) -> Result<&str, IdentityError> {
        self.get(name).ok_or(IdentityError::Missing(name))
    }

    /// Says that all pairs count as read: the request is refused on a way that does not look like that.
    pub fn let_be(&self) {
        self.0.mark(|_| true);
    }

    /// Returns all pairs, in their order, which count as read: they are asked for anew.
    pub fn pass_on(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.mark(|_| true);
        self.0.pairs().filter(|(name, _)| !name.is_empty())
    }
}

impl FromBody for FormPairs {
    type Refusal = Error;
    type Head = ();

    fn head(_: &Parts) -> Result<((), u64), Error> {
        Ok(((), LIMIT))
    }

    fn from_body((): (), parts: &Parts, body: Result<Bytes, BodyError>) -> Result<Self, Error> {
        let call = Call::of(&parts.extensions);
        http::mark_query(call, parts.uri.query().unwrap_or_default(), is_of_library);
        Ok(Self::parse(call, Part::Form, str::from_utf8(&body?).unwrap_or_default()))
    }
}

fn is_of_library(name: &str) -> bool {
    OF_LIBRARIES.iter().any(|of| name.starts_with(of))
}

fn decoded(text: &str) -> Vec<(String, String)> {
    let decode =
        |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8().map(Cow::into_owned).ok();
    let pair =
        |pair: &str| pair.split_once('=').and_then(|(name, value)| Some((decode(name)?, decode(value)?)));
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|text| pair(text).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::{FormPairs, ReadPairs, decoded};

    #[test]
    fn a_form_is_decoded_and_what_cannot_be_is_missing() {
        let form = FormPairs(ReadPairs::unwatched(decoded(
            "a=b+c&scope=https%3A%2F%2Fx%2F.default&bad=%FF&empty=&flag",
        )));
        assert_eq!(form.get("a"), Some("b c"));
        assert_eq!(form.get("scope"), Some("https://x/.default"));
        assert!(["bad", "empty", "flag", "other"].iter().all(|name| form.get(name).is_none()));
    }
}
