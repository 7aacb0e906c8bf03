//! `/_mock/tls`: what clients have to trust.

use std::time::SystemTime;

use axum::{body::Body, http::StatusCode, response::Response};
use serde::Serialize;

use super::{problem::problem, respond};
use crate::{
    http::{Call, date},
    net::tls::{Facts, TlsError, certificate_pem, fingerprint, since_epoch},
    world::Timestamp,
};

/// What clients have to trust.
#[derive(Serialize)]
struct TlsBody<'a> {
    /// Absent where the operator brings the certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    authority: Option<AuthorityBody>,
    /// The certificate of the server.
    certificate: CertificateBody,
    /// The names and addresses that it is for.
    names: &'a [Box<str>],
}

/// The authority that has signed the certificate.
#[derive(Serialize)]
struct AuthorityBody {
    /// Its fingerprint: the bytes of its SHA-256 in hex, with colons between them.
    sha256: String,
}

/// A certificate.
#[derive(Serialize)]
struct CertificateBody {
    /// Its fingerprint: the bytes of its SHA-256 in hex, with colons between them.
    sha256: String,
    /// When it begins to be valid, in RFC 3339, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_before: Option<String>,
    /// When it ends to be valid, in RFC 3339, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_after: Option<String>,
}

/// Handles `GET /_mock/tls`: fingerprints, validity and names.
pub fn get(call: Call) -> Response {
    let facts = match call.tls().facts() {
        Ok(facts) => facts,
        Err(error) => return refused(error),
    };
    let authority = facts.authority.as_ref().map(|it| AuthorityBody { sha256: fingerprint(it) });
    let certificate = CertificateBody {
        sha256: fingerprint(&facts.certificate),
        not_before: facts.validity.map(|validity| text(validity.from)),
        not_after: facts.validity.map(|validity| text(validity.until)),
    };
    respond::json(StatusCode::OK, &TlsBody { authority, certificate, names: &facts.names })
}

/// Handles `GET /_mock/tls/ca.pem`: the certificate that clients have to trust.
pub fn pem(call: Call) -> Response {
    file(&call, "application/x-pem-file", |certificate| certificate_pem(certificate).into())
}

/// Handles `GET /_mock/tls/ca.der`: the same as Windows and phones open it.
pub fn der(call: Call) -> Response {
    file(&call, "application/x-x509-ca-cert", |certificate| Body::from(certificate.to_vec()))
}

fn file(
    call: &Call,
    content_type: &'static str,
    write: impl FnOnce(&rustls::pki_types::CertificateDer<'static>) -> Body,
) -> Response {
    match call.tls().facts() {
        Ok(Facts { authority: Some(authority), .. }) => respond::file(content_type, write(authority)),
        Ok(Facts { authority: None, .. }) => problem(
            StatusCode::NOT_FOUND,
            "The certificate is that of --tls-cert, and its authority is known to whom you have it from.",
        ),
        Err(error) => refused(error),
    }
}

fn refused(error: &TlsError) -> Response {
    let status = match error {
        TlsError::Off => StatusCode::NOT_FOUND,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    problem(status, &format!("There is no certificate: {error}."))
}

fn text(time: SystemTime) -> String {
    let millis = since_epoch(time).as_millis();
    date::rfc3339(Timestamp::from_millis(i64::try_from(millis).unwrap_or(i64::MAX)).whole_seconds())
}
