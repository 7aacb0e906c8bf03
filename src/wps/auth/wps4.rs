//! WPS-4 and WPS-4-GM: who signed a request to a private deployment of the older kind.

use axum::http::{HeaderMap, request::Parts};

use super::{error::Family, verify};
use crate::{
    http::{self, Call},
    sandbox::Auth,
    world::{Api, App},
    wps::{error::Error, json::LIMIT},
};

/// Returns the application that signed a request; in lenient mode a wrong signature is that of the application it
/// names, or of the first one.
///
/// # Errors
/// [`Error::Signature`], [`Error::Body`].
pub fn signer(call: &Call, parts: &Parts) -> Result<App, Error> {
    let signer = verify::verify(call, parts, &http::covered(parts)?, Family::Wps4);
    signer.or_else(|error| excuse(call, &parts.headers, error)).cloned()
}

/// Returns the longest body that may be signed; one that is not signed may be longer, and is left to the handler.
pub fn covers(parts: &Parts) -> Option<u64> {
    Family::Wps4.covers_body(&parts.headers).then_some(LIMIT)
}

fn excuse<'a>(call: &'a Call, headers: &HeaderMap, error: Error) -> Result<&'a App, Error> {
    if call.settings().auth == Auth::Strict {
        return Err(error);
    }
    let key = Family::Wps4.access_key(headers).unwrap_or_default();
    let first = || call.world().apps().find(|app| app.api == Api::Wps);
    let msg = error.reply().msg;
    let app = call.world().app_keyed(Api::Wps, key).or_else(first).ok_or(error)?;
    call.note(format!("{msg}: taken as {}", app.key));
    Ok(app)
}
