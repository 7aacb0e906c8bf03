//! The tokens of a session: one that keeps it, and access tokens that live as long as they are used.
//!
//! No `OrgID` service stands behind sessions: a code or an account that is a person's name or mail address is that
//! person, and any other one is the first person.

use std::time::Duration;

use crate::{
    http::{Call, Refusal},
    koodrive::{error::Error, ids},
    world::{Api, Principal, Scopes, Timestamp, Token, User, UserId, World},
};

/// How long an unused access token lives.
pub const LIFE: Duration = Duration::from_mins(20);

/// What a new or refreshed session hands out.
pub struct Issued {
    /// The access token, without a scheme.
    pub access: String,
    /// The id of the session, which refreshes it.
    pub session: String,
}

/// Returns the person behind a code or an account.
pub fn person<'w>(world: &'w World, name: &str) -> Result<&'w User, Error> {
    let found = world.user_named(name).or_else(|| world.users().next());
    Ok(found.filter(|user| !user.is_disabled).ok_or(Refusal::UnknownToken)?)
}

/// Begins a session.
pub fn begin(world: &mut World, user: UserId, now: Timestamp) -> Issued {
    let number = world.next_serial();
    let session = ids::session(number);
    let principal = Principal { user: Some(user), app: None };
    world.issue(Token {
        value: session.as_str().into(),
        bearer: principal,
        // It only keeps the session: taken for an access token, it has always expired.
        scopes: Scopes::Named([].into()),
        api: Some(Api::Koodrive),
        issued: now,
        life: Some(Duration::ZERO),
        sliding: false,
    });
    Issued { access: issue(world, number, principal, now), session }
}

/// Returns another access token of a session, for one of its tokens, expired or not.
pub fn renew(world: &mut World, token: &str, session: &str, now: Timestamp) -> Result<Issued, Error> {
    let number = ids::session_of(token).filter(|number| ids::session(*number) == session);
    let number = number.ok_or(Refusal::UnknownToken)?;
    let bearer = world.token(Api::Koodrive, session).ok_or(Refusal::UnknownToken)?.bearer;
    Ok(Issued { access: issue(world, number, bearer, now), session: session.into() })
}

/// Ends the session of an access token with all its tokens; one from the fixture has none and stays.
pub fn end(call: &Call, token: &str) -> Result<(), Error> {
    let Some(number) = ids::session_of(token) else {
        call.note("this token belongs to no session: it stays valid");
        return Ok(());
    };
    call.sandbox().write(|world, _| {
        let of_session = |token: &&Token| ids::session_of(&token.value) == Some(number);
        let values: Vec<_> = world.tokens().filter(of_session).map(|token| token.value.clone()).collect();
        for value in values {
            world.revoke(&value);
        }
        world.revoke(&ids::session(number));
        Ok(())
    })
}

/// Issues an access token.
fn issue(world: &mut World, session: u64, bearer: Principal, now: Timestamp) -> String {
    let value = ids::access(session, world.next_serial());
    world.issue(Token {
        value: value.as_str().into(),
        bearer,
        scopes: Scopes::All,
        api: Some(Api::Koodrive),
        issued: now,
        life: Some(LIFE),
        sliding: true,
    });
    value
}
