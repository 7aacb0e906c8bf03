//! Who may use a storage address.

use std::time::Duration;

use axum::{
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};

use super::address::{Opens, StorageAddress, owner};
use crate::{
    http::{Applicant, Call, FromParts, Id, Operation},
    sandbox::Auth,
    world::Api,
    wps::{
        auth::{Caller, credential},
        dialect::Dialect,
        error::Error,
        respond,
        wire::NotLoggedIn,
    },
};

/// The use of an address by somebody to whom it opens.
pub struct Admitted {
    /// What it opens.
    pub opens: Opens,
    /// Who uses it.
    pub caller: Caller,
}

/// Why the use of an address is refused.
pub enum Refused {
    /// The caller is not who the address was handed out to.
    NotLoggedIn,
    /// There is no such address, or it is not good any more.
    Error(Error),
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            // The gateway of the storage has no envelope.
            Self::NotLoggedIn => {
                respond::bare_as(StatusCode::FORBIDDEN, &NotLoggedIn { result: "userNotLogin" })
            }
            Self::Error(error) => error.into_response(),
        }
    }
}

impl FromParts for Admitted {
    type Refusal = Refused;

    fn from_parts(parts: &Parts) -> Result<Self, Refused> {
        let call = Call::of(&parts.extensions);
        let Ok(operation) = <&'static Operation>::from_parts(parts);
        let Ok(dialect) = Dialect::from_parts(parts);
        let Ok(Id(sealed)) = Id::from_parts(parts);
        let Some(address) = StorageAddress::read(&sealed) else {
            return Err(Refused::Error(Error::NoResource { kind: "storage address", id: sealed }));
        };
        let applicant =
            Applicant::unscoped(call, Api::Wps, operation, credential::token(call, &parts.headers, dialect));
        let applicant = applicant.map_err(|_| Refused::NotLoggedIn)?;
        if owner(applicant.actor) != address.owner {
            if call.settings().auth == Auth::Strict {
                return Err(Refused::NotLoggedIn);
            }
            call.note("Storage address of somebody else: passed over");
        }
        let life = call.settings().wps_address_seconds.map(Duration::from_secs);
        if life.is_some_and(|life| call.now() >= address.issued.plus(life)) {
            return Err(Refused::Error(Error::Forbidden("The storage address has expired.".into())));
        }
        let guard = applicant.admit(operation).map_err(|refusal| Refused::Error(refusal.into()))?;
        Ok(Self { opens: address.opens, caller: Caller { guard, dialect } })
    }
}
