//! Who calls, and whether they may: what the four providers check in the same way.
//!
//! How credentials are written, and what is answered to those that are refused, is the provider's.

use std::sync::Arc;

use super::{Call, Operation};
use crate::{
    sandbox::{Auth, Settings},
    world::{Actor, Api, App, AppKind, Principal, Scopes, Timestamp, Token, World},
};

/// The hours by which the day of daily quotas runs ahead of UTC.
pub const QUOTA_DAY_OFFSET: i8 = 8;

/// When the day of this number ends for daily quotas.
pub fn day_end(day: i64) -> Timestamp {
    Timestamp::from_millis(((day + 1) * 24 - i64::from(QUOTA_DAY_OFFSET)) * 3_600_000)
}

/// Why a caller is refused before the request is looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// There is no token.
    NoToken,
    /// The token is unknown here.
    UnknownToken,
    /// The token was valid once.
    ExpiredToken,
    /// The token lacks every scope of which one is needed.
    Scope(&'static [&'static str]),
    /// The application has used up its calls of this operation for today.
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
    /// Where the request goes.
    pub call: Call,
    /// Who calls.
    pub principal: Principal,
    /// Whom changes are ascribed to.
    pub actor: Actor,
    /// What the credentials allow beyond this operation.
    pub scopes: Scopes,
}

impl Caller {
    /// Takes a bearer's token and lets the operation's scopes and quota decide.
    ///
    /// In lenient mode whoever has no valid token is taken as the first user, and scopes decide nothing; the journal
    /// notes it.
    ///
    /// # Errors
    /// What the provider makes of a [`Refusal`].
    pub fn bearer<E: From<Refusal>>(
        call: &Call,
        api: Api,
        operation: &'static Operation,
        token: Option<&str>,
    ) -> Result<Self, E> {
        Self::scoped(call, api, operation, token, operation.scopes)
    }

    /// The same, where other scopes than the operation's decide.
    ///
    /// # Errors
    /// As [`Self::bearer`].
    pub fn scoped<E: From<Refusal>>(
        call: &Call,
        api: Api,
        operation: &'static Operation,
        token: Option<&str>,
        scopes: &'static [&'static str],
    ) -> Result<Self, E> {
        let settings = call.sandbox().settings();
        let token = find_token(call, api, token, &settings)?;
        let mut bearer = token.bearer;
        if operation.daily.is_some() && bearer.app.is_none() {
            // A token of no application acts through the first one: quotas hold for everybody.
            bearer.app =
                call.sandbox().read(|world, _| world.apps().find(|app| app.api == api).map(|app| app.id));
        }
        let caller = Self::new(call, bearer, token.scopes.clone()).ok_or(Refusal::UnknownToken)?;
        if !token.scopes.allow(scopes, operation.writes) {
            if settings.auth == Auth::Strict {
                return Err(Refusal::Scope(scopes).into());
            }
            call.note("Scope: passed over");
        }
        caller.spend(operation)?;
        Ok(caller)
    }

    /// Takes an application that has proved who it is, and lets the operation's quota decide.
    ///
    /// # Errors
    /// What the provider makes of [`Refusal::Quota`].
    pub fn app<E: From<Refusal>>(call: &Call, app: &App, operation: &'static Operation) -> Result<Self, E> {
        Self::proved(call, Principal { user: None, app: Some(app.id) }, operation)
    }

    /// Takes whoever has proved by a signature who they are, and lets the operation's quota decide.
    ///
    /// # Errors
    /// What the provider makes of [`Refusal::Quota`].
    pub fn proved<E: From<Refusal>>(
        call: &Call,
        principal: Principal,
        operation: &'static Operation,
    ) -> Result<Self, E> {
        let caller = Self::new(call, principal, Scopes::All).ok_or(Refusal::UnknownToken)?;
        caller.spend(operation)?;
        Ok(caller)
    }

    fn new(call: &Call, principal: Principal, scopes: Scopes) -> Option<Self> {
        let actor = principal.actor()?;
        let name = call.sandbox().read(|world, _| name_of(world, principal));
        call.trail(|trail| trail.caller = name);
        Some(Self { call: call.clone(), principal, actor, scopes })
    }

    /// Counts the call against the daily quota of its application.
    fn spend(&self, operation: &'static Operation) -> Result<(), Refusal> {
        let (Some(daily), Some(app)) = (operation.daily, self.principal.app) else { return Ok(()) };
        let sandbox = self.call.sandbox();
        let Some(kind) = sandbox.read(|world, _| world.app(app).map(|app| app.kind)) else { return Ok(()) };
        let limit = match kind {
            AppKind::Test => daily.test,
            AppKind::Production => daily.production,
        };
        let day = sandbox.clock.now().day(QUOTA_DAY_OFFSET);
        let resets = day_end(day);
        sandbox.usage.spend(app, operation.name, day, limit).map_err(|limit| Refusal::Quota { limit, resets })
    }
}

fn find_token(
    call: &Call,
    api: Api,
    token: Option<&str>,
    settings: &Settings,
) -> Result<Arc<Token>, Refusal> {
    let sandbox = call.sandbox();
    let found = sandbox.read(|world, now| {
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
    });
    match (found, settings.auth) {
        (Err(refusal), Auth::Lenient) => {
            let user = sandbox.read(|world, _| world.users().next().cloned()).ok_or(refusal.clone())?;
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

/// What the journal calls a caller: the person's name, else the application's key.
fn name_of(world: &World, principal: Principal) -> Option<Arc<str>> {
    let user = principal.user.and_then(|user| world.user(user)).map(|user| Arc::clone(&user.name));
    user.or_else(|| principal.app.and_then(|app| world.app(app)).map(|app| Arc::clone(&app.key)))
}

/// The token behind `Bearer` in an `Authorization` header; any other scheme is no token.
pub fn bearer_token(headers: &axum::http::HeaderMap) -> Option<&str> {
    let value = headers.get(axum::http::header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
