//! Making departments, changing and removing them, each with its space.
//!
//! See <https://support.huaweicloud.com/api-koodrive/CreateDepartment.html> and its neighbours.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        capacity,
        error::Error,
        ids,
        json::Id,
        names,
        people::{department, departments, is_within, may_lead, part, spaces_of},
        respond,
        scopes::WRITE,
        wire::Made,
    },
    world::{MessageKind, Owner},
};

/// Makes a department.
pub const CREATE_DEPARTMENT: Operation = Operation { name: "CreateDepartment", ..WRITE };
/// Changes a department.
pub const UPDATE_DEPARTMENT: Operation = Operation { name: "UpdateDepartment", ..WRITE };
/// Removes a department.
pub const DELETE_DEPARTMENT: Operation = Operation { name: "DeleteDepartment", ..WRITE };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DepartmentBody {
    name: String,
    parent_id: String,
}

/// Makes a department with a space.
///
/// Handles `POST /koodrive/ose/v1/departments`.
pub fn create(caller: Caller) -> Result<Response, Error> {
    let DepartmentBody { name, parent_id } = caller.body()?;
    names::check(&name)?;
    let id = caller.sandbox().write(|world, now| {
        let parent = department(world, &parent_id)?;
        may_lead(&caller, world, parent)?;
        let made = world.add_department(&name, parent, caller.actor, now);
        world.add_drive(&name, Owner::Team(made), capacity::USUAL, now);
        Ok::<_, Error>(ids::group(made).to_string())
    })?;
    Ok(respond::data(Made { id }))
}

/// Gives a department and its spaces another name, and the department another place.
///
/// Handles `PUT /koodrive/ose/v1/departments/{department_id}`.
pub fn update(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let DepartmentBody { name, parent_id } = caller.body()?;
    names::check(&name)?;
    caller.sandbox().write(|world, now| {
        let group = part(world, &id)?.id;
        let parent = department(world, &parent_id)?;
        may_lead(&caller, world, Some(group))?;
        if world.group(group).is_some_and(|group| group.parent != parent) {
            may_lead(&caller, world, parent)?;
        }
        if is_within(world, parent, Some(group)) {
            caller.call.note("a department cannot lie below itself");
            return Err(Error::Parameters);
        }
        world.edit_group(group, |group| {
            group.name = name.as_str().into();
            group.parent = parent;
        })?;
        for drive in spaces_of(world, group) {
            world.rename_drive(caller.actor, drive, &name, now)?;
        }
        Ok::<_, Error>(())
    })?;
    Ok(respond::done())
}

/// Removes a department that has none below it, with its spaces; its people stay in the organisation.
///
/// Handles `DELETE /koodrive/ose/v1/departments/{department_id}`.
pub fn delete(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    caller.sandbox().write(|world, now| {
        let group = part(world, &id)?.clone();
        may_lead(&caller, world, Some(group.id))?;
        if departments(world).any(|below| below.parent == Some(group.id)) {
            caller.call.note("there are departments below this one");
            return Err(Error::Parameters);
        }
        for drive in spaces_of(world, group.id) {
            world.remove_drive(drive)?;
        }
        world.remove_group(group.id)?;
        let text = format!("The department {} was removed.", group.name);
        for member in group.members.iter() {
            world.tell(member.user, caller.user, MessageKind::Team, &text, now);
        }
        Ok::<_, Error>(())
    })?;
    Ok(respond::done())
}
