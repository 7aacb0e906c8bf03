//! Applications, which prove by a signature of the request who they are.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};

use super::{
    caller::{Caller, Family},
    wps2::{Authorization, Digests, SignatureError},
};
use crate::{
    http::{self, Applicant, Call, Operation},
    kdocs::{error::Error, json::longest_body},
    sandbox::Auth,
    world::{Api, App, Principal},
};

/// An application that signed its request with WPS-2.
pub struct Appspace(pub Caller);

impl<S: Sync> FromRequestParts<S> for Appspace {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Ok(call) = Call::from_request_parts(parts, state).await;
        let Ok(operation) = <&'static Operation>::from_request_parts(parts, state).await;
        let body = http::read_once(parts, longest_body(&parts.headers)).await?;
        let prefixed = call.path_with_prefix();
        // A client that takes the sandbox for a part of the path signs it.
        let paths: Vec<&str> = std::iter::once(call.path_and_query()).chain(prefixed.as_deref()).collect();
        let app = identify(&call, &parts.headers, &Digests::of(&parts.method, &body, &paths))?;
        let principal = Principal { user: None, app: Some(app.id) };
        let guard = Applicant::proved(&call, principal)?.admit(operation)?;
        Ok(Self(Caller { guard, app_key: Arc::clone(&app.key), family: Family::Appspace }))
    }
}

/// Returns the application that signed; in lenient mode the one that is named, or the first one.
fn identify<'a>(call: &'a Call, headers: &HeaderMap, digests: &Digests) -> Result<&'a App, Error> {
    let (settings, world, now) = (call.settings(), call.world(), call.now());
    let skew = settings.signature_skew_seconds.map(Duration::from_secs);
    let authorization = Authorization::of(headers);
    let named = authorization.as_ref().ok().and_then(|by| world.app_keyed(Api::Kdocs, by.app_id));
    let verified = authorization.and_then(|by| {
        let app = named.ok_or_else(|| SignatureError::UnknownApp(by.app_id.to_owned()))?;
        by.verify(headers, &app.secret, digests, now, skew).map(|()| app)
    });
    match (verified, settings.auth) {
        (Ok(app), _) => Ok(app),
        (Err(error), Auth::Strict) => Err(error.into()),
        (Err(error), Auth::Lenient) => {
            let first = || world.apps().find(|app| app.api == Api::Kdocs);
            let app = named.or_else(first).ok_or_else(|| error.clone())?;
            call.note(format!("{error:?}: taken as {}", app.key));
            Ok(app)
        }
    }
}
