//! Bodies, with WPS's errors where they are wrong.

use axum::{
    extract::{FromRequest, Request},
    http::{HeaderMap, header::CONTENT_TYPE},
};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;

use super::{
    auth::{Caller, Signed, header},
    error::{Error, OauthError},
};
use crate::http::body;

/// A signed JSON object from a caller with a token: what every operation of a private deployment begins with.
///
/// The order of checks is signature, token, scopes, content type, body.
pub struct Authorized<T> {
    /// Who sent it.
    pub caller: Caller,
    /// What it says.
    pub body: T,
}

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for Authorized<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let signed = Signed::from_request(request, state).await?;
        let caller = Caller::new(&signed)?;
        if media_type(&signed.headers) != "application/json" {
            let sent = String::from_utf8_lossy(header(&signed.headers, CONTENT_TYPE)).into_owned();
            return Err(Error::ContentType(sent));
        }
        Ok(Self { caller, body: object(&signed.body)? })
    }
}

/// Reads a JSON object; the derived readers would take a list for one as well.
fn object<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    if body.trim_ascii_start().first() != Some(&b'{') {
        return Err(Error::Malformed("The body is not a JSON object.".into()));
    }
    serde_json::from_slice(body).map_err(|error| Error::Malformed(format!("The body is wrong: {error}.")))
}

/// The type that `Content-Type` names, without its parameters.
fn media_type(headers: &HeaderMap) -> String {
    let value = String::from_utf8_lossy(header(headers, CONTENT_TYPE));
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The pairs of a form, percent-decoded.
pub struct Form(Vec<(String, String)>);

/// The longest form, in bytes.
const LIMIT: u64 = 64 << 10;

impl Form {
    /// Reads the body of a token request.
    ///
    /// # Errors
    /// [`OauthError::InvalidRequest`] if it is no form.
    pub fn parse(headers: &HeaderMap, body: &[u8]) -> Result<Self, Error> {
        let bad = |text: &str| Error::Oauth(OauthError::InvalidRequest, text.into());
        if media_type(headers) != "application/x-www-form-urlencoded" {
            return Err(bad("Content-Type must be application/x-www-form-urlencoded"));
        }
        let decode = |text: &str| {
            let spaced = text.replace('+', " ");
            let decoded = percent_decode_str(&spaced).decode_utf8().map(std::borrow::Cow::into_owned);
            decoded.map_err(|_| bad("the form is not UTF-8"))
        };
        let text = str::from_utf8(body).map_err(|_| bad("the form is not UTF-8"))?;
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        pairs.map(|(key, value)| Ok((decode(key)?, decode(value)?))).collect::<Result<_, _>>().map(Self)
    }

    /// The value of a field that must not be empty.
    ///
    /// # Errors
    /// [`OauthError::InvalidRequest`].
    pub fn field(&self, name: &str) -> Result<&str, Error> {
        let value = self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let missing = || Error::Oauth(OauthError::InvalidRequest, format!("{name} is missing"));
        value.filter(|value| !value.is_empty()).ok_or_else(missing)
    }
}

impl<S: Sync> FromRequest<S> for Form {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        Self::parse(&parts.headers, &body::read(body, LIMIT).await?)
    }
}
