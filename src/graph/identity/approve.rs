//! What each grant takes, and what it is good for.

use std::sync::Arc;

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

use super::{client::Client, error::Refused, form::Form, scope::Asked, tenant::Tenant};
use crate::world::{Consent, Grant, GrantKind, PkceChallenge, Timestamp, UserId, World};

/// As its standard spells it, and as JavaScript's MSAL does.
const DEVICE_CODE: [&str; 2] = ["urn:ietf:params:oauth:grant-type:device_code", "device_code"];

/// What a request is granted, before anything is signed.
pub struct Approved {
    pub user: Option<UserId>,
    pub asked: Asked,
    /// What the person agreed to, now or earlier.
    pub consent: Asked,
    pub nonce: Option<Arc<str>>,
    /// The code or token that was handed in.
    pub spent: Option<Arc<str>>,
}

/// Decides on a request of an application.
pub type Approve = fn(&World, &Client, &Form, Timestamp) -> Result<Approved, Refused>;

/// How requests with this `grant_type` are decided.
pub fn by(grant_type: &str, tenant: Tenant) -> Result<Approve, Refused> {
    Ok(match grant_type {
        "client_credentials" => by_secret,
        "authorization_code" => by_code,
        "refresh_token" => by_refresh_token,
        named if DEVICE_CODE.contains(&named) => by_device_code,
        "password" if matches!(tenant, Tenant::Common | Tenant::Consumers) => {
            return Err(Refused::TenantTooWide);
        }
        "password" => by_password,
        other => return Err(Refused::GrantType(other.into())),
    })
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
    let GrantKind::Code { user, redirect_uri, challenge, nonce, redeemed } = &grant.kind else {
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
    let GrantKind::Refresh { user } = grant.kind else { return Err(Refused::UnknownGrant) };
    if !grant.is_valid(now) {
        return Err(Refused::ExpiredGrant);
    }
    again(grant, user, form)
}

/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-device-code>
fn by_device_code(world: &World, client: &Client, form: &Form, now: Timestamp) -> Result<Approved, Refused> {
    let grant = handed_in(world, client, form.field("device_code")?).map_err(|_| Refused::UnknownDevice)?;
    let GrantKind::Device { consent, .. } = grant.kind else { return Err(Refused::UnknownDevice) };
    if !grant.is_valid(now) {
        return Err(Refused::ExpiredDevice);
    }
    match consent {
        Consent::Pending => Err(Refused::Pending),
        Consent::Declined => Err(Refused::DeviceDeclined),
        Consent::Approved(user) => {
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
fn answers(challenge: &PkceChallenge, verifier: &str) -> bool {
    match challenge {
        PkceChallenge::Plain(expected) => **expected == *verifier,
        PkceChallenge::S256(expected) => {
            **expected == *BASE64URL_NOPAD.encode(&Sha256::digest(verifier.as_bytes()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PkceChallenge, answers};

    #[test]
    fn the_proof_key_of_the_standard_is_verified() {
        // https://www.rfc-editor.org/rfc/rfc7636#appendix-B
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let challenge = PkceChallenge::S256("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".into());
        assert!(answers(&challenge, verifier) && !answers(&challenge, "other"));
        assert!(answers(&PkceChallenge::Plain(verifier.into()), verifier));
    }
}
