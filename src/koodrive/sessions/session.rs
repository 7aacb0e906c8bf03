//! Sessions of the web front end.
//!
//! See <https://support.huaweicloud.com/api-koodrive/createSession.html>.

use axum::response::Response;
use serde::{Deserialize, de::IgnoredAny};

use super::tokens::{begin, end, person, renew};
use crate::{
    http::{Operation, Refusal},
    koodrive::{
        auth::{Caller, public::PublicRequest, token::token},
        error::Error,
        ids,
        people::{department_of, role},
        respond,
        scopes::{PUBLIC, READ},
        wire::{NewSession, RefreshedSession, UserInfo},
    },
    world::{User, World},
};

/// Creates a session.
pub const CREATE_SESSION: Operation = Operation { name: "createSession", ..PUBLIC };
/// Gives a session another access token.
pub const REFRESH_SESSION: Operation = Operation { name: "refreshSession", ..PUBLIC };
/// Returns whose session this is.
pub const AUTH_SESSION: Operation = Operation { name: "authSession", ..READ };
/// Ends a session.
pub const LOGOUT: Operation = Operation { name: "logout", ..PUBLIC };

#[derive(Deserialize)]
struct CreateBody {
    code: String,
    /// Sessions are good for all domains.
    #[serde(rename = "domain")]
    _domain: Option<IgnoredAny>,
}

/// Creates a session for the person behind a code.
///
/// Handles `POST /koodrive/ose/v1/session`.
/// Handles `POST /koodrive/ose/v1/session/`.
pub fn create(request: PublicRequest) -> Result<Response, Error> {
    let CreateBody { code, .. } = request.body()?;
    if code.is_empty() {
        return Err(Error::Parameters);
    }
    let session = request.call.sandbox().write(|world, now| {
        let user = person(world, &code)?.clone();
        let issued = begin(world, user.id, now);
        Ok::<_, Error>(NewSession {
            access_token: format!("Bearer {}", issued.access),
            session_id: issued.session,
            user_id: ids::user(user.id),
            user_info: user_info(world, &user),
        })
    })?;
    Ok(respond::data(session))
}

/// Gives a session another access token; the ones before it live on while they are used.
///
/// Handles `POST /koodrive/ose/v1/session/refresh`.
pub fn refresh(request: PublicRequest) -> Result<Response, Error> {
    let token = token(&request.headers).ok_or(Refusal::NoToken)?;
    let session = request.required("x-session-id")?;
    let issued = request.call.sandbox().write(|world, now| renew(world, token, session, now))?;
    let access_token = format!("Bearer {}", issued.access);
    Ok(respond::success(&RefreshedSession { access_token, code: 0, msg: "success" }))
}

/// Returns whose session this is.
///
/// Handles `GET /koodrive/ose/v1/session/auth`.
pub fn check(caller: Caller) -> Result<Response, Error> {
    let user = caller.world().user(caller.user).ok_or(Refusal::UnknownToken)?;
    Ok(respond::data(user_info(caller.world(), user)))
}

/// Ends the session of the token, if there is one.
///
/// Handles `GET /koodrive/ose/v1/session/logoff`.
pub fn log_off(request: PublicRequest) -> Result<Response, Error> {
    if let Some(token) = token(&request.headers) {
        end(&request.call, token)?;
    }
    Ok(respond::done())
}

fn user_info(world: &World, user: &User) -> UserInfo {
    UserInfo {
        role: role(world, user.id).text(),
        user_name: user.name.to_string(),
        inner_user_id: ids::inner_user(user.id),
        user_id: ids::user(user.id),
        tenant_id: ids::tenant(world),
        org_id: ids::org(world),
        org_name: "mockdrive",
        user_count: world.users().count(),
        dept_id: department_of(world, user.id).map(|group| ids::group(group.id)),
    }
}
