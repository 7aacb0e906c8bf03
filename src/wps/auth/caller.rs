//! The callers of operations, with credentials that allow them.

use std::ops::Deref;

use axum::http::request::Parts;

use super::{credential, kso1, plan, wps4};
use crate::{
    http::{self, Applicant, Call, Covers, FromParts, Operation},
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

impl FromParts for Caller {
    type Refusal = Error;

    const COVERS: Option<Covers> = Some(|parts| match Dialect::of(parts) {
        Dialect::OldPrivate => wps4::covers(parts),
        dialect => kso1::covers(parts, dialect),
    });

    fn from_parts(parts: &Parts) -> Result<Self, Error> {
        let call = Call::of(&parts.extensions);
        let Ok(operation) = <&'static Operation>::from_parts(parts);
        let dialect = Dialect::of(parts);
        let token = credential::token(call, &parts.headers, dialect).map(str::to_owned);
        let signer = match dialect {
            Dialect::OldPrivate => Some(wps4::signer(call, parts)?),
            Dialect::NewPrivate | Dialect::Public => {
                let known = token.as_deref().and_then(|token| call.world().token(Api::Wps, token));
                kso1::check(call, parts, dialect, known.map(|token| token.bearer))?;
                None
            }
        };
        let applicant = Applicant::unscoped(call, Api::Wps, operation, token.as_deref())?;
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
