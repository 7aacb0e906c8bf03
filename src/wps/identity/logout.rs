//! 用户登出: an application signs people out.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::Operation,
    world::{Api, UserId},
    wps::{auth::Caller, dialect::Dialect, error::Error, ids, json::Json, respond, scopes},
};

/// 用户登出.
pub const BATCH_LOGOUT: Operation = Operation { name: "users.batch_logout", ..scopes::WRITE_CONTACTS };

/// The body of [`batch_logout`]; unknown members are passed over.
#[derive(Deserialize)]
pub struct Body {
    user_ids: Vec<String>,
}

/// Ends the tokens of these people that WPS accepts, and what could be redeemed for new ones; one who is unknown
/// refuses them all.
///
/// Handles `POST /v7/users/batch_logout`.
pub fn batch_logout(caller: Caller, dialect: Dialect, Json(body): Json<Body>) -> Result<Response, Error> {
    if body.user_ids.is_empty() {
        return Err(Error::EmptyList("user_ids"));
    }
    let find = |id: &String| {
        let user = caller.world().users().find(|user| ids::user(user.id) == *id);
        user.map(|user| user.id).ok_or_else(|| Error::NoUser(id.as_str().into()))
    };
    let users: Vec<UserId> = body.user_ids.iter().map(find).collect::<Result<_, _>>()?;
    caller.sandbox().write(|world, _| {
        for user in users {
            world.sign_out(Api::Wps, user);
        }
        Ok::<_, Error>(())
    })?;
    Ok(respond::done(dialect))
}
