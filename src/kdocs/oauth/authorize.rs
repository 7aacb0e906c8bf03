//! The authorization page: a user lets an application in, and the application gets a code.
//!
//! Who agrees is named by `login_hint`, a parameter of ours: a short name or mail address of the fixture. Without it a
//! browser is shown a page whose buttons send it, and a client that takes no pages is led back at once with a code of
//! the first user. Nobody is ever signed in here, so `force_login`, `logout_after_auth`, `switchAccount` and
//! `header` change nothing. What is wrong stays here and never goes to the redirect address, and neither does a refusal:
//! the vendor names no answer for it.

use std::{sync::Arc, time::Duration};

use axum::{
    http::HeaderMap,
    response::{IntoResponse, Response},
};

use super::{client, scope};
use crate::{
    http::{Applicant, Call, Operation, consent, redirect::Redirect},
    kdocs::{error::Error, ids, query::Query, scopes},
    world::{App, Consent, Grant, GrantKind, Principal, User},
};

/// <https://developer.kdocs.cn/common/authorization/web.html>
pub const SHOW: Operation = Operation { name: "h5.auth.show", ..scopes::ANYONE };

/// How long a code can be redeemed.
const LIFE: Duration = Duration::from_mins(5);

/// Asks who agrees, or leads back to the application with a code.
///
/// Handles `GET /h5/auth`.
pub fn show(call: Call, operation: &'static Operation, query: Query, headers: HeaderMap) -> Response {
    let in_browser = consent::takes_pages(&headers);
    match respond(&call, operation, &query, in_browser) {
        Ok(response) => response,
        Err(error) if in_browser => {
            let reply = error.reply();
            consent::message(reply.status, reply.message, &format!("{}: {}", reply.code, reply.hint))
        }
        Err(error) => error.into_response(),
    }
}

fn respond(
    call: &Call,
    operation: &'static Operation,
    query: &Query,
    in_browser: bool,
) -> Result<Response, Error> {
    query.without_effect(&["header", "force_login", "logout_after_auth", "switchAccount"]);
    // Apps and mini-programs spell it the first way.
    let id = query.get("appId").map_or_else(|| query.required("app_id"), Ok)?;
    let app = client::named(call, id)?;
    let redirect_uri = query.required("redirect_uri")?;
    let redirect =
        Redirect::registered(redirect_uri).ok_or_else(|| Error::RedirectUri(redirect_uri.into()))?;
    if let Some(other) = query.get("response_type").filter(|given| *given != "code") {
        return Err(Error::ResponseType(other.into()));
    }
    let asked = query.required("scope")?;
    scope::check(asked)?;
    if in_browser && consent::is_declined(query.pass_on()) {
        return Ok(consent::decided(Consent::Declined));
    }
    let user = consent::who(call.world(), query.get(consent::WHO), in_browser);
    let Some(user) = user.map_err(|text| Error::Invalid(text.into()))? else {
        return Ok(consent::ask(call.world(), &consent::Asking::new(app, asked), query.pass_on()));
    };
    let code = keep_code(call, operation, app, user, &redirect, asked)?;
    Ok(redirect.send(&code, query.given("state")))
}

fn keep_code(
    call: &Call,
    operation: &'static Operation,
    app: &App,
    user: &User,
    redirect: &Redirect<'_>,
    asked: &str,
) -> Result<Arc<str>, Error> {
    Applicant::proved(call, Principal { user: Some(user.id), app: Some(app.id) })?.admit(operation)?;
    call.sandbox().write(|world, now| {
        let value: Arc<str> = ids::code(world.next_serial()).into();
        let kind = GrantKind::code(user.id, redirect.as_str());
        let grant = Grant {
            value: Arc::clone(&value),
            app: app.id,
            scope: asked.into(),
            issued: now,
            life: LIFE,
            kind,
        };
        world.keep_grant(grant, now);
        Ok(value)
    })
}
