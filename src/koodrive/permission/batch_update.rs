//! Saying what members of a team may do in its space, or with an item of it.
//!
//! See <https://support.huaweicloud.com/api-koodrive/PermissionBatchUpdate.html>.

use axum::response::Response;
use serde::Deserialize;

use super::find::{may_authorize, may_be_granted, space};
use crate::{
    http::{Operation, body::Object},
    koodrive::{
        auth::{Caller, item},
        error::Error,
        json::Loose,
        people::person,
        respond,
        scopes::WRITE,
        templates::{AmendModRole, is_for_items},
    },
    world::{Grantee, NamedRole, NodeId, Permission, Permit, Role, Stamp, Timestamp, UserId, World},
};

/// Says what members may do.
pub const PERMISSION_BATCH_UPDATE: Operation = Operation { name: "PermissionBatchUpdate", ..WRITE };

/// The most people of a call: those of a group.
const MOST: usize = 200;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UpdateBody {
    amend_mod_roles: Vec<Object<AmendModRole>>,
    #[serde(rename = "type")]
    kind: Loose<u64>,
    container: String,
    #[serde(default)]
    file_id: Loose<String>,
}

/// Says what members may do in the space of their team, or with an item of it: for all of them, or for none.
///
/// Handles `PUT /koodrive/ose/v1/permission/batchupdate`.
pub fn update(caller: Caller) -> Result<Response, Error> {
    let UpdateBody { amend_mod_roles, kind, container, file_id } = caller.body()?;
    let kind = kind.0.filter(|kind| *kind <= 1).ok_or(Error::Parameters)?;
    if !(1..=MOST).contains(&amend_mod_roles.len()) {
        return Err(Error::Parameters);
    }
    caller.sandbox().write(|world, now| {
        let (drive, group) = space(world, &container, kind)?;
        may_authorize(&caller, world, group)?;
        let (group, drive) = (group.clone(), world.drive(drive)?);
        let node = file_id.0.as_deref().map(|id| item(world, drive, id)).transpose()?;
        let node = node.map(|node| node.id).filter(|id| *id != drive.root);
        node.map(|id| world.live(id).map(drop)).transpose()?;
        for amended in &amend_mod_roles {
            let user = person(world, &amended.user()?)?.id;
            may_be_granted(&group, user)?;
            let named = amended.role(world)?;
            match node {
                Some(id) => share(&caller, world, id, user, named, now)?,
                None => world.grant_role(group.id, user, Some(named))?,
            }
        }
        Ok::<_, Error>(())
    })?;
    Ok(respond::done())
}

/// Gives a person a role on an item, in place of what they were given there before.
fn share(
    caller: &Caller,
    world: &mut World,
    id: NodeId,
    user: UserId,
    named: NamedRole,
    now: Timestamp,
) -> Result<(), Error> {
    if !is_for_items(named) {
        caller.call.note("this template is for whole spaces");
        return Err(Error::Parameters);
    }
    let abilities = world.abilities_of_role(world.node(id)?.drive, named).unwrap_or_default();
    let email = world.user(user).map(|user| user.email.clone()).unwrap_or_default();
    let grant = Permit::Person { person: Grantee { user: Some(user), email }, must_sign_in: true };
    let given = Stamp { at: now, by: caller.actor };
    let permission = Permission::new(Role::closest(abilities), grant, given, caller.principal.app);
    world.share(id, Permission { named: Some(named), ..permission })?;
    Ok(())
}
