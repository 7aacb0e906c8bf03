//! WPS-4 and WPS-4-GM: who signed a request to a private deployment of the older kind.

mod sign;

use axum::http::{HeaderMap, header::CONTENT_TYPE, request::Parts};

use self::sign::{Claim, Message};
use super::error::SignatureError;
use crate::{
    http::{Call, date},
    world::{self, Api, App},
    wps::{error::Error, gateway::Gateway, headers::header, wire::SignatureDebug},
};

/// How many bytes of a body the response to a wrong signature shows.
const SHOWN: usize = 1024;

/// Returns the application that signed a request with this body.
///
/// # Errors
/// [`Error::Signature`].
pub fn verify<'a>(call: &'a Call, parts: &Parts, body: &[u8]) -> Result<&'a App, Error> {
    let uri = Gateway::in_extensions(&parts.extensions).behind(call.path_and_query());
    let content_type = header(&parts.headers, CONTENT_TYPE);
    let date = header(&parts.headers, "wps-docs-date");
    let message = Message { method: parts.method.as_str(), uri, content_type, date, body };
    let claim = claim(&parts.headers);
    let refuse = |error| Error::Signature(error, Box::new(debug(&message, claim.ok())));
    check_date(date, call.now(), call.settings().signature_skew_seconds).map_err(refuse)?;
    let claim = claim.map_err(refuse)?;
    let app = call.world().app_keyed(Api::Wps, claim.access_key);
    let app = app.ok_or_else(|| refuse(SignatureError::UnknownApp))?;
    let prefix = call.path_with_prefix();
    let prefixed = prefix.as_deref().and_then(|whole| whole.strip_suffix(call.path_and_query()));
    // A client that takes the sandbox for a part of the path signs it.
    let prefixed = prefixed.map(|prefix| format!("{prefix}{uri}"));
    let is_signed = |uri| Message { uri, ..message }.sign(claim.scheme, &app.secret) == claim.signature;
    if is_signed(uri) || prefixed.as_deref().is_some_and(is_signed) {
        Ok(app)
    } else {
        Err(refuse(SignatureError::Mismatch))
    }
}

/// Returns the access key that a request names, if it names one.
pub fn access_key(headers: &HeaderMap) -> Option<&str> {
    claim(headers).ok().map(|claim| claim.access_key)
}

fn claim(headers: &HeaderMap) -> Result<Claim<'_>, SignatureError> {
    let header = str::from_utf8(header(headers, "wps-docs-authorization"));
    header.map_err(|_| SignatureError::BadAuthorization).and_then(Claim::parse)
}

fn check_date(date: &[u8], now: world::Timestamp, skew: Option<u64>) -> Result<(), SignatureError> {
    if date.is_empty() {
        return Err(SignatureError::NoDate);
    }
    let date = str::from_utf8(date).ok().and_then(date::parse_rfc1123).ok_or(SignatureError::BadDate)?;
    let off = now.since(date).max(date.since(now));
    if skew.is_some_and(|skew| off.as_secs() > skew) { Err(SignatureError::Skewed) } else { Ok(()) }
}

fn debug(message: &Message<'_>, claim: Option<Claim<'_>>) -> SignatureDebug {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let body = message.signed_body();
    SignatureDebug {
        sign_type: claim.map_or("", |claim| claim.scheme.name()).into(),
        app_id: claim.map_or("", |claim| claim.access_key).into(),
        app_key: "**********",
        content_type: text(message.content_type),
        url: message.uri.into(),
        method: message.method.into(),
        body: text(&body[..body.len().min(SHOWN)]),
        date: text(message.date),
        string_to_sign: claim.map(|claim| text(&message.string_to_sign(claim.scheme))),
    }
}
