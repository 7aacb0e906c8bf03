//! Who calls, and whether they may: what the four providers check in the same way.
//!
//! How credentials are written, and what a refused caller reads, is the provider's.

use std::{ops::Deref, sync::Arc};

use axum::http::{HeaderMap, header};
use thiserror::Error;

use super::{call::Call, operation::Operation};
use crate::{
    sandbox::{Auth, Sandbox, Settings},
    world::{Actor, Api, AppKind, Principal, Scopes, Timestamp, Token, World},
};

/// The hours by which the day of daily limits runs ahead of UTC.
pub const QUOTA_DAY_OFFSET: i8 = 8;

/// Returns when the day of this number ends for daily limits.
pub fn day_end(day: i64) -> Timestamp {
    Timestamp::from_millis(((day + 1) * 24 - i64::from(QUOTA_DAY_OFFSET)) * 3_600_000)
}

/// Why a caller is refused before the request is looked at.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Refusal {
    /// There is no token.
    #[error("there is no token")]
    NoToken,
    /// The token is unknown here.
    #[error("the token is unknown")]
    UnknownToken,
    /// The token was valid once.
    #[error("the token has expired")]
    ExpiredToken,
    /// The token lacks every scope of which one is needed.
    #[error("the token has none of the scopes {0:?}")]
    Scope(&'static [&'static str]),
    /// The application has used up its calls of this operation for today.
    #[error("the limit of {limit} calls a day is used up")]
    Quota {
        /// The limit.
        limit: u64,
        /// When the next day begins.
        resets: Timestamp,
    },
}

/// A caller whose credentials were checked.
#[derive(Clone)]
pub struct Caller {
    /// The request's place.
    pub call: Call,
    /// Who calls.
    pub principal: Principal,
    /// The person or application that changes are ascribed to.
    pub actor: Actor,
    /// What the credentials allow beyond this operation.
    pub scopes: Scopes,
}

impl Caller {
    /// Returns the sandbox that the request chose.
    pub fn sandbox(&self) -> &Arc<Sandbox> {
        self.call.sandbox()
    }

    /// Returns the world as the request found it.
    pub fn world(&self) -> &Arc<World> {
        self.call.world()
    }

    /// Returns when the request entered.
    pub fn now(&self) -> Timestamp {
        self.call.now()
    }

    /// Returns the settings as the request found them.
    pub fn settings(&self) -> &Settings {
        self.call.settings()
    }

    /// Counts the call against the daily limit of the application.
    fn spend(&self, operation: &'static Operation) -> Result<(), Refusal> {
        let (Some(daily), Some(app)) = (operation.daily, self.principal.app) else { return Ok(()) };
        let Some(app) = self.world().app(app) else { return Ok(()) };
        let limit = match app.kind {
            AppKind::Test => daily.test,
            AppKind::Production => daily.production,
        };
        let day = self.now().day(QUOTA_DAY_OFFSET);
        let spent = self.sandbox().usage.spend(app.id, operation.name, day, limit);
        spent.map_err(|limit| Refusal::Quota { limit, resets: day_end(day) })
    }
}

/// A caller with good credentials that is not admitted yet: the provider may still have reasons to refuse.
///
/// Only [`Self::admit`] makes a [`Caller`] of it, so a refused call costs nothing.
pub struct Applicant(Caller);

impl Deref for Applicant {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.0
    }
}

impl Applicant {
    /// Takes the bearer of a token, if the token has one of the operation's scopes.
    ///
    /// In lenient mode a caller without a valid token is taken for the first user, and scopes decide nothing; the
    /// journal notes it.
    ///
    /// # Errors
    /// Every [`Refusal`] but that of a used-up limit.
    pub fn bearer(
        call: &Call,
        api: Api,
        operation: &'static Operation,
        token: Option<&str>,
    ) -> Result<Self, Refusal> {
        Self::scoped(call, api, operation, token, operation.scopes)
    }

