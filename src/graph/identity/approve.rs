//! What a grant of each type needs, and what it allows.

use std::sync::Arc;

use data_encoding::BASE64URL_NOPAD;
use ring::digest::{SHA256, digest};

use super::{client::Client, error::IdentityError, form::FormPairs, scope::RequestedScopes, tenant::Tenant};
use crate::world::{Consent, Grant, GrantKind, PkceChallenge, Timestamp, UserId, World};

/// The grant type of the device flow: as its standard spells it, and as JavaScript's MSAL does.
const DEVICE_CODE: [&str; 2] = ["urn:ietf:params:oauth:grant-type:device_code", "device_code"];

/// What a request is granted, before anything is signed.
pub struct Approved {
    pub user: Option<UserId>,
    pub requested: RequestedScopes,
    /// What the person agreed to, now or earlier.
    pub consent: RequestedScopes,
    pub nonce: Option<Arc<str>>,
    /// The code or token that was handed in.
    pub spent: Option<Arc<str>>,
}

/// Decides on a request of an application.
pub type Approve = fn(&World, &Client, &FormPairs, Timestamp) -> Result<Approved, IdentityError>;

/// Returns what decides on requests with this `grant_type`.
pub fn by(grant_type: &str, tenant: Tenant) -> Result<Approve, IdentityError> {
    Ok(match grant_type {
        "client_credentials" => by_secret,
        "authorization_code" => by_code,
        "refresh_token" => by_refresh_token,
        named if DEVICE_CODE.contains(&named) => by_device_code,
        "password" if matches!(tenant, Tenant::Common | Tenant::Consumers) => {
            return Err(IdentityError::TenantTooWide);
        }
        "password" => by_password,
        other => return Err(IdentityError::GrantType(other.into())),
    })
}

/// Approves an application by itself, for its secret.
///
/// See <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow>.
fn by_secret(_: &World, client: &Client, form: &FormPairs, _: Timestamp) -> Result<Approved, IdentityError> {
    client.prove()?;
    let scope = form.field("scope")?;
    let refuse = || IdentityError::ScopeOfApp(scope.into());
    let requested = RequestedScopes::parse(scope).map_err(|_| refuse())?;
    if !requested.is_all() {
        return Err(refuse());
    }
    Ok(Approved { user: None, consent: requested.clone(), requested, nonce: None, spent: None })
}

/// Approves for a code, with the secret or the proof key.
///
/// See <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow>.
fn by_code(
    world: &World,
    client: &Client,
    form: &FormPairs,
    now: Timestamp,
) -> Result<Approved, IdentityError> {
    let grant = grant_of(world, client, form.field("code")?)?;
    let GrantKind::Code { user, redirect_uri, challenge, nonce, redeemed } = &grant.kind else {
        return Err(IdentityError::UnknownGrant);
    };
    if *redeemed {
        return Err(IdentityError::RedeemedCode);
    }
    if !grant.is_valid(now) {
        return Err(IdentityError::ExpiredGrant);
    }
    if form.field("redirect_uri")? != &**redirect_uri {
        return Err(IdentityError::RedirectMismatch);
    }
    match (challenge, form.get("code_verifier")) {
        (None, None) => client.prove()?,
        (Some(challenge), Some(verifier)) if verifies(challenge, verifier) => {}
        _ => return Err(IdentityError::Verifier),
    }
    let approved = within_consent(grant, *user, form)?;
    Ok(Approved { nonce: nonce.clone(), spent: Some(Arc::clone(&grant.value)), ..approved })
}

/// Approves for a refresh token.
///
/// See <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow#refresh-the-access-token>.
fn by_refresh_token(
    world: &World,
    client: &Client,
    form: &FormPairs,
    now: Timestamp,
) -> Result<Approved, IdentityError> {
    let grant = grant_of(world, client, form.field("refresh_token")?)?;
    let GrantKind::Refresh { user } = grant.kind else { return Err(IdentityError::UnknownGrant) };
    if !grant.is_valid(now) {
        return Err(IdentityError::ExpiredGrant);
    }
    within_consent(grant, user, form)
}

/// Approves for a device code, once a person has agreed.
///
/// See <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-device-code>.
fn by_device_code(
    world: &World,
    client: &Client,
    form: &FormPairs,
    now: Timestamp,
) -> Result<Approved, IdentityError> {
    let grant =
        grant_of(world, client, form.field("device_code")?).map_err(|_| IdentityError::UnknownDevice)?;
    let GrantKind::Device { consent, .. } = grant.kind else { return Err(IdentityError::UnknownDevice) };
    if !grant.is_valid(now) {
        return Err(IdentityError::ExpiredDevice);
    }
    match consent {
        Consent::Pending => Err(IdentityError::Pending),
        Consent::Declined => Err(IdentityError::DeviceDeclined),
        Consent::Approved(user) => {
            let requested = RequestedScopes::parse(&grant.scope)?;
            let spent = Some(Arc::clone(&grant.value));
            Ok(Approved { user: Some(user), consent: requested.clone(), requested, nonce: None, spent })
        }
    }
}

/// Approves for any password: the people of a fixture have none.
///
/// See <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth-ropc>.
fn by_password(world: &World, _: &Client, form: &FormPairs, _: Timestamp) -> Result<Approved, IdentityError> {
    let (name, _) = (form.field("username")?, form.field("password")?);
    let user = world.user_named(name).ok_or_else(|| IdentityError::UnknownUser(name.into()))?;
    let requested = RequestedScopes::parse(form.field("scope")?)?;
    Ok(Approved { user: Some(user.id), consent: requested.clone(), requested, nonce: None, spent: None })
}

/// Returns the grant of this code or token, if it was made for this application.
fn grant_of<'w>(world: &'w World, client: &Client, value: &str) -> Result<&'w Grant, IdentityError> {
    world.grant(value).filter(|grant| grant.app == client.app.id).ok_or(IdentityError::UnknownGrant)
}

/// Approves what a person agreed to earlier, or the part of it that is requested now.
fn within_consent(grant: &Grant, user: UserId, form: &FormPairs) -> Result<Approved, IdentityError> {
    let consent = RequestedScopes::parse(&grant.scope)?;
    let requested = form.get("scope").map_or_else(|| Ok(consent.clone()), RequestedScopes::parse)?;
    if !requested.is_within(&consent) {
        return Err(IdentityError::NotConsented);
    }
    Ok(Approved { user: Some(user), requested, consent, nonce: None, spent: None })
}

/// Returns whether a proof key matches its challenge: <https://www.rfc-editor.org/rfc/rfc7636#section-4.6>.
fn verifies(challenge: &PkceChallenge, verifier: &str) -> bool {
    match challenge {
        PkceChallenge::Plain(expected) => **expected == *verifier,
        PkceChallenge::S256(expected) => {
            **expected == *BASE64URL_NOPAD.encode(digest(&SHA256, verifier.as_bytes()).as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PkceChallenge, verifies};

    #[test]
    fn the_proof_key_of_the_standard_is_verified() {
        // https://www.rfc-editor.org/rfc/rfc7636#appendix-B
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let challenge = PkceChallenge::S256("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".into());
        assert!(verifies(&challenge, verifier) && !verifies(&challenge, "other"));
        assert!(verifies(&PkceChallenge::Plain(verifier.into()), verifier));
    }
}
