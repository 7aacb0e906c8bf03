//! The authorization page: a person lets an application in, and the application gets a code.
//!
//! Who agrees is named by `login_hint`, a parameter of ours: a short name or mail address of the fixture. Without it a
//! browser is shown a page whose buttons send it, and a client that takes no pages is led back at once with a code of
//! the first person. What is wrong stays here and never goes to the redirect address.

use std::{sync::Arc, time::Duration};

use axum::{
    http::HeaderMap,
    response::{IntoResponse, Response},
};

use super::{
    client,
    form::{Fields, QueryFields, invalid},
    granted::Grantable,
    issue::{self, opaque},
};
use crate::{
    http::{Applicant, Call, Operation, consent, redirect::Redirect},
    world::{App, Consent, Grant, GrantKind, Principal, User},
    wps::{
        error::{Error, OauthError},
        scopes,
        wire::GatewayDebug,
    },
};

/// The page of the public cloud.
pub const PUBLIC: Operation = Operation { name: "oauth2.auth.show", ..scopes::ANYONE };

/// The page of older private deployments.
pub const OLD_PRIVATE: Operation = Operation { name: "oauth.v1.authorize", ..PUBLIC };

/// How long a code can be redeemed.
const LIFE: Duration = Duration::from_mins(10);
/// Keeps codes apart from other opaque strings.
const CODE: u64 = 0x7770_6364;

/// Asks who agrees, or leads back to the application with a code.
///
/// Handles `GET /oauth2/auth`.
pub fn public(
    call: Call,
    operation: &'static Operation,
    QueryFields(query): QueryFields,
    headers: HeaderMap,
) -> Response {
    show(&call, operation, &query, &headers, issue::PUBLIC.of_person)
}

/// Asks who agrees, likewise, in older private deployments.
///
/// Handles `GET /o/oauth/v1/authorize`.
pub fn old_private(
    call: Call,
    operation: &'static Operation,
    QueryFields(query): QueryFields,
    headers: HeaderMap,
) -> Response {
    show(&call, operation, &query, &headers, issue::OLD_PRIVATE.of_person)
}

fn show(
    call: &Call,
    operation: &'static Operation,
    query: &Fields,
    headers: &HeaderMap,
    grantable: Grantable,
) -> Response {
    let in_browser = consent::takes_pages(headers);
    match respond(call, operation, query, grantable, in_browser) {
        Ok(response) => response,
        Err(error) if in_browser => error_page(&error),
        Err(error) => error.into_response(),
    }
}

/// Returns the page that says what is wrong with the request.
pub fn error_page(error: &Error) -> Response {
    let reply = error.reply();
    let text = match &reply.debug {
        Some(GatewayDebug::Oauth(oauth)) => &oauth.desc,
        _ => &reply.detail,
    };
    consent::message(reply.status(), &reply.msg, &format!("{}: {text}", reply.code))
}

fn respond(
    call: &Call,
    operation: &'static Operation,
    query: &Fields,
    grantable: Grantable,
    in_browser: bool,
) -> Result<Response, Error> {
    let app = client::named(call, query)?;
    let redirect_uri = query.field("redirect_uri")?;
    let redirect = Redirect::registered(redirect_uri)
        .ok_or_else(|| invalid(format!("redirect_uri {redirect_uri} is not registered")))?;
    if query.field("response_type")? != "code" {
        return Err(Error::Oauth(OauthError::UnsupportedResponseType, "response_type must be code".into()));
    }
    let asked = grantable.parse(query.field("scope")?)?;
    if asked.is_empty() {
        return Err(invalid("scope is missing"));
    }
    if in_browser && consent::is_declined(query.pass_on()) {
        return Ok(consent::decided(Consent::Declined));
    }
    let user = consent::who(call.world(), query.get(consent::WHO), in_browser).map_err(invalid)?;
    let Some(user) = user else {
        let asking = consent::Asking { app: &app.name, scopes: asked.iter().map(AsRef::as_ref).collect() };
        return Ok(consent::ask(call.world(), &asking, query.pass_on()));
    };
    let code = keep_code(call, operation, app, user, &redirect, &asked)?;
    Ok(redirect.send(&code, query.given("state")))
}

fn keep_code(
    call: &Call,
    operation: &'static Operation,
    app: &App,
    user: &User,
    redirect: &Redirect<'_>,
    asked: &[Arc<str>],
) -> Result<Arc<str>, Error> {
    Applicant::proved(call, Principal { user: Some(user.id), app: Some(app.id) })?.admit(operation)?;
    call.sandbox().write(|world, now| {
        let value: Arc<str> = opaque("", world.next_serial(), CODE).into();
        let kind = GrantKind::code(user.id, redirect.as_str());
        let (scope, issued) = (asked.join(",").into(), now);
        let grant = Grant { value: Arc::clone(&value), app: app.id, scope, issued, life: LIFE, kind };
        world.keep_grant(grant, now);
        Ok(value)
    })
}
