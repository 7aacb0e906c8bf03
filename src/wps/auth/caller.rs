//! The callers of operations, with credentials that allow them.

use std::ops::Deref;

use axum::{extract::FromRequestParts, http::request::Parts};

use super::{credential, kso1, plan, wps4};
use crate::{
    http::{self, Applicant, Call, Operation},
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
        let Ok(dialect) = Dialect::from_request_parts(parts, state).await;
        let token = credential::token(&call, &parts.headers, dialect).map(str::to_owned);
        let signer = match dialect {
            Dialect::OldPrivate => Some(wps4::signer(&call, parts).await?),
            Dialect::NewPrivate | Dialect::Public => {
                let known = token.as_deref().and_then(|token| call.world().token(Api::Wps, token));
                kso1::check(&call, parts, dialect, known.map(|token| token.bearer)).await?;
                None
            }
        };
        let applicant = Applicant::unscoped(&call, Api::Wps, operation, token.as_deref())?;
        let applicant = entitled(applicant, operation, dialect)?;
        if let Some(app) = signer
            && applicant.principal.user.is_none()
            && applicant.principal.app != Some(app.id)
        {
            call.note(format!("the token belongs to another application than the signature's {}", app.key));
        }
        Ok(Self { guard: applicant.admit(operation)?, dialect })
    }
}

/// Keeps an applicant whose plan has the operation, whose token is of the right kind and has one of the scopes; in
/// lenient mode all of them, which the journal notes.
fn entitled(
    applicant: Applicant,
    operation: &'static Operation,
    dialect: Dialect,
) -> Result<Applicant, Error> {
    let principal = applicant.principal;
    let app = principal.app.and_then(|app| applicant.world().app(app));
    let lacking = app.and_then(|app| plan::lacking(app, operation)).map(Error::Privileges);
    let needed = scopes::needed(operation, dialect, &principal);
    let kind = || Error::TokenKind { of_person: principal.user.is_none() };
    let refused = lacking.or_else(|| needed.is_none().then(kind));
    if let Some(error) = refused {
        if applicant.settings().auth == Auth::Strict {
            return Err(error);
        }
        applicant.call.note(format!("{error}: passed over"));
    }
    Ok(applicant.within(operation, needed.unwrap_or_default())?)
}

impl Caller {
    /// Returns whether the token allows changes of files, too.
    pub fn may_write(&self) -> bool {
        let needed = scopes::needed(&scopes::WRITE_FILES, self.dialect, &self.principal);
        needed.is_some_and(|needed| self.scopes.allow(needed, true))
    }
}
