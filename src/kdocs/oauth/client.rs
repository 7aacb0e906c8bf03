//! Which application asks.

use crate::{
    http::Call,
    kdocs::error::Error,
    sandbox::Auth,
    world::{Api, App},
};

/// Returns the application of this id; in lenient mode the first one if none has it.
///
/// # Errors
/// [`Error::NoApp`].
pub fn named<'a>(call: &'a Call, id: &str) -> Result<&'a App, Error> {
    let known = call.world().app_keyed(Api::Kdocs, id);
    known.ok_or_else(|| Error::NoApp(id.into())).or_else(|error| stand_in(call, None, error))
}

/// Returns the application of this id, if the key is its key; in lenient mode also if it is not.
///
/// # Errors
/// [`Error::NoApp`], [`Error::AppKey`].
pub fn proved<'a>(call: &'a Call, id: &str, key: &str) -> Result<&'a App, Error> {
    let app = named(call, id)?;
    if *app.secret == *key { Ok(app) } else { stand_in(call, Some(app), Error::AppKey) }
}

/// Returns what a refused application is taken for in lenient mode.
fn stand_in<'a>(call: &'a Call, named: Option<&'a App>, error: Error) -> Result<&'a App, Error> {
    let first = || call.world().apps().find(|app| app.api == Api::Kdocs);
    match (call.settings().auth, named.or_else(first)) {
        (Auth::Lenient, Some(app)) => {
            call.note(format!("{error:?}: taken as {}", app.key));
            Ok(app)
        }
        _ => Err(error),
    }
}
