//! Departments, looked at.
//!
//! See <https://support.huaweicloud.com/api-koodrive/GetDepartment.html> and
//! <https://support.huaweicloud.com/api-koodrive/GetDepartmentList.html>.

use axum::response::Response;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        error::Error,
        ids,
        json::{Id, Query},
        people::{ORGANISATION, department, departments},
        respond,
        scopes::READ,
        wire::{Department, Departments},
    },
    world::{Group, GroupId, World, name},
};

/// Returns a department.
pub const GET_DEPARTMENT: Operation = Operation { name: "GetDepartment", ..READ };
/// Lists the departments right below one.
pub const GET_DEPARTMENT_LIST: Operation = Operation { name: "GetDepartmentList", ..READ };

/// Returns a department.
///
/// Handles `GET /koodrive/ose/v1/departments/{department_id}`.
pub fn get(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let found = department(world, &id)?;
    Ok(respond::beside(render(world, found)))
}

/// Lists the departments right below one; without one, the organisation alone.
///
/// Handles `GET /koodrive/ose/v1/departmentList`.
pub fn list(query: Query, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let found = match query.get("departmentId") {
        None => vec![None],
        Some(id) => {
            let above = department(world, id)?;
            let below = departments(world).filter(|group| group.parent == above);
            below.map(|group| Some(group.id)).collect()
        }
    };
    let wanted = name::key(&query.get("keyWord").unwrap_or_default().into());
    let rows = found.into_iter().map(|found| render(world, found));
    let list = rows.filter(|row| name::key(&row.name.as_str().into()).contains(&*wanted)).collect();
    Ok(respond::beside(Departments { list }))
}

fn render(world: &World, found: Option<GroupId>) -> Department {
    let id = |group: Option<GroupId>| group.map_or(ids::ROOT_DEPARTMENT, ids::group).to_string();
    let group: Option<&Group> = found.and_then(|found| world.group(found));
    Department {
        id: id(found),
        org_id: ids::org(world),
        dept_id: ids::org_department(found),
        parent_id: group.map(|group| id(group.parent)),
        name: group.map_or(ORGANISATION, |group| &group.name).to_owned(),
        tenant_id: ids::tenant(world),
    }
}
