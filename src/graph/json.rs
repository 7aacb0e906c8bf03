//! Extractors of bodies, paths and queries, whose refusals are Graph's errors.

use std::borrow::Cow;

use axum::http::request::Parts;
use bytes::Bytes;
use percent_encoding::percent_decode_str;
use serde::Deserialize;

use super::{error::Error, payload};
use crate::{
    http::{Call, FromBody, FromObject, FromParts, Part, ReadPairs, body::BodyError, parameters},
    world::{OnConflict, Style},
};

/// The longest JSON body, in bytes.
const LIMIT: u64 = 4 << 20;

/// A JSON body; a `POST` may have none, which is read as `{}`.
pub struct Json<T>(pub T);

impl<T: FromObject> FromBody for Json<T> {
    type Refusal = Error;
    type Head = ();

    fn head(_: &Parts) -> Result<((), u64), Error> {
        Ok(((), LIMIT))
    }

    fn from_body((): (), parts: &Parts, body: Result<Bytes, BodyError>) -> Result<Self, Error> {
        payload::parse(Call::of(&parts.extensions), &checked(parts, body, payload::Parameters::Some)?)
            .map(Self)
    }
}

/// The body of an action without parameters: none, or a JSON object that counts for nothing.
pub struct NoParameters;

#[derive(Deserialize)]
struct Nothing {}

impl FromBody for NoParameters {
    type Refusal = Error;
    type Head = ();

    fn head(_: &Parts) -> Result<((), u64), Error> {
        Ok(((), LIMIT))
    }

    fn from_body((): (), parts: &Parts, body: Result<Bytes, BodyError>) -> Result<Self, Error> {
        let body = checked(parts, body, payload::Parameters::None)?;
        payload::parse(Call::of(&parts.extensions), &body).map(|Nothing {}| Self)
    }
}

/// Returns a body that has to be JSON.
fn checked(
    parts: &Parts,
    body: Result<Bytes, BodyError>,
    parameters: payload::Parameters,
) -> Result<Bytes, Error> {
    let body = body?;
    payload::check_type(&parts.method, &parts.headers, &body, parameters)?;
    Ok(body)
}

/// The parameters of a path, percent-decoded; those that stand for an [`Address`](super::address::Address) are left out.
pub struct Path<T>(pub T);

/// A type that the parameters of a path can be read into.
pub trait Parameters: Sized {
    /// Reads the parameters, in their order.
    fn read(values: impl Iterator<Item = String>) -> Option<Self>;
}

impl Parameters for String {
    fn read(mut values: impl Iterator<Item = Self>) -> Option<Self> {
        values.next()
    }
}

impl Parameters for (String, String) {
    fn read(mut values: impl Iterator<Item = String>) -> Option<Self> {
        values.next().zip(values.next())
    }
}

impl<T: Parameters> FromParts for Path<T> {
    type Refusal = Error;

    fn from_parts(parts: &Parts) -> Result<Self, Error> {
        let malformed = || Error::Invalid("A valid path must be provided.");
        let values = parameters(parts).ok_or_else(malformed)?;
        let values = values.into_iter().filter(|(name, _)| !matches!(*name, "drive" | "item"));
        T::read(values.map(|(_, value)| value)).map(Self).ok_or_else(malformed)
    }
}

/// The pairs of a query, percent-decoded, in their order.
pub struct Query(ReadPairs);

impl Query {
    /// Returns the value of a system option, with or without its `$`.
    pub fn option(&self, name: &str) -> Option<&str> {
        self.0.find(|key| is_option(key, name))
    }

    /// Returns the values of a system option that may be given several times, as one list.
    pub fn list(&self, name: &str) -> Option<String> {
        let values: Vec<&str> = self.0.all(|key| is_option(key, name)).collect();
        (!values.is_empty()).then(|| values.join(","))
    }

    /// Returns the token of a delta query, in the spellings of its page: `token=x`, `token='x'`, `(token='x')`.
    pub fn delta_token(&self) -> Option<&str> {
        let token = self.0.find(|key| matches!(key, "token" | "$token" | "(token"))?;
        Some(token.strip_suffix(')').unwrap_or(token).trim_matches('\''))
    }

    /// Returns whether there is no parameter at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Says that a parameter counts as read: clients send it, and here it has no effect.
    pub fn without_effect(&self, name: &str) {
        self.0.mark(|known| known.eq_ignore_ascii_case(name));
    }

    /// Returns the names of all parameters.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.pairs().map(|(name, _)| name)
    }

    /// Returns the value of the conflict behaviour, in both spellings.
    pub fn conflict_behavior(&self) -> Option<&str> {
        self.0.find(|key| matches!(key, "@microsoft.graph.conflictBehavior" | "@name.conflictBehavior"))
    }
}

impl FromParts for Query {
    type Refusal = Error;

    fn from_parts(parts: &Parts) -> Result<Self, Error> {
        let decode = |text: &str| {
            let spaced = text.replace('+', " ");
            let decoded = percent_decode_str(&spaced).decode_utf8().map(Cow::into_owned);
            decoded.map_err(|_| Error::Invalid("The query string is not valid UTF-8."))
        };
        let pairs = parts.uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(key)?, decode(value)?))
        });
        let pairs = pairs.collect::<Result<_, Error>>()?;
        Ok(Self(ReadPairs::new(Call::of(&parts.extensions), Part::Query, pairs)))
    }
}

/// Returns the conflict behaviour of a request: that of the query, else that of the body.
pub fn conflict_behavior(query: &Query, body: Option<&str>) -> Result<Option<OnConflict>, Error> {
    match query.conflict_behavior().or(body) {
        None => Ok(None),
        Some("fail") => Ok(Some(OnConflict::Fail)),
        Some("replace") => Ok(Some(OnConflict::Replace)),
        Some("rename") => Ok(Some(OnConflict::Rename(Style::Spaced))),
        Some(_) => Err(Error::Invalid("conflictBehavior must be one of fail, replace, rename.")),
    }
}

/// Returns whether a key is this option, with or without its `$`, in any case.
fn is_option(key: &str, name: &str) -> bool {
    key.strip_prefix('$').unwrap_or(key).eq_ignore_ascii_case(name)
}
