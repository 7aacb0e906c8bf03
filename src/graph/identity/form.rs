//! Forms and queries, as `application/x-www-form-urlencoded` writes them.

use std::borrow::Cow;

use axum::http::request::Parts;
use bytes::Bytes;
use percent_encoding::percent_decode_str;

use super::error::IdentityError;
use crate::{
    graph::error::Error,
    http::{FromBody, body::BodyError},
};

/// The longest form that is read, in bytes.
const LIMIT: u64 = 64 << 10;

/// The pairs of a form or a query.
pub struct FormPairs(Vec<(String, String)>);

impl FormPairs {
    /// Reads the pairs; what cannot be decoded is passed over, as if it were missing.
    pub fn parse(text: &str) -> Self {
        let decode =
            |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8().map(Cow::into_owned).ok();
        let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
        Self(pairs.filter_map(|(name, value)| Some((decode(name)?, decode(value)?))).collect())
    }

    /// Returns a value that may be missing; an empty one counts as missing.
    pub fn get(&self, name: &str) -> Option<&str> {
        let pair = self.0.iter().find(|(known, _)| known == name);
        pair.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// Returns a value that must be there.
    pub fn field(&self, name: &'static str) -> Result<&str, IdentityError> {
        self.get(name).ok_or(IdentityError::Missing(name))
    }

    /// Returns all pairs, in their order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl FromBody for FormPairs {
    type Refusal = Error;
    type Head = ();

    fn head(_: &Parts) -> Result<((), u64), Error> {
        Ok(((), LIMIT))
    }

    fn from_body((): (), _: &Parts, body: Result<Bytes, BodyError>) -> Result<Self, Error> {
        Ok(Self::parse(std::str::from_utf8(&body?).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::FormPairs;

    #[test]
    fn a_form_is_decoded_and_what_cannot_be_is_missing() {
        let form = FormPairs::parse("a=b+c&scope=https%3A%2F%2Fx%2F.default&bad=%FF&empty=&flag");
        assert_eq!(form.get("a"), Some("b c"));
        assert_eq!(form.get("scope"), Some("https://x/.default"));
        assert!(["bad", "empty", "flag", "other"].iter().all(|name| form.get(name).is_none()));
    }
}
