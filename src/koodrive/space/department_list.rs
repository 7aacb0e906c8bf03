//! The spaces of departments.
//!
//! See <https://support.huaweicloud.com/api-koodrive/GetDepartmentSpaceList.html>.

use axum::response::Response;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        capacity, dates,
        error::Error,
        ids,
        json::Query,
        paging::offset_limit,
        people::{departments, may_lead},
        render::{creator, status, used},
        respond,
        scopes::READ,
        wire::{DepartmentSpace, DepartmentSpaces, DepartmentsSpace},
    },
    world::{Drive, Group, MemberRole, Owner, World, name},
};

/// Lists the departments with their spaces.
pub const GET_DEPARTMENT_SPACE_LIST: Operation = Operation { name: "GetDepartmentSpaceList", ..READ };

/// Lists the departments that the caller administers, each with its space if it has one.
///
/// Handles `GET /koodrive/ose/v1/space/departmentList`.
pub fn list(query: Query, caller: Caller) -> Result<Response, Error> {
    let (offset, limit) = offset_limit(&query)?;
    let world = caller.world();
    let theirs = departments(world).filter(|group| may_lead(&caller, world, Some(group.id)).is_ok());
    let theirs: Vec<&Group> = theirs.collect();
    if theirs.is_empty() && !caller.is_administrator(world) {
        return Err(Error::NoPermission);
    }
    let wanted = name::key(&query.get("keyWord").unwrap_or_default().into());
    let found: Vec<&Group> = theirs.into_iter().filter(|group| is_found(world, group, &wanted)).collect();
    let total = found.len();
    let page = found.into_iter().skip(offset).take(limit);
    Ok(respond::beside(DepartmentSpaces {
        total,
        departments: page.map(|group| row(world, group)).collect(),
    }))
}

/// Whether the name of a department or of one of its administrators has this text in it.
fn is_found(world: &World, group: &Group, wanted: &str) -> bool {
    let leads = group.members.iter().filter(|member| member.role >= MemberRole::Admin);
    let leads = leads.filter_map(|member| world.user(member.user)).map(|user| &user.display_name);
    leads.chain([&group.name]).any(|text| name::key(text).contains(wanted))
}

fn row(world: &World, group: &Group) -> DepartmentSpace {
    let space = world.drives().find(|drive| drive.owner == Owner::Team(group.id));
    DepartmentSpace {
        id: ids::group(group.id).to_string(),
        parent_id: group.parent.map_or(ids::ROOT_DEPARTMENT, ids::group).to_string(),
        name: group.name.to_string(),
        tenant_id: ids::tenant(world),
        user_num: space.map(|_| group.members.len()),
        space: space.and_then(|space| of_department(world, space)),
    }
}

fn of_department(world: &World, space: &Drive) -> Option<DepartmentsSpace> {
    let root = world.node(space.root).ok()?;
    let Owner::Team(group) = space.owner else { return None };
    Some(DepartmentsSpace {
        owner_id: ids::group(group).to_string(),
        status: status(space),
        capacity: capacity::told(space.total),
        space_used: capacity::used_told(used(world, space)),
        container_id: ids::container(space.id),
        biz_root_file_id: ids::file(root),
        creator: creator(world, root.created.by),
        create_time: dates::utc(root.created.at),
        modifier: creator(world, root.modified.by),
        update_time: dates::utc(root.modified.at),
    })
}
