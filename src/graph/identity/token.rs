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
use sha2::{Digest, Sha256};

use super::{
    claims::Facts, client::Client, error::Refused, form::Form, no_store, opaque, scope::Asked, tenant::Tenant,
};
use crate::{
    graph::{error::Error, ids, json::Path},
    http::{self, Base, Call, Operation},
    world::{Answer, Api, Challenge, Grant, Principal, Stage, Timestamp, Token, User, UserId, World},
};

/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow>
pub const TOKEN: Operation = Operation { name: "oauth2.token", writes: false, scopes: &[], daily: None };

/// How long a token lives, in seconds; the service answers one less than an hour.
const LIFE: u64 = 3599;
/// How long a refresh token lives.
const REFRESH_LIFE: Duration = Duration::from_hours(90 * 24);
/// Keeps refresh tokens apart from other opaque strings.
const SALT: u64 = 0x7265_6672;

const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";

#[derive(Serialize)]
struct Issued {
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

/// Which account an answer is about, for the caches of Microsoft's libraries.
#[derive(Serialize)]
struct ClientInfo<'a> {
    uid: String,
    utid: &'a str,
}

/// What a request is granted, before anything is signed.
struct Approved {
    user: Option<UserId>,
    asked: Asked,
    /// What the person agreed to, now or earlier.
    consent: Asked,
    nonce: Option<Arc<str>>,
    /// The code or token that was handed in.
    spent: Option<Arc<str>>,
}

/// Hands out tokens for an application's secret, a code, a refresh token, a device code or a password.
pub async fn token(
    call: Call,
    base: Base,
    Path(tenant): Path<String>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let issued = issue(&call, &base.0, &tenant, &headers, &form);
    Ok(match issued {
        Ok(issued) => no_store(http::json(StatusCode::OK, &issued)),
        Err(refused) => refused.answer(&call),
    })
}

fn issue(call: &Call, base: &str, tenant: &str, headers: &HeaderMap, form: &Form) -> Result<Issued, Refused> {
    // Checked on what is now, signed without a lock, then handed out in one change.
    let (world, now) = (call.sandbox().snapshot(), call.sandbox().clock.now());
    let tenant = Tenant::parse(&world, tenant)?;
    let approve = match form.field("grant_type")? {
        "client_credentials" => by_secret,
        "authorization_code" => by_code,
        "refresh_token" => by_refresh_token,
        DEVICE_CODE => by_device_code,
        "password" if matches!(tenant, Tenant::Common | Tenant::Consumers) => {
            return Err(Refused::TenantTooWide);
        }
        "password" => by_password,
        other => return Err(Refused::GrantType(other.into())),
    };
    let client = Client::find(call, &world, headers, form)?;
    let approved = approve(&world, &client, form, now)?;

    let user = approved.user.and_then(|user| world.user(user));
    let tenant = tenant.id(&world, approved.user);
    let serial = call.sandbox().next_request();
    let facts = Facts { app: &client.app, user, tenant, base, now, life: LIFE, serial };
    let scopes = approved.asked.granted(&approved.consent);
    let access_token: Arc<str> = facts.access_token(&scopes).into();
    let asked = &approved.asked;
    let id_token = user
        .filter(|_| asked.has("openid"))
        .map(|_| facts.id_token(approved.nonce.as_deref(), asked.has("email")));
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
            return Err(Refused::RedeemedCode);
        }
        world.issue(token);
        Ok(keep_refresh_token(world, &client, &approved, now))
    })?;
    Ok(Issued {
        token_type: "Bearer",
        scope: user.map(|_| asked.told()),
        expires_in: LIFE,
        ext_expires_in: LIFE,
        access_token,
        refresh_token,
        id_token,
        client_info: client_info.map(|user| client_info_of(user, tenant)),
    })
}

/// Makes a refresh token where the person agreed to one; earlier ones stay good, as the service has it.
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
        stage: Stage::Refresh { user },
    };
    world.keep_grant(grant, now);
    Some(value)
}

fn client_info_of(user: &User, tenant: &str) -> String {
    let info = serde_json::to_vec(&ClientInfo { uid: ids::user(user.id), utid: tenant });
    BASE64URL_NOPAD.encode(&info.unwrap_or_default())
}

/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow>
fn by_secret(_: &World, client: &Client, form: &Form, _: Timestamp) -> Result<Approved, Refused> {
    client.prove()?;
    let scope = form.field("scope")?;
    let refuse = || Refused::ScopeOfApp(scope.into());
    let asked = Asked::parse(scope).map_err(|_| refuse())?;
    if !asked.is_all() {
        return Err(refuse());
    }
    Ok(Approved { user: None, consent: asked.clone(), asked, nonce: None, spent: None })
}

