//! Which application asks.

use super::form::Fields;
use crate::{
    http::Call,
    sandbox::Auth,
    world::{Api, App},
    wps::error::{Error, OauthError},
};

/// What clients look for when no application has the `client_id`.
const UNKNOWN: &str = "client_id not exists";

/// Returns the application of `client_id`; in lenient mode the first one if none has it.
///
/// # Errors
/// [`OauthError::InvalidClient`].
pub fn named<'a>(call: &'a Call, fields: &Fields) -> Result<&'a App, Error> {
    let app = call.world().app_keyed(Api::Wps, fields.field("client_id")?);
    app.map_or_else(|| stand_in(call, None, UNKNOWN), Ok)
}

/// Returns the application of `client_id`, if the form has its secret; in lenient mode also if it has not.
///
/// # Errors
/// [`OauthError::InvalidClient`].
pub fn proved<'a>(call: &'a Call, fields: &Fields) -> Result<&'a App, Error> {
    let (id, secret) = (fields.field("client_id")?, fields.field("client_secret")?);
    match call.world().app_keyed(Api::Wps, id) {
        None => stand_in(call, None, UNKNOWN),
        Some(app) if *app.secret != *secret => stand_in(call, Some(app), "client_secret is wrong"),
        Some(app) => Ok(app),
    }
}

/// Returns what a refused application is taken for in lenient mode.
fn stand_in<'a>(call: &'a Call, named: Option<&'a App>, wrong: &'static str) -> Result<&'a App, Error> {
    let first = || call.world().apps().find(|app| app.api == Api::Wps);
    match (call.settings().auth, named.or_else(first)) {
        (Auth::Lenient, Some(app)) => {
            call.note(format!("{wrong}: taken as {}", app.key));
            Ok(app)
        }
        _ => Err(Error::Oauth(OauthError::InvalidClient, wrong.into())),
    }
}
