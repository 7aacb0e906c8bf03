//! The carrier edition's login: the same sessions, with a password and in other words.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive-carrier/Login.html>. Accounts have no passwords
//! here: any will do, and who an account is follows the rule of [`super::session`].

use axum::{http::StatusCode, response::Response};
use serde::Deserialize;

use super::{
    auth::{self, Caller},
    error::Error,
    ids,
    session::{self, Issued, LIFE, Open},
    wire::{CarrierUser, Login, Reply, SessionInfo},
};
use crate::{
    http::{self, Access, Operation, Refusal},
    world::{Api, Timestamp, User},
};

/// Logs in with a password or a verification code.
pub const LOGIN: Operation = Operation { name: "Login", access: Access::Anyone, ..Operation::BASE };
/// Gives a session another access token.
pub const REFRESH_TOKEN: Operation = Operation { name: "RefreshToken", ..LOGIN };
/// Ends a session.
pub const LOGOUT: Operation = Operation { name: "Logout", access: Access::Token, ..LOGIN };

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

/// Logs in.
pub async fn log_in(open: Open) -> Result<Response, Error> {
    open.required("x-hw-agentname")?;
    let LoginBody { account, auth_type, password } = open.body()?;
    let with_password = password.is_some_and(|password| !password.is_empty());
    let sound = match auth_type.as_str() {
        "1" => with_password,
        "2" => true,
        _ => false,
    };
    if !sound || account.is_empty() {
        return Err(Error::Parameters);
    }
    let login = open.call.sandbox().write(|world, now| {
        let user = session::person(world, &account)?.clone();
        let session_info = session_info(session::begin(world, user.id, now), now);
        Ok::<_, Error>(Login { user_info: Some(carrier_user(&user)), session_info })
    })?;
    Ok(http::json(StatusCode::OK, &Reply::with(login)))
}

/// Gives a session another access token.
pub async fn refresh(open: Open) -> Result<Response, Error> {
    let token = auth::token(&open.headers).ok_or(Refusal::NoToken)?;
    let RefreshBody { refresh_token } = open.body()?;
    if refresh_token.is_empty() {
        return Err(Error::Parameters);
    }
    let login = open.call.sandbox().write(|world, now| {
        let issued = session::renew(world, token, &refresh_token, now)?;
        Ok::<_, Error>(Login { user_info: None, session_info: session_info(issued, now) })
    })?;
    Ok(http::json(StatusCode::OK, &Reply::with(login)))
}

/// Ends the session of the token in the body, which must be the caller's, as the person must be.
pub async fn log_out(caller: Caller) -> Result<Response, Error> {
    let LogoutBody { user_id, access_token } = caller.body()?;
    let token = auth::bare(&access_token);
    let own_token = caller.http.call.sandbox().read(|world, _| {
        let token = world.token(Api::Koodrive, token);
        token.is_some_and(|token| token.bearer.user == Some(caller.user))
    });
    if user_id != ids::user(caller.user) || !own_token {
        return Err(Error::Parameters);
    }
    session::end(&caller.http.call, token)?;
    Ok(http::json(StatusCode::OK, &Reply::DONE))
}

fn session_info(Issued { access, session }: Issued, now: Timestamp) -> SessionInfo {
    SessionInfo {
        access_token: format!("AT {access}"),
        expires_in: LIFE.as_secs(),
        issued_at: now.millis().to_string(),
        refresh_token: session,
    }
}

fn carrier_user(user: &User) -> CarrierUser {
    let (firstname, surname) = user.display_name.split_once(' ').unwrap_or((&user.display_name, ""));
    CarrierUser {
        user_id: ids::user(user.id),
        firstname: firstname.into(),
        surname: surname.into(),
        phone: "",
        email: user.email.to_string(),
    }
}
