//! Users, looked at and counted.
//!
//! See <https://support.huaweicloud.com/api-koodrive/GetUser.html> and its neighbours.

use axum::response::Response;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        error::Error,
        ids,
        json::{Id, Query},
        people::{ORGANISATION, department, department_of, mask, may_manage, people_of, person, role},
        respond,
        scopes::READ,
        wire::{Mobile, Person, Total},
    },
    world::{User, World},
};

/// Returns a user.
pub const GET_USER: Operation = Operation { name: "GetUser", ..READ };
/// Returns the number of a user's mobile phone.
pub const GET_USER_MOBILE: Operation = Operation { name: "GetUserMobile", ..READ };
/// Counts the users of a department.
pub const COUNT_USER: Operation = Operation { name: "CountUser", ..READ };

/// Returns a user.
///
/// Handles `GET /koodrive/ose/v1/users/{user_id}`.
pub async fn get(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    Ok(respond::data(render(world, person(world, &id)?)))
}

/// Returns the whole number of a user's mobile phone, to them and to those who manage them.
///
/// Handles `GET /koodrive/ose/v1/users/mobile/{user_id}`.
pub async fn mobile(Id(id): Id, caller: Caller) -> Result<Response, Error> {
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
pub async fn count(query: Query, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let above = query.get("deptId").map(|id| department(world, id)).transpose()?.flatten();
    Ok(respond::beside(Total { total: people_of(world, above).count() }))
}

fn render(world: &World, user: &User) -> Person {
    let home = department_of(world, user.id);
    let is_of_directory = user.name.bytes().all(|byte| byte.is_ascii_digit());
    Person {
        id: ids::account(user.id),
        org_id: ids::org(world),
        user_id: if is_of_directory { user.name.to_string() } else { ids::user(user.id) },
        dept_id: home.map_or(ids::ROOT_DEPARTMENT, |group| ids::group(group.id)).to_string(),
        dept_name: home.map_or(ORGANISATION, |group| &group.name).to_owned(),
        mobile: user.mobile.as_deref().map(mask),
        name: user.display_name.to_string(),
        role: role(world, user.id).number(),
        status: u32::from(user.is_disabled),
    }
}
