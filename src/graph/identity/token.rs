//! The token endpoint.
//!
//! See <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow>.

use std::{sync::Arc, time::Duration};

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;

use super::{
    approve::{self, Approved},
    claims::Facts,
    client::Client,
    error::IdentityError,
    form::FormPairs,
    respond::{no_store, opaque},
    tenant::Tenant,
};
use crate::{
    graph::{ids, json::Path, scopes},
    http::{self, Call, LinkBase, Operation},
    world::{Api, Grant, GrantKind, Principal, Timestamp, Token, User, World},
};

/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow>
pub const TOKEN: Operation = Operation { name: "oauth2.token", ..scopes::ANYONE };

/// How long a token lives, in seconds: like the service's, one less than an hour.
const LIFE: u64 = 3599;
/// How long a refresh token lives.
const REFRESH_LIFE: Duration = Duration::from_hours(90 * 24);
/// Keeps refresh tokens apart from other opaque strings.
const SALT: u64 = 0x7265_6672;

/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow>
#[derive(Serialize)]
struct TokenResponse {
    token_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    expires_in: u64,
    ext_expires_in: u64,
    access_token: Arc<str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<Arc<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_info: Option<String>,
}

/// The account of a response, for the caches of Microsoft's libraries.
#[derive(Serialize)]
struct ClientInfo<'a> {
    uid: String,
    utid: &'a str,
}

/// Issues tokens for an application's secret, a code, a refresh token, a device code or a password.
///
/// Handles `POST /{tenant}/oauth2/v2.0/token`.
pub fn token(
    call: Call,
    base: LinkBase,
    Path(tenant): Path<String>,
    headers: HeaderMap,
    form: FormPairs,
) -> Response {
    match issue(&call, &base, &tenant, &headers, &form) {
        Ok(body) => no_store(http::json(StatusCode::OK, &body)),
        Err(refused) => refused.response(&call),
    }
}

/// Issues the tokens of a request.
fn issue(
    call: &Call,
    base: &str,
    tenant: &str,
    headers: &HeaderMap,
    form: &FormPairs,
) -> Result<TokenResponse, IdentityError> {
    // Checked on a snapshot and signed without a lock, then issued in one change.
    let (world, now) = (Arc::clone(call.world()), call.now());
    let tenant = Tenant::parse(&world, tenant)?;
    let approve = approve::by(form.field("grant_type")?, tenant)?;
    let client = Client::find(call, &world, headers, form)?;
    let approved = approve(&world, &client, form, now)?;

    let user = approved.user.and_then(|user| world.user(user));
    let tenant = tenant.id(&world, approved.user);
    let serial = call.sandbox().next_request();
    let facts = Facts { app: &client.app, user, tenant, base, now, life: LIFE, serial };
    let scopes = approved.requested.granted(&approved.consent);
    let access_token: Arc<str> = facts.access_token(&scopes).into();
    let requested = &approved.requested;
    let id_token = user
        .filter(|_| requested.has("openid"))
        .map(|_| facts.id_token(approved.nonce.as_deref(), requested.has("email")));
    let client_info = user.filter(|_| form.get("client_info").is_some());
    let token = Token {
        value: Arc::clone(&access_token),
        bearer: Principal { user: approved.user, app: Some(client.app.id) },
        scopes,
        api: Some(Api::Graph),
        issued: now,
        life: Some(Duration::from_secs(LIFE)),
        sliding: false,
    };
    let refresh_token = call.sandbox().write(|world, _| {
        if let Some(spent) = &approved.spent
            && !world.redeem(spent, now)
        {
            return Err(IdentityError::RedeemedCode);
        }
        world.issue(token);
        Ok(keep_refresh_token(world, &client, &approved, now))
    })?;
    Ok(TokenResponse {
        token_type: "Bearer",
        scope: user.map(|_| requested.scope_member()),
        expires_in: LIFE,
        ext_expires_in: LIFE,
        access_token,
        refresh_token,
        id_token,
        client_info: client_info.map(|user| client_info_of(user, tenant)),
    })
}

/// Returns a refresh token where the person agreed to one; earlier ones stay good, as with the service.
fn keep_refresh_token(
    world: &mut World,
    client: &Client,
    approved: &Approved,
    now: Timestamp,
) -> Option<Arc<str>> {
    let user = approved.user.filter(|_| approved.consent.has("offline_access"))?;
    let value: Arc<str> = opaque("1.A", world.next_serial(), SALT).into();
    let grant = Grant {
        value: Arc::clone(&value),
        app: client.app.id,
        scope: approved.consent.text().into(),
        issued: now,
        life: REFRESH_LIFE,
        kind: GrantKind::Refresh { user },
    };
    world.keep_grant(grant, now);
    Some(value)
}

/// Returns the member `client_info`.
fn client_info_of(user: &User, tenant: &str) -> String {
    let info = serde_json::to_vec(&ClientInfo { uid: ids::user(user.id), utid: tenant });
    BASE64URL_NOPAD.encode(&info.unwrap_or_default())
}
