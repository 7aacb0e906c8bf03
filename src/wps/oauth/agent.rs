//! A bearer token for a person who is signed in, and the tickets of applications in the vendor's market.

use axum::{http::HeaderMap, response::Response};

use super::issue;
use crate::{
    http::{Applicant, Call, Operation},
    world::Api,
    wps::{
        auth::{Caller, credential},
        dialect::{Dialect, PUBLIC},
        error::Error,
        respond, scopes,
        wire::AgentToken,
    },
};

/// A token for the cookie; clients know it, and no page does.
pub const TOKEN: Operation = Operation { name: "dev.agent.token", dialects: PUBLIC, ..scopes::READ_ANY };

/// The vendor's page of `app_ticket`.
pub const TICKET: Operation = Operation { name: "oauth2.ticket.active", ..scopes::READ_OF_APP };

/// Turns the cookie `wps_sid` into a bearer token of the same person and scopes.
///
/// Handles `POST /v7/dev/agent/token`.
pub fn token(call: Call, operation: &'static Operation, headers: HeaderMap) -> Result<Response, Error> {
    let session = credential::session(&call, &headers);
    let caller = Applicant::unscoped(&call, Api::Wps, operation, session)?.admit(operation)?;
    let (principal, style) = (caller.principal, &issue::PUBLIC);
    let access_token = call.sandbox().write(|world, now| {
        Ok::<_, Error>(issue::access_token(world, principal, caller.scopes.clone(), style, now))
    })?;
    Ok(respond::bare(&AgentToken { access_token, expires_in: style.life }))
}

/// Accepts that an application asks for its tickets again; none is sent, as no application has an event address.
///
/// Handles `POST /oauth2/ticket/active`.
pub fn ticket(_: Caller, dialect: Dialect) -> Response {
    respond::done(dialect)
}
