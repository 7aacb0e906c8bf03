//! The application that a request comes from, and whether it has proved so.

use axum::http::{HeaderMap, header};
use data_encoding::BASE64;
use percent_encoding::percent_decode_str;

use super::{error::IdentityError, form::FormPairs};
use crate::{
    http::Call,
    sandbox::Auth,
    world::{Api, App, World},
};

/// An application that asks for a token.
pub struct Client {
    pub app: App,
    /// Whether it showed its secret; public clients have none to show.
    pub proved: bool,
}

impl Client {
    /// Reads the id and the secret from the form, or from HTTP basic authentication.
    ///
    /// In lenient mode no secret is needed: an unknown application, or one with a wrong secret, is taken for the first
    /// one, and the journal notes it.
    pub fn find(
        call: &Call,
        world: &World,
        headers: &HeaderMap,
        form: &FormPairs,
    ) -> Result<Self, IdentityError> {
        let basic = basic(headers);
        let (id, secret) = match &basic {
            Some((id, secret)) => (id.as_str(), Some(secret.as_str())),
            None => (form.field("client_id")?, form.get("client_secret")),
        };
        let lenient = call.sandbox().settings().auth == Auth::Lenient;
        let refused = match (world.app_keyed(Api::Graph, id), secret) {
            (None, _) => IdentityError::UnknownClient(id.into()),
            (Some(_), None) if form.get("client_assertion").is_some() => IdentityError::Assertion,
            (Some(app), None) => return Ok(Self { app: app.clone(), proved: lenient }),
            (Some(app), Some(secret)) if secret == &*app.secret => {
                return Ok(Self { app: app.clone(), proved: true });
            }
            (Some(_), Some(_)) => IdentityError::WrongSecret(id.into()),
        };
        let first = world.apps().find(|app| app.api == Api::Graph);
        match first.filter(|_| lenient) {
            Some(app) => {
                call.note(format!("{refused:?}: taken as {}", app.key));
                Ok(Self { app: app.clone(), proved: true })
            }
            None => Err(refused),
        }
    }

    /// Refuses an application that has not shown its secret.
    pub fn prove(&self) -> Result<(), IdentityError> {
        if self.proved { Ok(()) } else { Err(IdentityError::NoSecret) }
    }
}

/// Returns the id and the secret of `Authorization: Basic`, each percent-encoded before they were joined.
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, value) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(BASE64.decode(value.trim().as_bytes()).ok()?).ok()?;
    let (id, secret) = pair.split_once(':')?;
    let decode = |text: &str| percent_decode_str(text).decode_utf8().ok().map(std::borrow::Cow::into_owned);
    Some((decode(id)?, decode(secret)?))
}