/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow>
fn by_code(world: &World, client: &Client, form: &Form, now: Timestamp) -> Result<Approved, Refused> {
    let grant = handed_in(world, client, form.field("code")?)?;
    let Stage::Code { user, redirect_uri, challenge, nonce, redeemed } = &grant.stage else {
        return Err(Refused::UnknownGrant);
    };
    if *redeemed {
        return Err(Refused::RedeemedCode);
    }
    if !grant.is_valid(now) {
        return Err(Refused::ExpiredGrant);
    }
    if form.field("redirect_uri")? != &**redirect_uri {
        return Err(Refused::RedirectMismatch);
    }
    match (challenge, form.get("code_verifier")) {
        (None, None) => client.prove()?,
        (Some(challenge), Some(verifier)) if answers(challenge, verifier) => {}
        _ => return Err(Refused::Verifier),
    }
    let approved = again(grant, *user, form)?;
    Ok(Approved { nonce: nonce.clone(), spent: Some(Arc::clone(&grant.value)), ..approved })
}

/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow#refresh-the-access-token>
fn by_refresh_token(
    world: &World,
    client: &Client,
    form: &Form,
    now: Timestamp,
) -> Result<Approved, Refused> {
    let grant = handed_in(world, client, form.field("refresh_token")?)?;
    let Stage::Refresh { user } = grant.stage else { return Err(Refused::UnknownGrant) };
    if !grant.is_valid(now) {
        return Err(Refused::ExpiredGrant);
    }
    again(grant, user, form)
}

/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-device-code>
fn by_device_code(world: &World, client: &Client, form: &Form, now: Timestamp) -> Result<Approved, Refused> {
    let code = form.get("device_code").map_or_else(|| form.field("code"), Ok);
    let code = code.map_err(|_| Refused::Missing("device_code"))?;
    let grant = handed_in(world, client, code).map_err(|_| Refused::UnknownDevice)?;
    let Stage::Device { answer, .. } = grant.stage else { return Err(Refused::UnknownDevice) };
    if !grant.is_valid(now) {
        return Err(Refused::ExpiredDevice);
    }
    match answer {
        Answer::Pending => Err(Refused::Pending),
        Answer::Declined => Err(Refused::DeviceDeclined),
        Answer::Approved(user) => {
            let asked = Asked::parse(&grant.scope)?;
            let spent = Some(Arc::clone(&grant.value));
            Ok(Approved { user: Some(user), consent: asked.clone(), asked, nonce: None, spent })
        }
    }
}

/// Takes any password: the people of a fixture have none.
///
/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth-ropc>
fn by_password(world: &World, _: &Client, form: &Form, _: Timestamp) -> Result<Approved, Refused> {
    let (name, _) = (form.field("username")?, form.field("password")?);
    let user = world.user_named(name).ok_or_else(|| Refused::UnknownUser(name.into()))?;
    let asked = Asked::parse(form.field("scope")?)?;
    Ok(Approved { user: Some(user.id), consent: asked.clone(), asked, nonce: None, spent: None })
}

/// The grant of this string, if it was made for this application.
fn handed_in<'w>(world: &'w World, client: &Client, value: &str) -> Result<&'w Grant, Refused> {
    world.grant(value).filter(|grant| grant.app == client.app.id).ok_or(Refused::UnknownGrant)
}

/// Approves what a person agreed to earlier, or the part of it that is asked for now.
fn again(grant: &Grant, user: UserId, form: &Form) -> Result<Approved, Refused> {
    let consent = Asked::parse(&grant.scope)?;
    let asked = form.get("scope").map_or_else(|| Ok(consent.clone()), Asked::parse)?;
    if !asked.is_within(&consent) {
        return Err(Refused::NotConsented);
    }
    Ok(Approved { user: Some(user), asked, consent, nonce: None, spent: None })
}

/// Whether a proof key is the one that was announced: <https://www.rfc-editor.org/rfc/rfc7636#section-4.6>
fn answers(challenge: &Challenge, verifier: &str) -> bool {
    match challenge {
        Challenge::Plain(expected) => **expected == *verifier,
        Challenge::S256(expected) => {
            **expected == *BASE64URL_NOPAD.encode(&Sha256::digest(verifier.as_bytes()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Challenge, answers};

    #[test]
    fn the_proof_key_of_the_standard_is_verified() {
        // https://www.rfc-editor.org/rfc/rfc7636#appendix-B
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let challenge = Challenge::S256("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".into());
        assert!(answers(&challenge, verifier) && !answers(&challenge, "other"));
        assert!(answers(&Challenge::Plain(verifier.into()), verifier));
    }
}
