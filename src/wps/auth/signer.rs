//! The application that signed a request, in the way of the dialect.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};

use super::wps4;
use crate::{
    http::{self, Call},
    sandbox::Auth,
    world::{Api, App},
    wps::{dialect::Dialect, error::Error, gateway::Gateway, json::LIMIT},
};

/// Returns the application that signed a request, if its dialect asks for a signature.
///
/// # Errors
/// [`Error::Signature`], [`Error::Body`].
pub async fn of(call: &Call, parts: &mut Parts) -> Result<Option<App>, Error> {
    match Gateway::in_extensions(&parts.extensions).dialect {
        Dialect::OldPrivate => by_wps4(call, parts).await.map(Some),
        // KSO-1 belongs here, in a file beside that of WPS-4; its signatures are not looked at yet.
        Dialect::NewPrivate | Dialect::Public => Ok(None),
    }
}

/// An application that signed its request with WPS-4, whatever the dialect.
pub struct Wps4Signer(pub App);

impl<S: Sync> FromRequestParts<S> for Wps4Signer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Ok(call) = Call::from_request_parts(parts, state).await;
        by_wps4(&call, parts).await.map(Self)
    }
}

async fn by_wps4(call: &Call, parts: &mut Parts) -> Result<App, Error> {
    let body = http::read_once(parts, LIMIT).await?;
    let signer = wps4::verify(call, parts, &body).or_else(|error| excuse(call, &parts.headers, error));
    signer.cloned()
}

/// In lenient mode, takes a wrong signature for that of the application it names, or of the first one.
fn excuse<'a>(call: &'a Call, headers: &HeaderMap, error: Error) -> Result<&'a App, Error> {
    if call.settings().auth == Auth::Strict {
        return Err(error);
    }
    let key = wps4::access_key(headers).unwrap_or_default();
    let first = || call.world().apps().find(|app| app.api == Api::Wps);
    let msg = error.reply().msg;
    let app = call.world().app_keyed(Api::Wps, key).or_else(first).ok_or(error)?;
    call.note(format!("{msg}: taken as {}", app.key));
    Ok(app)
}