    /// Takes the bearer of a token, if the token has one of these scopes instead of the operation's.
    ///
    /// # Errors
    /// As [`Self::bearer`].
    pub fn scoped(
        call: &Call,
        api: Api,
        operation: &'static Operation,
        token: Option<&str>,
        scopes: &'static [&'static str],
    ) -> Result<Self, Refusal> {
        Self::unscoped(call, api, operation, token)?.within(operation, scopes)
    }

    /// Takes the bearer of a token, whatever its scopes: who it is decides on the scopes that are needed.
    ///
    /// # Errors
    /// As [`Self::bearer`], but that of the scopes.
    pub fn unscoped(
        call: &Call,
        api: Api,
        operation: &'static Operation,
        token: Option<&str>,
    ) -> Result<Self, Refusal> {
        let token = find_token(call, api, token)?;
        let mut bearer = token.bearer;
        if operation.daily.is_some() && bearer.app.is_none() {
            // A token of no application acts through the first one, so that daily limits hold for every caller.
            bearer.app = call.world().apps().find(|app| app.api == api).map(|app| app.id);
        }
        Self::new(call, bearer, token.scopes.clone()).ok_or(Refusal::UnknownToken)
    }

    /// Keeps an applicant that has one of these scopes; in lenient mode any, which the journal notes.
    ///
    /// # Errors
    /// [`Refusal::Scope`].
    pub fn within(
        self,
        operation: &'static Operation,
        scopes: &'static [&'static str],
    ) -> Result<Self, Refusal> {
        if !self.scopes.allow(scopes, operation.writes) {
            if self.settings().auth == Auth::Strict {
                return Err(Refusal::Scope(scopes));
            }
            self.call.note("Scope: passed over");
        }
        Ok(self)
    }

    /// Takes a person or an application that has proved by a signature who it is.
    ///
    /// # Errors
    /// [`Refusal::UnknownToken`] if it is nobody.
    pub fn proved(call: &Call, principal: Principal) -> Result<Self, Refusal> {
        Self::new(call, principal, Scopes::All).ok_or(Refusal::UnknownToken)
    }

    fn new(call: &Call, principal: Principal, scopes: Scopes) -> Option<Self> {
        let actor = principal.actor()?;
        let name = name_of(call.world(), principal);
        call.record().set_caller(name);
        Some(Self(Caller { call: call.clone(), principal, actor, scopes }))
    }

    /// Admits the caller, which is the last step before the request is looked at: it counts against the daily limit
    /// of the application.
    ///
    /// # Errors
    /// [`Refusal::Quota`].
    pub fn admit(self, operation: &'static Operation) -> Result<Caller, Refusal> {
        let Self(caller) = self;
        caller.spend(operation)?;
        caller.call.admit();
        Ok(caller)
    }
}

/// Finds a token that is valid, or in lenient mode one of the first user.
fn find_token(call: &Call, api: Api, token: Option<&str>) -> Result<Arc<Token>, Refusal> {
    let (sandbox, world, now) = (call.sandbox(), call.world(), call.now());
    let found = || {
        let value = token.filter(|value| !value.is_empty()).ok_or(Refusal::NoToken)?;
        let token = world.token(api, value).ok_or(Refusal::UnknownToken)?;
        let used = token.sliding.then(|| sandbox.usage.token_used(value)).flatten();
        if !token.is_valid(used, now) {
            return Err(Refusal::ExpiredToken);
        }
        if token.sliding {
            sandbox.usage.use_token(&token.value, now);
        }
        Ok(Arc::clone(token))
    };
    match (found(), call.settings().auth) {
        (Err(refusal), Auth::Lenient) => {
            let user = world.users().next().ok_or(refusal.clone())?;
            call.note(format!("{refusal:?}: taken as {}", user.name));
            Ok(Arc::new(Token {
                value: "".into(),
                bearer: Principal { user: Some(user.id), app: None },
                scopes: Scopes::All,
                api: None,
                issued: Timestamp::default(),
                life: None,
                sliding: false,
            }))
        }
        (found, _) => found,
    }
}

/// Returns what the journal calls a caller: the person's name, else the application's key.
fn name_of(world: &World, principal: Principal) -> Option<Arc<str>> {
    let user = principal.user.and_then(|user| world.user(user)).map(|user| Arc::clone(&user.name));
    user.or_else(|| principal.app.and_then(|app| world.app(app)).map(|app| Arc::clone(&app.key)))
}

/// Returns the token behind `Bearer` in an `Authorization` header; any other scheme is no token.
pub fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
