//! The authorization endpoint: a person picks who they are, and the application gets a code.
//!
//! `prompt=none` with `login_hint` naming one of the fixture's people agrees at once: the buttons of the page send that,
//! and a test without a browser can send it itself. See
//! <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow#request-an-authorization-code>.

use std::{sync::Arc, time::Duration};

use axum::{
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{
    client::Client, error::IdentityError, form::FormPairs, redirect::RedirectTarget, respond::opaque,
    scope::RequestedScopes, tenant::Tenant,
};
use crate::{
    graph::{json::Path, scopes},
    http::{Call, Operation, consent, page},
    world::{App, Grant, GrantKind, PkceChallenge, UserId, World},
};

/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow>
pub const AUTHORIZE: Operation = Operation { name: "oauth2.authorize", ..scopes::ANYONE };

/// How long a code can be handed in.
const LIFE: Duration = Duration::from_mins(10);
/// Keeps codes apart from other opaque strings.
const SALT: u64 = 0x636f_6465;
/// The parameters that the buttons of the page send anew.
const SENT_ANEW: [&str; 3] = ["prompt", "login_hint", "error"];

/// What becomes of a request that is in order.
enum Decision {
    /// The person is asked.
    Ask,
    /// The person has agreed.
    Agree(UserId),
}

/// Shows the page on which a person agrees, or sends a code or a refusal to the application.
///
/// As long as the address of the application is not known to be good, a refusal is shown to the person.
///
/// Handles `GET /{tenant}/oauth2/v2.0/authorize`.
pub fn authorize(call: Call, Path(tenant): Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    let query = FormPairs::of_query(&call, &uri);
    let world = Arc::clone(call.world());
    let found = Tenant::parse(&world, &tenant)
        .and_then(|_| Client::find(&call, &world, &HeaderMap::new(), &query))
        .and_then(|client| Ok((client.app, RedirectTarget::read(&query)?)));
    let (app, target) = match found {
        Ok(found) => found,
        Err(refused) => return refused.page(&call, &headers),
    };
    match decide(&world, &query) {
        Ok(Decision::Agree(user)) => match keep_code(&call, &app, &target, user, &query) {
            Ok(code) => target.send(&[("code", &code)]),
            Err(refused) => refuse(&query, &target, &refused),
        },
        Ok(Decision::Ask) => {
            let mut hidden: Vec<_> = query.pass_on().filter(|(name, _)| !SENT_ANEW.contains(name)).collect();
            hidden.push(("prompt", "none"));
            let form = consent::SignInForm {
                method: "GET",
                hidden: &hidden,
                fields: "",
                name: "login_hint",
                no: Some(("error", "access_denied")),
            };
            let asking = consent::Asking::new(&app, query.get("scope").unwrap_or_default());
            let page = consent::people(&world, &format!("Sign in to {}", app.name), Some(&asking), &form);
            page::lead_to(page, target.redirect_uri)
        }
        Err(refused) => refuse(&query, &target, &refused),
    }
}

/// Sends a refusal to the application, before all of the query was read.
fn refuse(query: &FormPairs, target: &RedirectTarget<'_>, refused: &IdentityError) -> Response {
    query.let_be();
    target.refuse(refused)
}

/// Decides on a request whose application and address are known.
fn decide(world: &World, query: &FormPairs) -> Result<Decision, IdentityError> {
    if query.field("response_type")? != "code" {
        return Err(IdentityError::ResponseType);
    }
    RequestedScopes::parse(query.field("scope")?)?;
    challenge(query)?;
    if query.get("error").is_some() {
        return Err(IdentityError::Declined);
    }
    if query.get("prompt") != Some("none") {
        return Ok(Decision::Ask);
    }
    let user = query.get("login_hint").and_then(|name| world.user_named(name));
    user.map(|user| Decision::Agree(user.id)).ok_or(IdentityError::LoginRequired)
}

/// Reads the challenge of a proof key: <https://www.rfc-editor.org/rfc/rfc7636#section-4.3>.
fn challenge(query: &FormPairs) -> Result<Option<PkceChallenge>, IdentityError> {
    let Some(challenge) = query.get("code_challenge") else { return Ok(None) };
    if !(43..=128).contains(&challenge.len()) {
        return Err(IdentityError::Parameter("code_challenge"));
    }
    match query.get("code_challenge_method") {
        None | Some("plain") => Ok(Some(PkceChallenge::Plain(challenge.into()))),
        Some("S256") => Ok(Some(PkceChallenge::S256(challenge.into()))),
        Some(_) => Err(IdentityError::Parameter("code_challenge_method")),
    }
}

/// Keeps a grant of the person's; returns its code.
fn keep_code(
    call: &Call,
    app: &App,
    target: &RedirectTarget<'_>,
    user: UserId,
    query: &FormPairs,
) -> Result<Arc<str>, IdentityError> {
    let challenge = challenge(query)?;
    let scope = query.field("scope")?.into();
    call.sandbox().write(|world, now| {
        let value: Arc<str> = opaque("1.B", world.next_serial(), SALT).into();
        let kind = GrantKind::Code {
            user,
            redirect_uri: target.redirect_uri.into(),
            challenge,
            nonce: query.get("nonce").map(Into::into),
            redeemed: false,
        };
        let grant = Grant { value: Arc::clone(&value), app: app.id, scope, issued: now, life: LIFE, kind };
        world.keep_grant(grant, now);
        Ok(value)
    })
}
