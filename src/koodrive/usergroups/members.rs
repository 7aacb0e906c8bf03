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
        auth::Caller, error::Error, ids, json::Id, respond, scopes::WRITE, templates::AmendModRole,
        wire::MembersChanged,
    },
    world::{GroupId, MemberRole, MessageKind, Timestamp, World},
};

/// Lets people into a group.
pub const BATCH_ADD_GROUP_MEMBERS: Operation = Operation { name: "BatchAddGroupMembers", ..WRITE };
/// Lets people out of a group.
pub const BATCH_DELETE_GROUP_MEMBERS: Operation = Operation { name: "batchDeleteGroupMembers", ..WRITE };

/// The most people of a group, and of one call.
pub const MOST: usize = 200;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MembersBody {
    amend_mod_roles: Option<Vec<Object<AmendModRole>>>,
    user_ids: Option<Vec<String>>,
}

/// One of a request's people.
pub struct One<'r> {
    /// Their id.
    pub user: String,
    /// What they are to get, if anything.
    amended: Option<&'r AmendModRole>,
}

impl<'r> One<'r> {
    /// Returns those whom a request names, with what they are to get or by their ids alone.
    pub fn all(
        roles: Option<&'r [Object<AmendModRole>]>,
        ids: Option<Vec<String>>,
    ) -> Result<Vec<Self>, Error> {
        let users = match (roles, ids) {
            (Some(roles), None) => roles.iter().map(|role| Self::of(role)).collect::<Result<_, Error>>()?,
            (None, ids) => {
                ids.unwrap_or_default().into_iter().map(|user| Self { user, amended: None }).collect()
            }
            (Some(_), Some(_)) => return Err(Error::Parameters),
        };
        Some(users).filter(|users: &Vec<Self>| users.len() <= MOST).ok_or(Error::Parameters)
    }

    fn of(role: &'r AmendModRole) -> Result<Self, Error> {
        Ok(Self { user: role.user()?, amended: Some(role).filter(|role| role.gives()) })
    }
}

/// Lets people into a group, and gives them what the request says; each succeeds or fails by themselves.
///
/// Handles `POST /koodrive/ose/v1/usergroups/{group_id}/members/batchAdd`.
pub fn add(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    change(&caller, &id, |world, group, one, now| let_in(&caller, world, group, one, now))
}

/// Lets a person into a group, gives them what the request says, and returns whether that is so then.
pub fn let_in(caller: &Caller, world: &mut World, group: GroupId, one: &One<'_>, now: Timestamp) -> bool {
    let Some(user) = ids::parse_user(world, &one.user) else { return false };
    let Some(group) = world.group(group).cloned() else { return false };
    let Ok(named) = one.amended.map(|amended| amended.role(world)).transpose() else { return false };
    match group.role(user) {
        // Who looks after the group may do everything there.
        Some(role) if role >= MemberRole::Admin => return named.is_none(),
        Some(_) => {}
        None if group.members.len() >= MOST => return false,
        None => {
            let text = format!("You are in the group {}.", group.name);
            world.tell(user, caller.user, MessageKind::Team, &text, now);
            if world.join_group(group.id, user, MemberRole::Normal).is_err() {
                return false;
            }
        }
    }
    named.is_none_or(|named| world.grant_role(group.id, user, Some(named)).is_ok())
}

/// Lets people out of a group, but not its owner; each succeeds or fails by themselves.
///
/// Handles `POST /koodrive/ose/v1/usergroups/{group_id}/members/batchDelete`.
pub fn remove(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    change(&caller, &id, |world, group, one, now| {
        let Some(user) = ids::parse_user(world, &one.user) else { return false };
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
    one: impl Fn(&mut World, GroupId, &One<'_>, Timestamp) -> bool,
) -> Result<Response, Error> {
    let MembersBody { amend_mod_roles, user_ids } = caller.body()?;
    let users = One::all(amend_mod_roles.as_deref(), user_ids)?;
    if users.is_empty() {
        return Err(Error::Parameters);
    }
    let failed_list: Vec<String> = caller.sandbox().write(|world, now| {
        let group = managed(caller, world, id)?.id;
        let failed = users.iter().filter(|user| !one(world, group, user, now));
        Ok::<_, Error>(failed.map(|user| user.user.clone()).collect())
    })?;
    let status = match failed_list.len() {
        0 => 0,
        failed if failed == users.len() => 2,
        _ => 1,
    };
    Ok(respond::beside(MembersChanged { status, failed_list }))
}
