//! The tokens with which a page edits as the user, made and ended by hand.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::Operation,
    kdocs::{
        auth::{edit_token, token::Personal},
        error::Error,
        json::{Id, Json},
        respond, scopes,
        wire::EditToken,
    },
};

/// <https://developer.kdocs.cn/server/user/create-edit-token.html>
pub const CREATE: Operation = Operation { name: "user.edit_token.create", ..scopes::WRITE_USER };

/// The page is not known.
pub const DELETE: Operation = Operation { name: "user.edit_token.delete", ..scopes::WRITE_USER };

/// The body of a creation.
#[derive(Deserialize)]
pub struct CreateBody {
    /// The token used so far, which ends.
    token: Option<String>,
}

/// Makes an edit token and ends the one that was used so far; one that is not the caller's, or has expired, is
/// passed over.
///
/// Handles `POST /api/v1/openapi/user/edit_token`.
pub fn create(Personal(caller): Personal, Json(body): Json<CreateBody>) -> Result<Response, Error> {
    let token = caller.sandbox().write(|world, now| {
        if let Some(token) = &body.token {
            edit_token::end(world, caller.principal, token, now);
        }
        edit_token::make(world, caller.principal, now)
    })?;
    Ok(respond::success(&EditToken { token: &token }))
}

/// Ends an edit token.
///
/// Handles `DELETE /api/v1/openapi/user/edit_token/{token}`.
pub fn delete(Personal(caller): Personal, Id(token): Id) -> Result<Response, Error> {
    caller.sandbox().write(|world, now| {
        let unknown = || Error::Invalid(format!("token: the user has no edit token {token}").into());
        if edit_token::end(world, caller.principal, &token, now) { Ok(()) } else { Err(unknown()) }
    })?;
    Ok(respond::done())
}
