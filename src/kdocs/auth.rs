//! KDocs' callers: a token in the query for documents of users, a signature for documents of applications.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, request::Parts},
};
use bytes::Bytes;

use super::{
    error::Error,
    ids,
    json::LIMIT,
    signature::{Authorization, Digests, Fault},
};
use crate::{
    http::{self, Applicant, Call, Operation, Refusal, body},
    sandbox::Auth,
    world::{self, Api, App, Node, Principal, World},
};

/// A caller whose credentials were checked, and the documents that are its own.
pub struct Caller {
    /// What all providers know of a caller.
    pub checked: http::Caller,
    /// The id of the application, on which open ids depend.
    pub app_key: Arc<str>,
    /// The documents.
    pub family: Family,
}

/// Whose documents a route is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    /// Those of the user.
    Personal,
    /// Those of the application.
    Appspace,
}

impl Caller {
    /// The live item of this id, if it lies in a drive of the caller's.
    pub fn node<'w>(&self, world: &'w World, id: &str) -> Result<&'w Arc<Node>, world::Error> {
        let node = match self.family {
            Family::Personal => ids::parse_open_id(world, &self.app_key, id),
            Family::Appspace => ids::parse_file_token(world, id),
        };
        let node = world.live(node.ok_or(world::Error::NotFound)?)?;
        if world.drive(node.drive)?.admits(&self.checked.principal) {
            Ok(node)
        } else {
            Err(world::Error::Unreachable(node.drive))
        }
    }
}

/// A user with a token in the query; an `Authorization` header is not looked at, as the vendor does not.
pub struct Personal(pub Caller);

impl<S: Sync> FromRequestParts<S> for Personal {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Ok(call) = Call::from_request_parts(parts, state).await;
        let Ok(operation) = <&'static Operation>::from_request_parts(parts, state).await;
        let mut query = http::pairs(parts.uri.query().unwrap_or_default());
        let token = query.find(|(name, _)| name == "access_token").map(|(_, token)| token);
        let applicant = Applicant::bearer(&call, Api::Kdocs, operation, token.as_deref())?;
        if applicant.principal.user.is_none() {
            return Err(Refusal::UnknownToken.into());
        }
        let app = applicant.principal.app.and_then(|app| call.world().app(app));
        let app_key = app.map(|app| Arc::clone(&app.key)).unwrap_or_default();
        let checked = applicant.admit(operation)?;
        Ok(Self(Caller { checked, app_key, family: Family::Personal }))
    }
}

/// An application that signed its request with WPS-2, and the body that it signed.
pub struct Signed {
    /// The application.
    pub caller: Caller,
    /// The body.
    pub body: Bytes,
}

impl<S: Sync> FromRequest<S> for Signed {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let (mut parts, body) = request.into_parts();
        let Ok(call) = Call::from_request_parts(&mut parts, state).await;
        let Ok(operation) = <&'static Operation>::from_request_parts(&mut parts, state).await;
        let body = body::read(body, LIMIT).await?;
        let prefixed = call.path_with_prefix();
        let paths: Vec<&str> = std::iter::once(call.path_and_query()).chain(prefixed.as_deref()).collect();
        let app = identify(&call, &parts.headers, &Digests::of(&parts.method, &body, &paths))?;
        let principal = Principal { user: None, app: Some(app.id) };
        let checked = Applicant::proved(&call, principal)?.admit(operation)?;
        Ok(Self { caller: Caller { checked, app_key: app.key, family: Family::Appspace }, body })
    }
}

/// The application that signed; in lenient mode the one that is named, or the first one.
fn identify(call: &Call, headers: &HeaderMap, digests: &Digests) -> Result<App, Error> {
    let (settings, world, now) = (call.settings(), call.world(), call.now());
    let skew = settings.signature_skew_seconds.map(Duration::from_secs);
    let authorization = Authorization::of(headers);
    {
        let named = authorization.as_ref().ok().and_then(|by| world.app_keyed(Api::Kdocs, by.app_id));
        let verified = authorization.clone().and_then(|by| {
            let app = named.ok_or_else(|| Fault::UnknownApp(by.app_id.into()))?;
            by.verify(headers, &app.secret, digests, now, skew).map(|()| app)
        });
        match (verified, settings.auth) {
            (Ok(app), _) => Ok(app.clone()),
            (Err(fault), Auth::Strict) => Err(fault.into()),
            (Err(fault), Auth::Lenient) => {
                let app = named.or_else(|| first_app(world)).ok_or_else(|| fault.clone())?;
                call.note(format!("{fault:?}: taken as {}", app.key));
                Ok(app.clone())
            }
        }
    }
}

fn first_app(world: &World) -> Option<&App> {
    world.apps().find(|app| app.api == Api::Kdocs)
}
