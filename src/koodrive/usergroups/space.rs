//! Making a group together with its space and its people.
//!
//! See <https://support.huaweicloud.com/api-koodrive/CreateGroupSpace.html>. The newer table has `addGroupUsers`, the
//! older one `userIds`: both are taken.

use axum::response::Response;
use serde::Deserialize;

use super::{
    change::check_name,
    members::{self, One},
};
use crate::{
    http::{Operation, body::Object},
    koodrive::{
        auth::Caller, capacity, error::Error, ids, json::Loose, respond, scopes::WRITE,
        templates::AmendModRole, wire::MadeGroup,
    },
    world::{GroupKind, Member, MemberRole, Owner},
};

/// Makes a group with a space.
pub const CREATE_GROUP_SPACE: Operation = Operation { name: "CreateGroupSpace", ..WRITE };
/// Removes a group with its space.
pub const DELETE_GROUP_SPACE: Operation = Operation { name: "DeleteGroupSpace", ..WRITE };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreateBody {
    name: String,
    #[serde(default)]
    capacity: Loose<u64>,
    add_group_users: Option<Vec<Object<AmendModRole>>>,
    user_ids: Option<Vec<String>>,
}

/// Makes a group that the caller owns, with a space and further people, who get what the request says; each of them succeeds
/// or fails by themselves.
///
/// Handles `POST /koodrive/ose/v1/space/group`.
pub fn create(caller: Caller) -> Result<Response, Error> {
    let CreateBody { name, capacity, add_group_users, user_ids } = caller.body()?;
    check_name(&name)?;
    let total = capacity.0.map_or(Ok(capacity::USUAL), capacity::bytes)?;
    let users = One::all(add_group_users.as_deref(), user_ids)?;
    let (id, failed_list) = caller.sandbox().write(|world, now| {
        let owner = Member::new(caller.user, MemberRole::Owner);
        let group = world.add_group(&name, GroupKind::Team, [owner].into(), now);
        world.add_drive(&name, Owner::Team(group), total, now);
        let failed = users.iter().filter(|user| !members::let_in(&caller, world, group, user, now));
        let failed: Vec<String> = failed.map(|user| user.user.clone()).collect();
        Ok::<_, Error>((ids::group(group).to_string(), failed))
    })?;
    Ok(respond::beside(MadeGroup { id, failed_list }))
}
