//! How tokens are issued, once it is known to whom.

use std::{sync::Arc, time::Duration};

use super::{
    granted::Grantable,
    jwt::{self, Algorithm, Claims},
};
use crate::{
    world::{
        Api, App, BASE62, Grant, GrantKind, Principal, Scopes, Timestamp, Token, UserId, World, scramble,
        spell,
    },
    wps::{
        error::{Error, OauthError},
        ids,
        wire::IssuedToken,
    },
};

/// How long a refresh token lives, and all that come of it.
const REFRESH_LIFE: Duration = Duration::from_hours(365 * 24);
/// Keeps refresh tokens apart from other opaque strings.
const REFRESH: u64 = 0x7770_7274;

/// How a dialect writes its tokens.
pub struct Style {
    pub algorithm: Algorithm,
    pub token_type: &'static str,
    /// In seconds.
    pub life: u32,
    /// What an application by itself can have.
    pub of_app: Grantable,
    /// What a person can let an application have.
    pub of_person: Grantable,
}

/// The public cloud.
pub const PUBLIC: Style = Style {
    algorithm: Algorithm::Es256,
    token_type: "bearer",
    life: 7200,
    of_app: Grantable::App,
    of_person: Grantable::Person,
};

/// Newer private deployments.
pub const NEW_PRIVATE: Style = Style {
    algorithm: Algorithm::Hs256,
    token_type: "Bearer",
    life: 86_400,
    of_app: Grantable::NewPrivateApp,
    of_person: Grantable::Person,
};

/// Older private deployments.
pub const OLD_PRIVATE: Style = Style { of_app: Grantable::Any, of_person: Grantable::Any, ..NEW_PRIVATE };

/// What a request is granted.
pub struct Approved {
    /// The person who agreed; none for an application by itself.
    pub user: Option<UserId>,
    /// What the token allows.
    pub scopes: Vec<Arc<str>>,
    /// What the person agreed to, now or earlier.
    pub consent: Arc<str>,
    /// The code or token that was handed in.
    pub spent: Option<Arc<str>>,
    /// When the refresh token ends that was handed in.
    pub refresh_end: Option<Timestamp>,
}

/// Issues what was granted, and uses up what was handed in.
///
/// # Errors
/// [`OauthError::InvalidGrant`] if that was used up in the meantime.
pub fn issue(
    world: &mut World,
    app: &App,
    approved: Approved,
    style: &Style,
    now: Timestamp,
) -> Result<IssuedToken, Error> {
    let Approved { user, scopes, consent, spent, refresh_end } = approved;
    if let Some(spent) = &spent {
        if !world.redeem(spent, now) {
            return Err(Error::Oauth(OauthError::InvalidGrant, "it was used already".into()));
        }
        if refresh_end.is_some() {
            // The new refresh token takes its place.
            world.withdraw_grant(spent);
        }
    }
    let principal = Principal { user, app: Some(app.id) };
    let access_token = access_token(world, principal, Scopes::Named(scopes.into()), style, now);
    let refresh = user.map(|user| {
        let value: Arc<str> = opaque("kso_rt_", world.next_serial(), REFRESH).into();
        let life = refresh_end.map_or(REFRESH_LIFE, |end| end.since(now));
        let kind = GrantKind::Refresh { user };
        let grant = Grant { value: Arc::clone(&value), app: app.id, scope: consent, issued: now, life, kind };
        world.keep_grant(grant, now);
        (value, life.as_secs())
    });
    let (refresh_token, refresh_expires_in) = refresh.unzip();
    let (expires_in, token_type) = (style.life, style.token_type);
    Ok(IssuedToken { access_token, expires_in, token_type, refresh_token, refresh_expires_in })
}

/// Issues an access token.
pub fn access_token(
    world: &mut World,
    principal: Principal,
    scopes: Scopes,
    style: &Style,
    now: Timestamp,
) -> Arc<str> {
    let life = Duration::from_secs(style.life.into());
    // A number of its own sets a token apart from another one with the same claims.
    let serial = world.next_serial();
    let company = ids::company(world.tenant());
    let app = principal.app.and_then(|app| world.app(app));
    let user = principal.user.map(ids::user);
    let claims = Claims {
        exp: now.plus(life).seconds(),
        comp_id: company.to_string(),
        client_id: app.map_or("", |app| &app.key),
        tk_type: if user.is_some() { "user" } else { "app" },
        scope: match &scopes {
            Scopes::Named(names) => names.join(","),
            Scopes::All | Scopes::Read => String::new(),
        },
        company_id: company,
        client_principal_id: principal.app.map_or_else(String::new, ids::principal),
        user_id: user.as_deref().and_then(|user| user.parse().ok()),
        sub: user,
    };
    let key = format!("{}:{serial}", app.map_or("", |app| &app.secret));
    let value: Arc<str> = jwt::encode(style.algorithm, &claims, &key).into();
    world.issue(Token {
        value: Arc::clone(&value),
        bearer: principal,
        scopes,
        api: Some(Api::Wps),
        issued: now,
        life: Some(life),
        sliding: false,
    });
    value
}

/// Returns a string that says nothing.
pub fn opaque(prefix: &str, serial: u64, salt: u64) -> String {
    let part = |salt| spell(scramble(serial, salt), &BASE62, 11);
    format!("{prefix}{}{}", part(salt), part(!salt))
}
