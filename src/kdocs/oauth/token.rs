//! The token endpoints: a code or a refresh token becomes an access token.

use std::{sync::Arc, time::Duration};

use axum::response::Response;
use serde::Deserialize;

use super::{client, scope};
use crate::{
    http::{Applicant, Call, Operation},
    kdocs::{error::Error, ids, json::Json, query::Query, respond, scopes, wire::IssuedTokens},
    world::{Api, App, Grant, GrantKind, Principal, Timestamp, Token, UserId, World},
};

/// <https://developer.kdocs.cn/common/authorization/web.html>
pub const GET: Operation = Operation { name: "oauth2.access_token.get", ..scopes::ANYONE };

/// No page is known; clients agree on it.
pub const REFRESH: Operation = Operation { name: "oauth2.access_token.refresh", ..scopes::ANYONE };

/// How long an access token lives, in seconds.
const LIFE: u64 = 86_400;
/// How long a refresh token lives.
const REFRESH_LIFE: Duration = Duration::from_hours(90 * 24);

/// The body of a refresh.
#[derive(Deserialize)]
pub struct RefreshBody {
    app_key: String,
    refresh_token: String,
}

/// Redeems a code, which is good once.
///
/// Handles `GET /api/v1/oauth2/access_token`.
pub fn get(call: Call, operation: &'static Operation, query: Query) -> Result<Response, Error> {
    let (code, id, key) = (query.required("code")?, query.required("app_id")?, query.required("app_key")?);
    let app = client::proved(&call, id, key)?;
    let grant = of_app(call.world(), app, code).ok_or(Error::AuthCode)?;
    let GrantKind::Code { user, .. } = grant.kind else { return Err(Error::AuthCode) };
    admit(&call, operation, app, user)?;
    let issued = call.sandbox().write(|world, now| {
        if !world.redeem(code, now) {
            return Err(Error::AuthCode);
        }
        let refresh_token: Arc<str> = ids::refresh_token(world.next_serial()).into();
        let kind = GrantKind::Refresh { user };
        let value = Arc::clone(&refresh_token);
        world.keep_grant(Grant { value, issued: now, life: REFRESH_LIFE, kind, ..grant.clone() }, now);
        Ok(issue(world, app, user, &grant.scope, refresh_token, now))
    })?;
    Ok(respond::success(&issued))
}

/// Returns a new access token of the same scopes; the refresh token stays the same and good until its end, and so do
/// earlier access tokens.
///
/// Handles `POST /api/v1/oauth2/refresh_token`.
pub fn refresh(
    call: Call,
    operation: &'static Operation,
    query: Query,
    Json(body): Json<RefreshBody>,
) -> Result<Response, Error> {
    let app = client::proved(&call, query.required("app_id")?, &body.app_key)?;
    let grant = of_app(call.world(), app, &body.refresh_token).ok_or(Error::RefreshToken)?;
    let GrantKind::Refresh { user } = grant.kind else { return Err(Error::RefreshToken) };
    admit(&call, operation, app, user)?;
    let issued = call.sandbox().write(|world, now| {
        if !world.redeem(&grant.value, now) {
            return Err(Error::RefreshToken);
        }
        Ok(issue(world, app, user, &grant.scope, Arc::clone(&grant.value), now))
    })?;
    Ok(respond::success(&issued))
}

/// Returns the grant of this string, if it was made for this application.
fn of_app<'w>(world: &'w World, app: &App, value: &str) -> Option<&'w Grant> {
    world.grant(value).filter(|grant| grant.app == app.id)
}

fn admit(call: &Call, operation: &'static Operation, app: &App, user: UserId) -> Result<(), Error> {
    Applicant::proved(call, Principal { user: Some(user), app: Some(app.id) })?.admit(operation)?;
    Ok(())
}

fn issue(
    world: &mut World,
    app: &App,
    user: UserId,
    asked: &str,
    refresh_token: Arc<str>,
    now: Timestamp,
) -> IssuedTokens {
    let access_token: Arc<str> = ids::access_token(world.next_serial()).into();
    world.issue(Token {
        value: Arc::clone(&access_token),
        bearer: Principal { user: Some(user), app: Some(app.id) },
        scopes: scope::granted(asked),
        api: Some(Api::Kdocs),
        issued: now,
        life: Some(Duration::from_secs(LIFE)),
        sliding: false,
    });
    IssuedTokens { access_token, refresh_token, expires_in: LIFE, app_id: Arc::clone(&app.key) }
}
