//! The token endpoints of the three dialects.
//!
//! See <https://bgpt.qhzwfw.gov.cn/developer/document/app/wps365/server/auth/get-access-token/get-tenant-access-token.html>
//! and, for the public cloud, the chapter `certification-authorization/get-token` of <https://open.wps.cn/documents>.

use axum::response::Response;

use super::{
    approve, client,
    form::{Fields, TokenForm},
    issue::{self, Style},
};
use crate::{
    http::{Access, Applicant, Call, Operation},
    world::{App, Principal},
    wps::{auth::signer::Wps4Signer, dialect::Dialect, error::Error, respond, scopes, wire::IssuedToken},
};

/// A token of the public cloud.
pub const PUBLIC: Operation = Operation { name: "oauth2.token", ..scopes::ANYONE };

/// A token of a private deployment of the newer kind.
pub const NEW_PRIVATE: Operation = Operation { name: "openapi.oauth2.token", ..PUBLIC };

/// A token of a private deployment of the older kind; the application signs its request.
pub const OLD_PRIVATE: Operation =
    Operation { name: "oauth.v1.token", access: Access::Token, ..Operation::BASE };

/// Issues a token of the public cloud: the application is known by its id and secret, and there is no envelope.
///
/// Handles `POST /oauth2/token`.
pub fn public(
    call: Call,
    operation: &'static Operation,
    TokenForm(form): TokenForm,
) -> Result<Response, Error> {
    by_secret(&call, operation, &form, &issue::PUBLIC)
}

/// Issues a token of a newer private deployment, likewise.
///
/// Handles `POST /openapi/oauth2/token`.
pub fn new_private(
    call: Call,
    operation: &'static Operation,
    TokenForm(form): TokenForm,
) -> Result<Response, Error> {
    by_secret(&call, operation, &form, &issue::NEW_PRIVATE)
}

/// Issues a token of an older private deployment: the application is known by its signature.
///
/// Handles `POST /o/oauth/v1/token`.
pub fn old_private(
    Wps4Signer(app): Wps4Signer,
    call: Call,
    operation: &'static Operation,
    dialect: Dialect,
    TokenForm(form): TokenForm,
) -> Result<Response, Error> {
    let approve = approve::by(&form)?;
    let issued = issue(&call, operation, &app, approve, &form, &issue::OLD_PRIVATE)?;
    Ok(respond::success(dialect, &issued))
}

fn by_secret(
    call: &Call,
    operation: &'static Operation,
    form: &Fields,
    style: &Style,
) -> Result<Response, Error> {
    let approve = approve::by(form)?;
    let app = client::proved(call, form)?;
    let issued = issue(call, operation, app, approve, form, style)?;
    Ok(respond::bare(&issued))
}

fn issue(
    call: &Call,
    operation: &'static Operation,
    app: &App,
    approve: approve::Approve,
    form: &Fields,
    style: &Style,
) -> Result<IssuedToken, Error> {
    let approved = approve(call.world(), app, form, style, call.now())?;
    let principal = Principal { user: approved.user, app: Some(app.id) };
    Applicant::proved(call, principal)?.admit(operation)?;
    call.sandbox().write(|world, now| issue::issue(world, app, approved, style, now))
}
