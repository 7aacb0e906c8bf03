//! Letting people into groups, and out of them.
//!
//! See <https://support.huaweicloud.com/api-koodrive/BatchAddGroupMembers.html> and its neighbour. The tables have
//! `amendModRoles`, the examples `userIds`: both are taken.

use axum::response::Response;
use serde::Deserialize;

use super::find::managed;
use crate::{
    http::{Operation, body::Object},
    koodrive::{
        auth::Caller,
        error::Error,
        ids,
        json::{Id, Loose},
        respond,
        scopes::WRITE,
        wire::MembersChanged,
    },
    world::{GroupId, MemberRole, MessageKind, Timestamp, World},
};

/// Lets people into a group.
pub const BATCH_ADD_GROUP_MEMBERS: Operation = Operation { name: "BatchAddGroupMembers", ..WRITE };
/// Lets people out of a group.
pub const BATCH_DELETE_GROUP_MEMBERS: Operation = Operation { name: "batchDeleteGroupMembers", ..WRITE };

/// The most people of a group, and of one call.
const MOST: usize = 200;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MembersBody {
    amend_mod_roles: Option<Vec<Object<AmendModRole>>>,
    user_ids: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AmendModRole {
    user_id: Loose<u64>,
}

/// Lets people into a group; each succeeds or fails by themselves.
///
/// Handles `POST /koodrive/ose/v1/usergroups/{group_id}/members/batchAdd`.
pub async fn add(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    change(&caller, &id, |world, group, user, now| {
        let Some(user) = ids::parse_user(world, user) else { return false };
        let Some(group) = world.group(group).cloned() else { return false };
        if group.role(user).is_some() {
            return true;
        }
        if group.members.len() >= MOST {
            return false;
        }
        let text = format!("You are in the group {}.", group.name);
        world.tell(user, caller.user, MessageKind::Team, &text, now);
        world.join_group(group.id, user, MemberRole::Normal).is_ok()
    })
}

/// Lets people out of a group, but not its owner; each succeeds or fails by themselves.
///
/// Handles `POST /koodrive/ose/v1/usergroups/{group_id}/members/batchDelete`.
pub async fn remove(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    change(&caller, &id, |world, group, user, now| {
        let Some(user) = ids::parse_user(world, user) else { return false };
        let Some(group) = world.group(group).cloned() else { return false };
        if group.role(user).is_none_or(|role| role == MemberRole::Owner) {
            return false;
        }
        let text = format!("You are no longer in the group {}.", group.name);
        world.tell(user, caller.user, MessageKind::Team, &text, now);
        world.leave_group(group.id, user, caller.user).is_ok()
    })
}

fn change(
    caller: &Caller,
    id: &str,
    one: impl Fn(&mut World, GroupId, &str, Timestamp) -> bool,
) -> Result<Response, Error> {
    let MembersBody { amend_mod_roles, user_ids } = caller.body()?;
    let users: Vec<String> = match (amend_mod_roles, user_ids) {
        (Some(roles), None) => {
            let id = |Object(role): Object<AmendModRole>| role.user_id.0.map(|id| id.to_string());
            roles.into_iter().map(id).collect::<Option<_>>().ok_or(Error::Parameters)?
        }
        (None, Some(ids)) => ids,
        _ => return Err(Error::Parameters),
    };
    if !(1..=MOST).contains(&users.len()) {
        return Err(Error::Parameters);
    }
    let failed_list: Vec<String> = caller.sandbox().write(|world, now| {
        let group = managed(caller, world, id)?.id;
        Ok::<_, Error>(users.iter().filter(|user| !one(world, group, user, now)).cloned().collect())
    })?;
    let status = match failed_list.len() {
        0 => 0,
        failed if failed == users.len() => 2,
        _ => 1,
    };
    Ok(respond::beside(MembersChanged { status, failed_list }))
}
