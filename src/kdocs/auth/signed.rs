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
    http::{self, Applicant, Call, Operation, Refusal, body::BodyError},
    kdocs::{
        error::Error,
        json::{LONGEST_FILE, LONGEST_FORM, longest_body},
    },
    sandbox::Auth,
    world::{Api, App, Principal, UserId},
};

/// From this size on, hashing a body takes long enough to hold up other requests.
const LARGE: usize = 4 << 20;

/// An application that signed its request with WPS-2.
pub struct Appspace(pub Caller);

impl<S: Sync> FromRequestParts<S> for Appspace {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Ok(operation) = <&'static Operation>::from_request_parts(parts, state).await;
        Signature::read(parts, state).await?.admit(operation).map(Self)
    }
}

/// An application that signed its request with WPS-2, on behalf of a user whose token stands in the query.
pub struct WithUser {
    /// The application.
    pub caller: Caller,
    /// The user.
    pub user: UserId,
}

impl<S: Sync> FromRequestParts<S> for WithUser {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Ok(operation) = <&'static Operation>::from_request_parts(parts, state).await;
        let signature = Signature::read(parts, state).await?;
        let mut query = http::pairs(parts.uri.query().unwrap_or_default());
        let token = query.find(|(name, _)| name == "access_token").map(|(_, token)| token);
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
    async fn read<S: Sync>(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Ok(call) = Call::from_request_parts(parts, state).await;
        let body =
            http::read_once(parts, longest_body(&parts.headers)).await.map_err(|error| match error {
                BodyError::TooLarge(LONGEST_FORM) => Error::FileTooLarge(LONGEST_FILE),
                error => error.into(),
            })?;
        let prefixed = call.path_with_prefix();
        // A client that takes the sandbox for a part of the path signs it.
        let paths: Vec<String> = std::iter::once(call.path_and_query().to_owned()).chain(prefixed).collect();
        let (method, size) = (parts.method.clone(), body.len());
        let digest = move || {
            let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
            Digests::of(&method, &body, &paths)
        };
        let digests = if size < LARGE { digest() } else { http::blocking(digest).await };
        let app = identify(&call, &parts.headers, &digests)?;
        let principal = Principal { user: None, app: Some(app.id) };
        Ok(Self { applicant: Applicant::proved(&call, principal)?, app_key: Arc::clone(&app.key) })
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
