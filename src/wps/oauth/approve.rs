//! What a grant of each type needs, and what it allows.

use std::sync::Arc;

use super::{
    form::Fields,
    granted,
    issue::{Approved, Style},
};
use crate::{
    world::{App, Consent, Grant, GrantKind, Timestamp, UserId, World},
    wps::error::{Error, OauthError},
};

/// The grant type of the device flow, as its standard spells it.
const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// Decides on a request of an application.
pub type Approve = fn(&World, &App, &Fields, &Style, Timestamp) -> Result<Approved, Error>;

/// Returns what decides on requests with the `grant_type` of this form.
///
/// # Errors
/// [`OauthError::UnsupportedGrantType`], [`OauthError::InvalidRequest`].
pub fn by(fields: &Fields) -> Result<Approve, Error> {
    Ok(match fields.field("grant_type")? {
        "client_credentials" => by_secret,
        "authorization_code" => by_code,
        "refresh_token" => by_refresh_token,
        DEVICE_CODE => by_device_code,
        other => {
            return Err(refuse(OauthError::UnsupportedGrantType, format!("grant_type {other} is unknown")));
        }
    })
}

fn refuse(error: OauthError, desc: impl Into<String>) -> Error {
    Error::Oauth(error, desc.into().into())
}

/// Approves an application by itself; older private deployments want to know its scopes, others give it all.
fn by_secret(_: &World, _: &App, fields: &Fields, style: &Style, _: Timestamp) -> Result<Approved, Error> {
    let scopes = match fields.get("scope") {
        None if style.of_app == granted::Grantable::Any => return Err(fields.field("scope").unwrap_err()),
        None => style.of_app.all(),
        Some(asked) => style.of_app.parse(asked)?,
    };
    Ok(Approved { user: None, scopes, consent: "".into(), spent: None, refresh_end: None })
}

/// Approves for a code, which goes back to the address that it was sent to.
fn by_code(world: &World, app: &App, fields: &Fields, _: &Style, now: Timestamp) -> Result<Approved, Error> {
    let grant = grant_of(world, app, fields.field("code")?, "code", now)?;
    let GrantKind::Code { user, redirect_uri, redeemed, .. } = &grant.kind else {
        return Err(refuse(OauthError::InvalidGrant, "code is unknown"));
    };
    if *redeemed {
        return Err(refuse(OauthError::InvalidGrant, "code was used already"));
    }
    if fields.field("redirect_uri")? != &**redirect_uri {
        return Err(refuse(
            OauthError::InvalidGrant,
            "redirect_uri is not the one that the code was sent to",
        ));
    }
    within_consent(grant, *user, fields)
}

/// Approves for a refresh token.
fn by_refresh_token(
    world: &World,
    app: &App,
    fields: &Fields,
    _: &Style,
    now: Timestamp,
) -> Result<Approved, Error> {
    let grant = grant_of(world, app, fields.field("refresh_token")?, "refresh_token", now)?;
    let GrantKind::Refresh { user } = grant.kind else {
        return Err(refuse(OauthError::InvalidGrant, "refresh_token is unknown"));
    };
    let refresh_end = Some(grant.issued.plus(grant.life));
    Ok(Approved { refresh_end, ..within_consent(grant, user, fields)? })
}

/// Approves for a device code, once a person has agreed.
fn by_device_code(
    world: &World,
    app: &App,
    fields: &Fields,
    _: &Style,
    now: Timestamp,
) -> Result<Approved, Error> {
    let unknown = || refuse(OauthError::InvalidGrant, "device_code is unknown");
    let grant = world.grant(fields.field("device_code")?).filter(|grant| grant.app == app.id);
    let grant = grant.ok_or_else(unknown)?;
    let GrantKind::Device { consent, .. } = grant.kind else { return Err(unknown()) };
    if !grant.is_valid(now) {
        return Err(refuse(OauthError::ExpiredDevice, "device_code has expired"));
    }
    match consent {
        Consent::Pending => Err(refuse(OauthError::Pending, "nobody has agreed yet")),
        Consent::Declined => Err(refuse(OauthError::AccessDenied, "the user has declined")),
        Consent::Approved(user) => within_consent(grant, user, fields),
    }
}

/// Returns the grant of this code or token, if it was made for this application and has not expired.
fn grant_of<'w>(
    world: &'w World,
    app: &App,
    value: &str,
    what: &str,
    now: Timestamp,
) -> Result<&'w Grant, Error> {
    let grant = world.grant(value).filter(|grant| grant.app == app.id);
    let grant = grant.ok_or_else(|| refuse(OauthError::InvalidGrant, format!("{what} is unknown")))?;
    if grant.is_valid(now) {
        Ok(grant)
    } else {
        Err(refuse(OauthError::InvalidGrant, format!("{what} has expired")))
    }
}

/// Approves what a person agreed to earlier, or the part of it that is asked for now.
fn within_consent(grant: &Grant, user: UserId, fields: &Fields) -> Result<Approved, Error> {
    let all: Vec<Arc<str>> = granted::split(&grant.scope).map(Arc::from).collect();
    let scopes = match fields.get("scope") {
        Some(asked) => granted::within(asked, &all)?,
        None => all,
    };
    Ok(Approved {
        user: Some(user),
        scopes,
        consent: Arc::clone(&grant.scope),
        spent: Some(Arc::clone(&grant.value)),
        refresh_end: None,
    })
}
