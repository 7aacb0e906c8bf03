//! Changing and removing users.
//!
//! See <https://support.huaweicloud.com/api-koodrive/UpdateUser.html> and its neighbour.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        error::Error,
        json::{Id, Loose},
        people::{Role, check_governed, department, department_of, may_lead, may_manage, person, role},
        respond,
        scopes::WRITE,
    },
    world::{GroupId, MemberRole, MessageKind, Timestamp, UserId, World},
};

/// Changes a user.
pub const UPDATE_USER: Operation = Operation { name: "UpdateUser", ..WRITE };
/// Removes a user.
pub const DELETE_USER: Operation = Operation { name: "DeleteUser", ..WRITE };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UpdateBody {
    #[serde(default)]
    dept_id: Loose<u64>,
    #[serde(default)]
    role: Loose<u64>,
    #[serde(default)]
    status: Loose<u64>,
}

/// What changes of a user.
pub struct Changes {
    /// The id of another department.
    pub department: Option<u64>,
    /// The number of another role.
    pub role: Option<u64>,
    /// 0 let in, 1 locked out.
    pub status: Option<u64>,
}

/// Puts a user into another department, gives them another role, locks them out or lets them in.
///
/// Handles `PUT /koodrive/ose/v1/users/{user_id}`.
pub fn update(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let UpdateBody { dept_id, role, status } = caller.body()?;
    let changes = Changes { department: dept_id.0, role: role.0, status: status.0 };
    caller.sandbox().write(|world, now| {
        let user = person(world, &id)?.id;
        may_manage(&caller, world, user)?;
        apply(&caller, world, user, &changes, now)
    })?;
    Ok(respond::done())
}

/// Removes a user with their spaces and all that lies in them.
///
/// Handles `DELETE /koodrive/ose/v1/users/{user_id}`.
pub fn delete(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    caller.sandbox().write(|world, _| {
        let user = person(world, &id)?.id;
        may_manage(&caller, world, user)?;
        if user == caller.user {
            caller.call.note("nobody removes themselves");
            return Err(Error::Parameters);
        }
        world.remove_user(user, caller.user)?;
        Ok(())
    })?;
    Ok(respond::done())
}

/// Changes a user whom the caller may manage.
pub fn apply(
    caller: &Caller,
    world: &mut World,
    user: UserId,
    changes: &Changes,
    now: Timestamp,
) -> Result<(), Error> {
    if let Some(id) = changes.department {
        let target = department(world, &id.to_string())?;
        move_to(caller, world, user, target, now)?;
    }
    if let Some(number) = changes.role {
        give(caller, world, user, Role::of(number)?, now)?;
    }
    if let Some(status) = changes.status {
        let is_disabled = match status {
            0 => false,
            1 => true,
            _ => return Err(Error::Parameters),
        };
        world.edit_user(user, |user| user.is_disabled = is_disabled)?;
    }
    check_governed(caller, world)
}

fn move_to(
    caller: &Caller,
    world: &mut World,
    user: UserId,
    target: Option<GroupId>,
    now: Timestamp,
) -> Result<(), Error> {
    may_lead(caller, world, target)?;
    let home = department_of(world, user).map(|group| group.id);
    if home == target {
        return Ok(());
    }
    if let Some(home) = home {
        world.leave_group(home, user, caller.user)?;
    }
    if let Some(target) = target {
        world.join_group(target, user, MemberRole::Normal)?;
        let name = world.group(target).map(|group| group.name.to_string()).unwrap_or_default();
        world.tell(user, caller.user, MessageKind::Team, &format!("You are in the department {name}."), now);
    }
    Ok(())
}

/// Gives a user another role; only administrators of the tenant make others of them.
fn give(caller: &Caller, world: &mut World, user: UserId, new: Role, now: Timestamp) -> Result<(), Error> {
    if role(world, user) == new {
        return Ok(());
    }
    if new == Role::Tenant && !caller.is_administrator(world) {
        return Err(Error::NoPermission);
    }
    world.edit_user(user, |user| user.is_administrator = new == Role::Tenant)?;
    let home = department_of(world, user).map(|group| group.id);
    match (new, home) {
        (Role::Department, None) => {
            caller.call.note("the person is in no department");
            return Err(Error::Parameters);
        }
        (Role::Department, Some(home)) => world.join_group(home, user, MemberRole::Admin)?,
        (Role::Common, Some(home)) => world.join_group(home, user, MemberRole::Normal)?,
        (Role::Common, None) | (Role::Tenant, _) => {}
    }
    let text = match new {
        Role::Department => "You administer your department.",
        Role::Common => "You are a common user.",
        Role::Tenant => "You administer the tenant.",
    };
    world.tell(user, caller.user, MessageKind::Management, text, now);
    Ok(())
}
