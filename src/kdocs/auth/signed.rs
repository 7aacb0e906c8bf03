//! Applications, which prove by a signature of the request who they are.

use std::{sync::Arc, time::Duration};

use axum::http::{HeaderMap, request::Parts};

use super::{
    caller::{Caller, Family},
    wps2::{Authorization, Digests, SignatureError},
};
use crate::{
    http::{self, Applicant, Call, Covers, FromParts, Operation, Refusal, body::BodyError},
    kdocs::{
        error::Error,
        json::{LONGEST_FILE, LONGEST_FORM, longest_body},
    },
    sandbox::Auth,
    world::{Api, App, Principal, UserId},
};

/// The whole body is signed.
const COVERS: Option<Covers> = Some(|parts| Some(longest_body(&parts.headers)));

/// An application that signed its request with WPS-2.
pub struct Appspace(pub Caller);

impl FromParts for Appspace {
    type Refusal = Error;

    const COVERS: Option<Covers> = COVERS;

    fn from_parts(parts: &Parts) -> Result<Self, Error> {
        let Ok(operation) = <&'static Operation>::from_parts(parts);
        Signature::read(parts)?.admit(operation).map(Self)
    }
}

/// An application that signed its request with WPS-2, on behalf of a user whose token stands in the query.
pub struct WithUser {
    /// The application.
    pub caller: Caller,
    /// The user.
    pub user: UserId,
}

impl FromParts for WithUser {
    type Refusal = Error;

    const COVERS: Option<Covers> = COVERS;

    fn from_parts(parts: &Parts) -> Result<Self, Error> {
        let Ok(operation) = <&'static Operation>::from_parts(parts);
        let signature = Signature::read(parts)?;
        let token = http::query_value(
            Call::of(&parts.extensions),
            parts.uri.query().unwrap_or_default(),
            "access_token",
        );
        let call = &signature.applicant.call;
        let bearer = Applicant::bearer(call, Api::Kdocs, operation, token.as_deref())?.principal;
        let own = bearer.user.filter(|_| bearer.app == signature.applicant.principal.app);
        let user = own.ok_or(Refusal::UnknownToken)?;
        Ok(Self { caller: signature.admit(operation)?, user })
    }
}

/// An application whose signature was checked.
struct Signature {
    applicant: Applicant,
    app_key: Arc<str>,
}

impl Signature {
    fn read(parts: &Parts) -> Result<Self, Error> {
        let call = Call::of(&parts.extensions);
        let body = http::covered(parts).map_err(|error| match error {
            BodyError::TooLarge(LONGEST_FORM) => Error::FileTooLarge(LONGEST_FILE),
            error => error.into(),
        })?;
        let prefixed = call.path_with_prefix();
        // A client that takes the sandbox for a part of the path signs it.
        let paths: Vec<&str> = std::iter::once(call.path_and_query()).chain(prefixed.as_deref()).collect();
        let digests = Digests::of(&parts.method, &body, &paths);
        let app = identify(call, &parts.headers, &digests)?;
        let principal = Principal { user: None, app: Some(app.id) };
        Ok(Self { applicant: Applicant::proved(call, principal)?, app_key: Arc::clone(&app.key) })
    }

    fn admit(self, operation: &'static Operation) -> Result<Caller, Error> {
        let guard = self.applicant.admit(operation)?;
        Ok(Caller { guard, app_key: self.app_key, family: Family::Appspace })
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
        let verified = by.verify(headers, &app.secret, digests, now, skew);
        if let Err(SignatureError::Signature { .. }) = verified {
            let apps = world.apps().filter(|app| app.api == Api::Kdocs);
            by.explain(call, headers, &app.secret, apps.map(|app| &*app.secret));
        }
        verified.map(|()| app)
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
