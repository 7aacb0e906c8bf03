//! The person who is signed in, in the words of `OpenID` Connect.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use crate::{
    graph::{auth::Caller, error::Error, ids},
    http::{self, Operation},
};

/// <https://learn.microsoft.com/en-us/entra/identity-platform/userinfo>
pub const GET: Operation = Operation { name: "oidc.userinfo", scopes: &["openid"], ..Operation::BASE };

/// Where it is, as no tenant stands before it.
pub const PATH: &str = "/oidc/userinfo";

#[derive(Serialize)]
struct UserInfoBody<'a> {
    sub: String,
    name: &'a str,
    email: &'a str,
}

/// Returns the person behind the token.
///
/// Handles `GET /oidc/userinfo`.
pub fn get(caller: Caller) -> Result<Response, Error> {
    let principal = caller.principal;
    let world = caller.world();
    let user = principal.user.and_then(|user| world.user(user)).ok_or(Error::NoMe)?;
    let body = UserInfoBody { sub: ids::user(user.id), name: &user.display_name, email: &user.email };
    Ok(http::json(StatusCode::OK, &body))
}
