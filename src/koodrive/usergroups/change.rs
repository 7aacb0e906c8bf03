//! Making groups, changing and removing them.
//!
//! See <https://support.huaweicloud.com/api-koodrive/CreateUserGroup.html> and its neighbours.

use axum::response::Response;
use serde::Deserialize;

use super::find::{kind, managed};
use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        capacity,
        error::Error,
        ids,
        json::{Id, Loose},
        names,
        people::{person, spaces_of},
        respond,
        scopes::WRITE,
        wire::Made,
    },
    world::{Error as WorldError, GroupId, GroupKind, Member, MemberRole, MessageKind, Owner, UserId, World},
};

/// Makes a group.
pub const CREATE_USER_GROUP: Operation = Operation { name: "CreateUserGroup", ..WRITE };
/// Changes a group.
pub const UPDATE_USER_GROUP: Operation = Operation { name: "UpdateUserGroup", ..WRITE };
/// Removes a group.
pub const DELETE_USER_GROUP: Operation = Operation { name: "DeleteUserGroup", ..WRITE };

/// The most characters of a name.
const LONGEST: usize = 30;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreateBody {
    group_name: String,
    source_type: Loose<u64>,
    #[serde(default)]
    capacity: Loose<u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UpdateBody {
    group_name: String,
    #[serde(default)]
    user_id: Loose<String>,
    #[serde(default)]
    role: Loose<u64>,
}

/// Makes a group that the caller owns, with a space if the request says how large.
///
/// Handles `POST /koodrive/ose/v1/usergroups`.
pub fn create(caller: Caller) -> Result<Response, Error> {
    let CreateBody { group_name, source_type, capacity } = caller.body()?;
    check_name(&group_name)?;
    let kind = kind(source_type.0.ok_or(Error::Parameters)?)?;
    let total = capacity.0.map(capacity::bytes).transpose()?;
    if total.is_some() && kind != GroupKind::Team {
        // The other groups share no space.
        return Err(Error::Parameters);
    }
    let id = caller.sandbox().write(|world, now| {
        let owner = Member::new(caller.user, MemberRole::Owner);
        let group = world.add_group(&group_name, kind, [owner].into(), now);
        if let Some(bytes) = total {
            world.add_drive(&group_name, Owner::Team(group), bytes, now);
        }
        Ok::<_, Error>(ids::group(group).to_string())
    })?;
    Ok(respond::beside(Made { id }))
}

/// Gives a group another name, and one of its people another role.
///
/// Handles `PUT /koodrive/ose/v1/usergroups/{group_id}`.
pub fn update(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let UpdateBody { group_name, user_id, role } = caller.body()?;
    check_name(&group_name)?;
    let change = match (user_id.0, role.0) {
        (None, None) => None,
        (Some(user), Some(role)) => Some((user, role)),
        _ => return Err(Error::Parameters),
    };
    caller.sandbox().write(|world, now| {
        let group = managed(&caller, world, &id)?.id;
        world.edit_group(group, |group| group.name = group_name.as_str().into())?;
        for drive in spaces_of(world, group) {
            world.rename_drive(caller.actor, drive, &group_name, now)?;
        }
        if let Some((user, role)) = &change {
            let user = person(world, user)?.id;
            give(&caller, world, group, user, *role)?;
        }
        Ok::<_, Error>(())
    })?;
    Ok(respond::done())
}

/// Removes a group with its spaces.
///
/// Handles `DELETE /koodrive/ose/v1/usergroups/{group_id}`.
/// Handles `DELETE /koodrive/ose/v1/space/group/{group_id}`.
pub fn delete(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    caller.sandbox().write(|world, now| {
        let group = managed(&caller, world, &id)?.clone();
        for drive in spaces_of(world, group.id) {
            world.remove_drive(drive)?;
        }
        world.remove_group(group.id)?;
        let text = format!("The group {} was removed.", group.name);
        for member in group.members.iter() {
            world.tell(member.user, caller.user, MessageKind::Team, &text, now);
        }
        Ok::<_, Error>(())
    })?;
    Ok(respond::done())
}

/// Gives a member another role; only the owner, or the administrator of the tenant, gives the group away, and stays in
/// it as an administrator.
fn give(caller: &Caller, world: &mut World, group: GroupId, user: UserId, role: u64) -> Result<(), Error> {
    let known = world.group(group).ok_or(WorldError::NotFound)?;
    let owner = known.owner();
    known.role(user).ok_or(WorldError::NotFound)?;
    let role = match role {
        0 => MemberRole::Owner,
        1 => MemberRole::Admin,
        2 => MemberRole::Normal,
        _ => return Err(Error::Parameters),
    };
    if owner == Some(user) {
        // A group is given away by naming the one who receives it.
        return if role == MemberRole::Owner { Ok(()) } else { Err(Error::Parameters) };
    }
    if role == MemberRole::Owner {
        if owner != Some(caller.user) && !caller.is_administrator(world) {
            return Err(Error::NoPermission);
        }
        if let Some(owner) = owner {
            world.join_group(group, owner, MemberRole::Admin)?;
        }
    }
    Ok(world.join_group(group, user, role)?)
}

/// Refuses a name that no group may have.
pub fn check_name(name: &str) -> Result<(), Error> {
    names::check(name)?;
    if name == " " || name.chars().count() > LONGEST {
        return Err(Error::Parameters);
    }
    names::check_description(name)
}
