//! Users, who prove by a token in the query who they are.

use std::sync::Arc;

use axum::http::request::Parts;

use super::caller::{Caller, Family};
use crate::{
    http::{self, Applicant, Call, FromParts, Operation, Refusal},
    kdocs::error::Error,
    world::Api,
};

/// A user with a token; an `Authorization` header is not looked at, as the vendor does not.
pub struct Personal(pub Caller);

impl FromParts for Personal {
    type Refusal = Error;

    fn from_parts(parts: &Parts) -> Result<Self, Error> {
        let call = Call::of(&parts.extensions);
        let Ok(operation) = <&'static Operation>::from_parts(parts);
        let token = http::query_value(
            Call::of(&parts.extensions),
            parts.uri.query().unwrap_or_default(),
            "access_token",
        );
        let applicant = Applicant::bearer(call, Api::Kdocs, operation, token.as_deref())?;
        if applicant.principal.user.is_none() {
            return Err(Refusal::UnknownToken.into());
        }
        let app = applicant.principal.app.and_then(|app| call.world().app(app));
        let app_key = app.map(|app| Arc::clone(&app.key)).unwrap_or_default();
        let guard = applicant.admit(operation)?;
        Ok(Self(Caller { guard, app_key, family: Family::Personal }))
    }
}
