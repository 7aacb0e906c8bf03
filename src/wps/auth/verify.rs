//! How a signature is verified, whatever its family.

use axum::http::{HeaderMap, header::CONTENT_TYPE, request::Parts};

use super::{
    error::{Family, SignatureError},
    sign::{Claim, Message, Scheme},
};
use crate::{
    http::{
        Call, date,
        mismatch::{self, Guess},
    },
    world::{self, Api, App},
    wps::{error::Error, gateway::Gateway, headers::header, wire::SignatureDebug},
};

/// How many bytes of a body the response to a wrong signature shows.
const SHOWN: usize = 1024;

impl Family {
    /// Returns the header with the date.
    pub fn date(self) -> &'static str {
        match self {
            Self::Kso1 => "x-kso-date",
            Self::Wps4 => "wps-docs-date",
        }
    }

    /// Returns the header with the signature.
    pub fn authorization(self) -> &'static str {
        match self {
            Self::Kso1 => "x-kso-authorization",
            Self::Wps4 => "wps-docs-authorization",
        }
    }

    fn schemes(self) -> &'static [Scheme] {
        match self {
            Self::Kso1 => &[Scheme::Kso1],
            Self::Wps4 => &[Scheme::Wps4, Scheme::Wps4Gm],
        }
    }

    /// Returns whether the body of a request with these headers is signed.
    pub fn covers_body(self, headers: &HeaderMap) -> bool {
        self.schemes()[0].covers_body(header(headers, CONTENT_TYPE))
    }

    fn claim(self, headers: &HeaderMap) -> Result<Claim<'_>, SignatureError> {
        let header = str::from_utf8(header(headers, self.authorization()));
        let header = header.map_err(|_| SignatureError::BadAuthorization)?;
        Claim::parse(header, self.schemes())
    }

    /// Returns the access key that a request names, if it names one.
    pub fn access_key(self, headers: &HeaderMap) -> Option<&str> {
        self.claim(headers).ok().map(|claim| claim.access_key)
    }
}

/// Returns the application that signed a request with this body.
///
/// # Errors
/// [`Error::Signature`].
pub fn verify<'a>(call: &'a Call, parts: &Parts, body: &[u8], family: Family) -> Result<&'a App, Error> {
    let message = message(call, parts, body, family);
    let claim = family.claim(&parts.headers);
    let refuse = |error| refusal(&message, claim.ok(), family, error);
    check_date(message.date, call.now(), call.settings().signature_skew_seconds).map_err(refuse)?;
    let claim = claim.map_err(refuse)?;
    let app = call.world().app_keyed(Api::Wps, claim.access_key);
    let app = app.ok_or_else(|| refuse(SignatureError::UnknownApp))?;
    let prefix = call.path_with_prefix();
    let prefixed = prefix.as_deref().and_then(|whole| whole.strip_suffix(call.path_and_query()));
    // A client that takes the sandbox for a part of the path signs it.
    let prefixed = prefixed.map(|prefix| format!("{prefix}{}", message.uri));
    let is_signed = |uri| Message { uri, ..message }.sign(claim.scheme, &app.secret) == claim.signature;
    if is_signed(message.uri) || prefixed.as_deref().is_some_and(is_signed) {
        Ok(app)
    } else {
        explain(call, parts, &message, claim);
        Err(refuse(SignatureError::Mismatch))
    }
}

/// Notes in the journal why a signature does not fit.
fn explain(call: &Call, parts: &Parts, message: &Message<'_>, claim: Claim<'_>) {
    let Claim { scheme, access_key, signature } = claim;
    let text = |bytes| String::from_utf8_lossy(bytes);
    let (content_type, date) = (text(message.content_type), text(message.date));
    let hash = message.body_hash(scheme);
    let signed = [
        ("scheme", scheme.name()),
        ("method", message.method),
        ("path and query", message.uri),
        ("content type", &content_type),
        ("date", &date),
        ("hash of the body", &hash),
    ];
    let (without_query, _) = message.uri.split_once('?').unwrap_or((message.uri, ""));
    let whole = call.path_and_query();
    let paths = [without_query, whole, parts.uri.path()]
        .map(|uri| ("path and query", uri, Message { uri, ..*message }));
    let types = ["", "application/json", "application/json; charset=utf-8"];
    let types =
        types.map(|kind| ("content type", kind, Message { content_type: kind.as_bytes(), ..*message }));
    let lower = message.method.to_ascii_lowercase();
    let others = [
        ("method", &*lower, Message { method: &lower, ..*message }),
        ("hash of the body", "", Message { body: b"", ..*message }),
    ];
    let secret = |key| call.world().app_keyed(Api::Wps, key).map_or("", |app| &app.secret);
    let by_part = paths.into_iter().chain(types).chain(others).map(|(part, instead, message)| Guess {
        part,
        instead: Some(instead),
        fits: message.sign(scheme, secret(access_key)) == signature,
    });
    let apps = call.world().apps().filter(|app| app.api == Api::Wps);
    let by_secret = apps.map(|app| Guess {
        part: "the secret, which is that of another application",
        instead: None,
        fits: message.sign(scheme, &app.secret) == signature,
    });
    mismatch::note(call, &signed, signature, by_part.chain(by_secret));
}

/// Returns the refusal of a request whose signature is good, or none is there.
pub fn refuse(call: &Call, parts: &Parts, body: &[u8], family: Family, error: SignatureError) -> Error {
    refusal(&message(call, parts, body, family), family.claim(&parts.headers).ok(), family, error)
}

fn message<'a>(call: &'a Call, parts: &'a Parts, body: &'a [u8], family: Family) -> Message<'a> {
    Message {
        method: parts.method.as_str(),
        uri: Gateway::in_extensions(&parts.extensions).behind(call.path_and_query()),
        content_type: header(&parts.headers, CONTENT_TYPE),
        date: header(&parts.headers, family.date()),
        body,
    }
}

fn check_date(date: &[u8], now: world::Timestamp, skew: Option<u64>) -> Result<(), SignatureError> {
    if date.is_empty() {
        return Err(SignatureError::NoDate);
    }
    let date = str::from_utf8(date).ok().and_then(date::parse_rfc1123).ok_or(SignatureError::BadDate)?;
    let off = now.since(date).max(date.since(now));
    if skew.is_some_and(|skew| off.as_secs() > skew) { Err(SignatureError::Skewed) } else { Ok(()) }
}

fn refusal(message: &Message<'_>, claim: Option<Claim<'_>>, family: Family, error: SignatureError) -> Error {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let body = message.signed_body(claim.map_or(family.schemes()[0], |claim| claim.scheme));
    let debug = SignatureDebug {
        sign_type: claim.map_or("", |claim| claim.scheme.name()).into(),
        app_id: claim.map_or("", |claim| claim.access_key).into(),
        app_key: "**********",
        content_type: text(message.content_type),
        url: message.uri.into(),
        method: message.method.into(),
        body: text(&body[..body.len().min(SHOWN)]),
        date: text(message.date),
        string_to_sign: claim.map(|claim| text(&message.string_to_sign(claim.scheme))),
        // The vendor's words for KSO-1 are few.
        reason: (family == Family::Kso1).then(|| error.to_string()),
    };
    Error::Signature { family, error, debug: Box::new(debug) }
}
