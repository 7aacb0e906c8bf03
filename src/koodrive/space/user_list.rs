//! The spaces of people.
//!
//! See <https://support.huaweicloud.com/api-koodrive/GetUserSpaceList.html>.

use axum::response::Response;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        capacity,
        error::Error,
        ids,
        json::Query,
        paging::offset_limit,
        people::{department, department_of, direct_people_of, listed, may_lead, people_of},
        render::{self, used},
        respond,
        scopes::READ,
        wire::{UserSpace, UserSpaces},
    },
    world::{User, World, name},
};

/// Lists the people of a department with their spaces.
pub const GET_USER_SPACE_LIST: Operation = Operation { name: "GetUserSpaceList", ..READ };

/// Lists the people of a department with their spaces, to those who administer it; without one those of the whole
/// organisation, or of the department that the caller administers.
///
/// Handles `GET /koodrive/ose/v1/space/userList`.
pub fn list(query: Query, caller: Caller) -> Result<Response, Error> {
    let (offset, limit) = offset_limit(&query)?;
    let is_direct = query.flag("isDirect")?;
    let status = query.word("spaceStatus", &[("0", 0), ("1", 1)])?;
    let world = caller.world();
    let above = match query.get("deptId") {
        Some(id) => department(world, id)?,
        None if caller.is_administrator(world) => None,
        None => Some(department_of(world, caller.user).ok_or(Error::NoPermission)?.id),
    };
    may_lead(&caller, world, above)?;
    let wanted = name::key(&query.get("keyWord").unwrap_or_default().into());
    let is_found = |user: &&User| {
        let by_mobile = || user.mobile.as_deref().is_some_and(|mobile| mobile.contains(&*wanted));
        (name::key(&user.display_name).contains(&*wanted) || by_mobile())
            && status.is_none_or(|status| {
                world.personal_drive(user.id).is_some_and(|space| render::status(space) == status)
            })
    };
    let people: Vec<&User> =
        if is_direct { direct_people_of(world, above).collect() } else { people_of(world, above).collect() };
    let found: Vec<&User> = people.into_iter().filter(is_found).collect();
    let total = found.len();
    let page = found.into_iter().skip(offset).take(limit);
    Ok(respond::beside(UserSpaces { total, users: page.map(|user| row(world, user)).collect() }))
}

fn row(world: &World, user: &User) -> UserSpace {
    let space = world.personal_drive(user.id);
    UserSpace {
        person: listed(world, user),
        tenant_id: ids::tenant(world),
        container_id: space.map(|space| ids::container(space.id)),
        capacity: space.map(|space| capacity::told(space.total)),
        space_used: space.map(|space| capacity::used_told(used(world, space))),
        space_status: space.map(|space| render::status(space).to_string()),
    }
}
