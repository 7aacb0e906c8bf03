//! A user in the words of the carrier edition.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive-carrier/GetUserInfo.html>.

use axum::response::Response;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        error::Error,
        json::Query,
        people::{may_manage, person},
        respond,
        scopes::READ,
        sessions::carrier_user,
    },
    world::Error as WorldError,
};

/// Returns a user.
pub const GET_USER_INFO: Operation = Operation { name: "GetUserInfo", ..READ };

/// Returns a user by their id, or else by the number of their phone, to them and to those who manage them.
///
/// Handles `GET /koodrive/ose/v1/user/info`.
pub fn get(query: Query, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let user = match (query.get("userId"), query.get("phone")) {
        (Some(id), _) => person(world, id)?,
        (None, Some(phone)) => {
            let found = world.users().find(|user| user.mobile.as_deref() == Some(phone));
            found.ok_or(WorldError::NotFound)?
        }
        (None, None) => return Err(Error::Parameters),
    };
    if user.id != caller.user {
        may_manage(&caller, world, user.id)?;
    }
    Ok(respond::data(carrier_user(user)))
}
