//! The fields of token requests, which stand in a form, and of the page of consent, which stand in its query.

use std::borrow::Cow;

use axum::http::{HeaderMap, request::Parts};
use bytes::Bytes;
use percent_encoding::percent_decode_str;

use crate::{
    http::{Call, FromBody, FromParts, Part, ReadPairs, body::BodyError},
    wps::{
        error::{Error, OauthError},
        headers::media_type,
    },
};

/// The longest form, in bytes.
const LIMIT: u64 = 64 << 10;

/// The pairs of a form or a query, percent-decoded.
pub struct Fields(ReadPairs);

impl Fields {
    fn parse(call: &Call, part: Part, text: &[u8]) -> Result<Self, Error> {
        let decode = |text: &str| {
            let spaced = text.replace('+', " ");
            let decoded = percent_decode_str(&spaced).decode_utf8().map(Cow::into_owned);
            decoded.map_err(|_| invalid("the form is not UTF-8"))
        };
        let text = str::from_utf8(text).map_err(|_| invalid("the form is not UTF-8"))?;
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let pairs =
            pairs.map(|(key, value)| Ok((decode(key)?, decode(value)?))).collect::<Result<_, Error>>()?;
        Ok(Self(ReadPairs::new(call, part, pairs)))
    }

    /// Returns the value of a field; an empty one counts as missing.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.given(name).filter(|value| !value.is_empty())
    }

    /// Returns the value of a field, which may be empty.
    pub fn given(&self, name: &str) -> Option<&str> {
        self.0.find(|known| known == name)
    }

    /// Returns the value of a field that must not be empty.
    ///
    /// # Errors
    /// [`OauthError::InvalidRequest`].
    pub fn field(&self, name: &str) -> Result<&str, Error> {
        self.get(name).ok_or_else(|| invalid(format!("{name} is missing")))
    }

    /// Iterates over all pairs, which count as read: they are asked for anew.
    pub fn pass_on(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.mark(|_| true);
        self.0.pairs()
    }
}

/// Returns the refusal of a request that is wrong in itself.
pub fn invalid(desc: impl Into<Cow<'static, str>>) -> Error {
    Error::Oauth(OauthError::InvalidRequest, desc.into())
}

/// The fields of a form.
pub struct TokenForm(pub Fields);

impl TokenForm {
    fn parse(call: &Call, headers: &HeaderMap, body: &[u8]) -> Result<Self, Error> {
        if media_type(headers) != "application/x-www-form-urlencoded" {
            return Err(invalid("Content-Type must be application/x-www-form-urlencoded"));
        }
        Fields::parse(call, Part::Form, body).map(Self)
    }
}

impl FromBody for TokenForm {
    type Refusal = Error;
    type Head = ();

    fn head(_: &Parts) -> Result<((), u64), Error> {
        Ok(((), LIMIT))
    }

    fn from_body((): (), parts: &Parts, body: Result<Bytes, BodyError>) -> Result<Self, Error> {
        Self::parse(Call::of(&parts.extensions), &parts.headers, &body?)
    }
}

/// The fields of a query.
pub struct QueryFields(pub Fields);

impl FromParts for QueryFields {
    type Refusal = Error;

    fn from_parts(parts: &Parts) -> Result<Self, Error> {
        let query = parts.uri.query().unwrap_or_default();
        Fields::parse(Call::of(&parts.extensions), Part::Query, query.as_bytes()).map(Self)
    }
}
