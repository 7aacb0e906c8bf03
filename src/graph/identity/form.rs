//! Forms and queries, as `application/x-www-form-urlencoded` writes them.

use std::borrow::Cow;

use axum::extract::{FromRequest, Request};
use percent_encoding::percent_decode_str;

use super::error::Refused;
use crate::{graph::error::Error, http::body};

/// The longest form that is read, in bytes.
const LIMIT: u64 = 64 << 10;

/// The pairs of a form.
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Reads the pairs; what cannot be decoded is passed over, and then found missing.
    pub fn parse(text: &str) -> Self {
        let decode =
            |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8().map(Cow::into_owned).ok();
        let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
        Self(pairs.filter_map(|(name, value)| Some((decode(name)?, decode(value)?))).collect())
    }

    /// A value that may be missing; an empty one is.
    pub fn get(&self, name: &str) -> Option<&str> {
        let pair = self.0.iter().find(|(known, _)| known == name);
        pair.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// A value that must be there.
    pub fn field(&self, name: &'static str) -> Result<&str, Refused> {
        self.get(name).ok_or(Refused::Missing(name))
    }

    /// All pairs, in their order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl<S: Sync> FromRequest<S> for Form {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        let body = body::read(request.into_body(), LIMIT).await?;
        Ok(Self::parse(std::str::from_utf8(&body).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn a_form_is_decoded_and_what_cannot_be_is_missing() {
        let form = Form::parse("a=b+c&scope=https%3A%2F%2Fx%2F.default&bad=%FF&empty=&flag");
        assert_eq!(form.get("a"), Some("b c"));
        assert_eq!(form.get("scope"), Some("https://x/.default"));
        assert!(["bad", "empty", "flag", "other"].iter().all(|name| form.get(name).is_none()));
    }
}
