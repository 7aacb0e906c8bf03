//! The callers: by a bearer token, and where the dialect asks for it by a signature that names an application.

use std::ops::Deref;

use axum::{extract::FromRequestParts, http::request::Parts};

use super::signer;
use crate::{
    http::{self, Applicant, Call, Operation, bearer_token},
    sandbox::Auth,
    world::Api,
    wps::{dialect::Dialect, error::Error, scopes},
};

/// A caller with credentials that allow the operation.
pub struct Caller {
    /// What all providers know of a caller.
    pub guard: http::Caller,
    /// The dialect of the request.
    pub dialect: Dialect,
}

impl Deref for Caller {
    type Target = http::Caller;

    fn deref(&self) -> &http::Caller {
        &self.guard
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Ok(call) = Call::from_request_parts(parts, state).await;
        let Ok(operation) = <&'static Operation>::from_request_parts(parts, state).await;
        let signer = signer::of(&call, parts).await?;
        let Ok(dialect) = Dialect::from_request_parts(parts, state).await;
        let applicant = Applicant::unscoped(&call, Api::Wps, operation, bearer_token(&parts.headers))?;
        let applicant = match scopes::needed(operation, dialect, &applicant.principal) {
            Some(needed) => applicant.within(operation, needed)?,
            None if call.settings().auth == Auth::Lenient => {
                call.note("Kind of token: passed over");
                applicant
            }
            None => return Err(Error::TokenKind { of_person: applicant.principal.user.is_none() }),
        };
        if let Some(app) = signer
            && applicant.principal.user.is_none()
            && applicant.principal.app != Some(app.id)
        {
            call.note(format!("the token belongs to another application than the signature's {}", app.key));
        }
        Ok(Self { guard: applicant.admit(operation)?, dialect })
    }
}

impl Caller {
    /// Returns whether the token allows changes of files, too.
    pub fn may_write(&self) -> bool {
        let needed = scopes::needed(&scopes::WRITE_FILES, self.dialect, &self.principal);
        needed.is_some_and(|needed| self.scopes.allow(needed, true))
    }
}
