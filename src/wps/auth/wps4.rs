//! WPS-4 and WPS-4-GM: who signed a request to a private deployment of the older kind.

use axum::http::{HeaderMap, request::Parts};
use bytes::Bytes;

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
pub async fn signer(call: &Call, parts: &mut Parts) -> Result<App, Error> {
    // A body that is not signed may be long, and is left to the handler.
    let is_read = Family::Wps4.covers_body(&parts.headers);
    let body = if is_read { http::read_once(parts, LIMIT).await? } else { Bytes::new() };
    let signer = verify::verify(call, parts, &body, Family::Wps4);
    signer.or_else(|error| excuse(call, &parts.headers, error)).cloned()
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
