//! KSO-1: signatures in the public cloud and in newer private deployments, where an application asks for them.
//!
//! The vendor's console has a switch for each application, and only where it is on a signature is looked at
//! (reference 4.1, decision 5).

use axum::http::request::Parts;
use bytes::Bytes;

use super::{
    error::{Family, SignatureError},
    verify,
};
use crate::{
    http::{self, Call},
    sandbox::Auth,
    world::{Api, App, Principal},
    wps::{dialect::Dialect, error::Error, json::LIMIT},
};

/// Checks the signature of a request whose token belongs to this caller; nobody is known without a token.
///
/// A wrong signature that nobody asked for is noted in the journal, as the vendor does not look at it.
///
/// # Errors
/// [`Error::Signature`], [`Error::Body`].
pub fn check(call: &Call, parts: &Parts, dialect: Dialect, bearer: Option<Principal>) -> Result<(), Error> {
    let world = call.world();
    let of_bearer = bearer.and_then(|bearer| world.app(bearer.app?)).filter(|app| app.api == Api::Wps);
    // A token of the fixture that belongs to no application of this service acts through the first one.
    let first = || bearer.and_then(|_| world.apps().find(|app| app.api == Api::Wps));
    let named = || world.app_keyed(Api::Wps, Family::Kso1.access_key(&parts.headers)?);
    let app = of_bearer.or_else(first).or_else(named);
    let is_required = app.is_some_and(|app| is_required(app, dialect));
    let is_there = [Family::Kso1.date(), Family::Kso1.authorization()]
        .into_iter()
        .any(|name| parts.headers.contains_key(name));
    if !is_required && !is_there {
        return Ok(());
    }
    let body = if is_required || is_signed(parts) { http::covered(parts)? } else { Bytes::new() };
    let checked = verify::verify(call, parts, &body, Family::Kso1).and_then(|signer| match of_bearer {
        Some(app) if app.id != signer.id => {
            Err(verify::refuse(call, parts, &body, Family::Kso1, SignatureError::OtherApp))
        }
        _ => Ok(()),
    });
    match checked {
        Err(error) if is_required && call.settings().auth == Auth::Strict => Err(error),
        Err(error) => {
            call.note(format!("{error}: passed over"));
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// Returns the longest body that may be signed, where one is or has to be; whose token it is, is not known yet.
pub fn covers(parts: &Parts, dialect: Dialect) -> Option<u64> {
    let world = Call::of(&parts.extensions).world();
    let is_covered = is_signed(parts) || world.apps().any(|app| is_required(app, dialect));
    is_covered.then_some(LIMIT)
}

fn is_signed(parts: &Parts) -> bool {
    parts.headers.contains_key(Family::Kso1.authorization())
}

/// Returns whether an application signs its requests: as its switch says, else where the vendor's pages ask for it.
fn is_required(app: &App, dialect: Dialect) -> bool {
    app.require_signature.unwrap_or(dialect == Dialect::NewPrivate)
}
