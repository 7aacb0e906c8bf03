//! Who is signed in, in the words of `OpenID` Connect.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use crate::{
    graph::{auth::Caller, error::Error, ids},
    http::{self, Operation},
};

/// <https://learn.microsoft.com/en-us/entra/identity-platform/userinfo>
pub const GET: Operation = Operation { name: "oidc.userinfo", scopes: &["openid"], ..Operation::BASE };

#[derive(Serialize)]
struct UserInfo<'a> {
    sub: String,
    name: &'a str,
    email: &'a str,
}

/// The person behind the token.
pub async fn get(caller: Caller) -> Result<Response, Error> {
    let principal = caller.0.principal;
    caller.0.call.sandbox().read(|world, _| {
        let user = principal.user.and_then(|user| world.user(user)).ok_or(Error::NoMe)?;
        let body = UserInfo { sub: ids::user(user.id), name: &user.display_name, email: &user.email };
        Ok(http::json(StatusCode::OK, &body))
    })
}
