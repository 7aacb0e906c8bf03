//! Users, looked at and counted.
//!
//! See <https://support.huaweicloud.com/api-koodrive/GetUser.html> and its neighbours.

use axum::response::Response;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        error::Error,
        json::{Id, Query},
        paging::offset_limit,
        people::{department, direct_people_of, listed, may_manage, people_of, person},
        respond,
        scopes::READ,
        wire::{Mobile, People, Total},
    },
    world::{User, name},
};

/// Returns a user.
pub const GET_USER: Operation = Operation { name: "GetUser", ..READ };
/// Lists the users of a department.
pub const GET_USER_LIST: Operation = Operation { name: "GetUserList", ..READ };
/// Returns the number of a user's mobile phone.
pub const GET_USER_MOBILE: Operation = Operation { name: "GetUserMobile", ..READ };
/// Counts the users of a department.
pub const COUNT_USER: Operation = Operation { name: "CountUser", ..READ };

/// Returns a user.
///
/// Handles `GET /koodrive/ose/v1/users/{user_id}`.
pub fn get(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    Ok(respond::data(listed(world, person(world, &id)?)))
}

/// Lists the users of a department and of those below it; without one, all users.
///
/// Handles `GET /koodrive/ose/v1/userList`.
pub fn list(query: Query, caller: Caller) -> Result<Response, Error> {
    let (offset, limit) = offset_limit(&query)?;
    let is_direct = query.flag("isDirect")?;
    let world = caller.world();
    let above = query.get("deptId").map(|id| department(world, id)).transpose()?.flatten();
    let wanted = name::key(&query.get("keyWord").unwrap_or_default().into());
    let people: Vec<&User> =
        if is_direct { direct_people_of(world, above).collect() } else { people_of(world, above).collect() };
    let is_found = |user: &&User| name::key(&user.display_name).contains(&*wanted);
    let found: Vec<&User> = people.into_iter().filter(is_found).collect();
    let total = found.len();
    let list = found.into_iter().skip(offset).take(limit).map(|user| listed(world, user)).collect();
    Ok(respond::beside(People { total, list }))
}

/// Returns the whole number of a user's mobile phone, to them and to those who manage them.
///
/// Handles `GET /koodrive/ose/v1/users/mobile/{user_id}`.
pub fn mobile(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let user = person(world, &id)?;
    if user.id != caller.user {
        may_manage(&caller, world, user.id)?;
    }
    let mobile = user.mobile.as_deref().unwrap_or_default().to_owned();
    Ok(respond::beside(Mobile { mobile }))
}

/// Counts the users of a department and of those below it; without one, all users.
///
/// Handles `GET /koodrive/ose/v1/users/count`.
pub fn count(query: Query, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let above = query.get("deptId").map(|id| department(world, id)).transpose()?.flatten();
    Ok(respond::beside(Total { total: people_of(world, above).count() }))
}
