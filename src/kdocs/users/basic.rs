//! Who the user is.

use axum::response::Response;

use crate::{
    http::{Operation, Refusal},
    kdocs::{
        auth::token::Personal,
        error::Error,
        respond, scopes,
        wire::{IdPair, UserBasic},
    },
};

/// <https://developer.kdocs.cn/server/user/userinfo.html>
pub const GET: Operation = Operation { name: "user.basic.get", ..scopes::READ_USER };

/// Returns the id and the name of the user; nobody has a picture here.
///
/// Handles `GET /api/v1/openapi/user/basic`.
pub fn get(Personal(caller): Personal) -> Result<Response, Error> {
    let user = caller.principal.user.and_then(|user| caller.world().user(user));
    let user = user.ok_or(Refusal::UnknownToken)?;
    let id = IdPair::of_user(&caller.app_key, user.id);
    Ok(respond::success(&UserBasic { id, nickname: &user.display_name, avatar: "" }))
}
