//! Sessions: access tokens that live as long as they are used.
//!
//! See <https://support.huaweicloud.com/api-koodrive/createSession.html>. No `OrgID` service stands behind them: a
//! code that is a person's name or mail address is that person, and any other one is the first person.

use std::time::Duration;

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use bytes::Bytes;
use serde::{Deserialize, de::DeserializeOwned};

use super::{
    auth::{self, Caller},
    error::Error,
    ids, json,
    wire::{NewSession, Refreshed, Reply, UserInfo},
};
use crate::{
    http::{self, Access, Call, Operation, Refusal, body},
    world::{Api, Principal, Scopes, Timestamp, Token, User, UserId, World},
};

/// Creates a session.
pub const CREATE_SESSION: Operation =
    Operation { name: "createSession", access: Access::Anyone, ..Operation::BASE };
/// Gives a session another access token.
pub const REFRESH_SESSION: Operation = Operation { name: "refreshSession", ..CREATE_SESSION };
/// Tells whose session this is.
pub const AUTH_SESSION: Operation = Operation { name: "authSession", ..Operation::BASE };
/// Ends a session.
pub const LOGOUT: Operation = Operation { name: "logout", ..CREATE_SESSION };

/// How long an unused access token lives.
pub const LIFE: Duration = Duration::from_mins(20);

/// A body that nobody has signed, and the headers that came with it.
pub struct Open {
    /// The request's place.
    pub call: Call,
    /// The headers.
    pub headers: HeaderMap,
    body: Bytes,
}

/// What a new or refreshed session hands out.
pub struct Issued {
    /// The access token, without a scheme.
    pub access: String,
    /// The id of the session, which refreshes it.
    pub session: String,
}

#[derive(Deserialize)]
struct CreateBody {
    code: String,
}

impl<S: Send + Sync> FromRequest<S> for Open {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let (mut parts, body) = request.into_parts();
        let Ok(call) = Call::from_request_parts(&mut parts, state).await;
        auth::note_trace_id(&call, &parts.headers);
        let body = body::read(body, json::LIMIT).await?;
        Ok(Self { call, headers: parts.headers, body })
    }
}

impl Open {
    /// The body, read as JSON.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, Error> {
        json::parse(&self.call, &self.body)
    }

    /// The value of a header that must be there.
    pub fn required(&self, name: &str) -> Result<&str, Error> {
        let value = self.headers.get(name).and_then(|value| value.to_str().ok());
        value.filter(|value| !value.is_empty()).ok_or(Error::Parameters)
    }
}

/// Creates a session for the person behind a code.
pub async fn create(open: Open) -> Result<Response, Error> {
    let CreateBody { code } = open.body()?;
    if code.is_empty() {
        return Err(Error::Parameters);
    }
    let session = open.call.sandbox().write(|world, now| {
        let user = person(world, &code)?.clone();
        let issued = begin(world, user.id, now);
        Ok::<_, Error>(NewSession {
            access_token: format!("Bearer {}", issued.access),
            session_id: issued.session,
            user_id: ids::user(user.id),
            user_info: user_info(world, &user),
        })
    })?;
    Ok(http::json(StatusCode::OK, &Reply::with(session)))
}

/// Gives a session another access token; the ones before it live on while they are used.
pub async fn refresh(open: Open) -> Result<Response, Error> {
    let token = auth::token(&open.headers).ok_or(Refusal::NoToken)?;
    let session = open.required("x-session-id")?;
    let issued = open.call.sandbox().write(|world, now| renew(world, token, session, now))?;
    let access_token = format!("Bearer {}", issued.access);
    Ok(http::json(StatusCode::OK, &Refreshed { access_token, code: 0, msg: "success" }))
}

/// Tells whose session this is.
pub async fn check(caller: Caller) -> Result<Response, Error> {
    let world = caller.http.call.sandbox().snapshot();
    let user = world.user(caller.user).ok_or(Refusal::UnknownToken)?;
    Ok(http::json(StatusCode::OK, &Reply::with(user_info(&world, user))))
}

/// Ends the session of the token, if there is one.
pub async fn log_off(open: Open) -> Result<Response, Error> {
    if let Some(token) = auth::token(&open.headers) {
        end(&open.call, token)?;
    }
    Ok(http::json(StatusCode::OK, &Reply::DONE))
}

/// The person behind a code or an account.
pub fn person<'w>(world: &'w World, name: &str) -> Result<&'w User, Error> {
    let found = world.user_named(name).or_else(|| world.users().next());
    Ok(found.ok_or(Refusal::UnknownToken)?)
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
    Issued { access: hand_out(world, number, principal, now), session }
}

/// Hands out another access token of a session to whoever has one of its tokens, expired or not.
pub fn renew(world: &mut World, token: &str, session: &str, now: Timestamp) -> Result<Issued, Error> {
    let number = ids::session_of(token).filter(|number| ids::session(*number) == session);
    let number = number.ok_or(Refusal::UnknownToken)?;
    let bearer = world.token(Api::Koodrive, session).ok_or(Refusal::UnknownToken)?.bearer;
    Ok(Issued { access: hand_out(world, number, bearer, now), session: session.into() })
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

fn hand_out(world: &mut World, session: u64, bearer: Principal, now: Timestamp) -> String {
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

fn user_info(world: &World, user: &User) -> UserInfo {
    UserInfo {
        // A common user.
        role: "1",
        user_name: user.name.to_string(),
        inner_user_id: ids::inner_user(user.id),
        user_id: ids::user(user.id),
        tenant_id: ids::tenant(world),
        org_id: ids::org(world),
        org_name: "mockdrive",
        user_count: world.users().count(),
    }
}
