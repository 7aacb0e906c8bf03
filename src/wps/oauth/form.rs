//! The bodies of token requests.

use std::borrow::Cow;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};
use percent_encoding::percent_decode_str;

use crate::{
    http,
    wps::{
        error::{Error, OauthError},
        headers::media_type,
    },
};

/// The longest form, in bytes.
const LIMIT: u64 = 64 << 10;

/// The pairs of a form, percent-decoded.
pub struct TokenForm(Vec<(String, String)>);

impl TokenForm {
    fn parse(headers: &HeaderMap, body: &[u8]) -> Result<Self, Error> {
        let bad = |text: &'static str| Error::Oauth(OauthError::InvalidRequest, text.into());
        if media_type(headers) != "application/x-www-form-urlencoded" {
            return Err(bad("Content-Type must be application/x-www-form-urlencoded"));
        }
        let decode = |text: &str| {
            let spaced = text.replace('+', " ");
            let decoded = percent_decode_str(&spaced).decode_utf8().map(Cow::into_owned);
            decoded.map_err(|_| bad("the form is not UTF-8"))
        };
        let text = str::from_utf8(body).map_err(|_| bad("the form is not UTF-8"))?;
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        pairs.map(|(key, value)| Ok((decode(key)?, decode(value)?))).collect::<Result<_, _>>().map(Self)
    }

    /// Returns the value of a field that must not be empty.
    ///
    /// # Errors
    /// [`OauthError::InvalidRequest`].
    pub fn field(&self, name: &str) -> Result<&str, Error> {
        let value = self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let missing = || Error::Oauth(OauthError::InvalidRequest, format!("{name} is missing").into());
        value.filter(|value| !value.is_empty()).ok_or_else(missing)
    }
}

impl<S: Sync> FromRequestParts<S> for TokenForm {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let body = http::read_once(parts, LIMIT).await?;
        Self::parse(&parts.headers, &body)
    }
}
