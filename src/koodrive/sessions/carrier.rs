//! The carrier edition's login: the same sessions, with a password and in other words.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive-carrier/Login.html>. Accounts have no passwords
//! here, so any password is right.

use axum::response::Response;
use serde::Deserialize;

use super::tokens::{self, Issued, LIFE};
use crate::{
    http::{Operation, Refusal},
    koodrive::{
        auth::{
            Caller,
            public::PublicRequest,
            token::{bare, token},
        },
        error::Error,
        ids, respond,
        scopes::{PUBLIC, READ},
        wire::{CarrierUser, Login, SessionInfo},
    },
    world::{Api, Timestamp, User},
};

/// Logs in with a password or a verification code.
pub const LOGIN: Operation = Operation { name: "Login", ..PUBLIC };
/// Gives a session another access token.
pub const REFRESH_TOKEN: Operation = Operation { name: "RefreshToken", ..PUBLIC };
/// Ends a session.
pub const LOGOUT: Operation = Operation { name: "Logout", ..READ };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LoginBody {
    account: String,
    auth_type: String,
    password: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RefreshBody {
    refresh_token: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LogoutBody {
    user_id: String,
    access_token: String,
}

/// Logs in with a password or a verification code.
///
/// Handles `POST /koodrive/ose/v1/auth/login`.
pub fn log_in(request: PublicRequest) -> Result<Response, Error> {
    request.required("x-hw-agentname")?;
    let LoginBody { account, auth_type, password } = request.body()?;
    let with_password = password.is_some_and(|password| !password.is_empty());
    let is_sound = match auth_type.as_str() {
        "1" => with_password,
        "2" => true,
        _ => false,
    };
    if !is_sound || account.is_empty() {
        return Err(Error::Parameters);
    }
    let login = request.call.sandbox().write(|world, now| {
        let user = tokens::person(world, &account)?.clone();
        let session_info = session_info(tokens::begin(world, user.id, now), now);
        Ok::<_, Error>(Login { user_info: Some(carrier_user(&user)), session_info })
    })?;
    Ok(respond::data(login))
}

/// Gives a session another access token.
///
/// Handles `POST /koodrive/ose/v1/auth/refreshToken`.
pub fn refresh(request: PublicRequest) -> Result<Response, Error> {
    let token = token(&request.headers).ok_or(Refusal::NoToken)?;
    let RefreshBody { refresh_token } = request.body()?;
    if refresh_token.is_empty() {
        return Err(Error::Parameters);
    }
    let login = request.call.sandbox().write(|world, now| {
        let issued = tokens::renew(world, token, &refresh_token, now)?;
        Ok::<_, Error>(Login { user_info: None, session_info: session_info(issued, now) })
    })?;
    Ok(respond::data(login))
}

/// Ends the session of the token in the body, which must be the caller's, as the person must be.
///
/// Handles `POST /koodrive/ose/v1/auth/logout`.
pub fn log_out(caller: Caller) -> Result<Response, Error> {
    let LogoutBody { user_id, access_token } = caller.body()?;
    let token = bare(&access_token);
    let found = caller.world().token(Api::Koodrive, token);
    let own_token = found.is_some_and(|token| token.bearer.user == Some(caller.user));
    if user_id != ids::user(caller.user) || !own_token {
        return Err(Error::Parameters);
    }
    tokens::end(&caller.call, token)?;
    Ok(respond::done())
}

fn session_info(Issued { access, session }: Issued, now: Timestamp) -> SessionInfo {
    SessionInfo {
        access_token: format!("AT {access}"),
        expires_in: LIFE.as_secs(),
        issued_at: now.millis().to_string(),
        refresh_token: session,
    }
}

/// Returns a person as carriers know one.
pub fn carrier_user(user: &User) -> CarrierUser {
    let (firstname, surname) = user.display_name.split_once(' ').unwrap_or((&user.display_name, ""));
    CarrierUser {
        user_id: ids::user(user.id),
        firstname: firstname.into(),
        surname: surname.into(),
        phone: user.mobile.as_deref().unwrap_or_default().to_owned(),
        email: user.email.to_string(),
    }
}
