//! The permissions on an item: told, changed, taken back.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use serde::Deserialize;

use super::{
    answer,
    auth::Caller,
    count,
    error::Error,
    ids, invite,
    items::GET_DRIVE,
    json::{Json, Path},
    odata::Options,
    render::Render,
    tags, versions,
    wire::{List, PermissionBody},
};
use crate::{
    http::{self, LinkBase, Operation},
    world::{
        Error as WorldError, Flavor, LinkScope, Node, NodeId, Permission, Permit, Role, Timestamp, World,
    },
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-list-permissions>
pub const LIST: Operation = Operation { name: "driveItem.permissions.list", ..GET_DRIVE };

/// How many of them there are.
pub const COUNT: Operation = Operation { name: "driveItem.permissions.count", ..GET_DRIVE };

/// <https://learn.microsoft.com/en-us/graph/api/permission-get>
pub const GET: Operation = Operation { name: "permission.get", ..GET_DRIVE };

/// <https://learn.microsoft.com/en-us/graph/api/permission-update>
pub const UPDATE: Operation =
    Operation { name: "permission.update", writes: true, scopes: versions::WRITE, ..Operation::BASE };

/// <https://learn.microsoft.com/en-us/graph/api/permission-delete>
pub const DELETE: Operation = Operation { name: "permission.delete", ..UPDATE };

/// What an update may hold.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UpdateBody {
    roles: Option<Vec<String>>,
    expiration_date_time: Option<String>,
}

/// All permissions that hold for an item; a person who is no owner is told of those that name them.
pub async fn list(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    options: Options,
) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, now| {
        let node = caller.reach(world, &drive, &item)?;
        let render = Render { world, base: &base };
        let context = format!("{}('{}')/permissions", render.items_context(node), ids::item(world, node));
        let all = told(&caller, &render, node, now);
        let value = all.iter().map(|permission| options.selected(permission)).collect();
        Ok(answer(StatusCode::OK, &List { context, value }))
    })
}

/// How many permissions the list holds.
pub async fn count(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    _: Options,
) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, now| {
        let node = caller.reach(world, &drive, &item)?;
        Ok(count::told(told(&caller, &Render { world, base: &base }, node, now).len() as u64))
    })
}

/// One permission.
pub async fn get(
    caller: Caller,
    base: LinkBase,
    Path((drive, item, permission)): Path<(String, String, String)>,
    options: Options,
) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, now| {
        let node = caller.reach(world, &drive, &item)?;
        let render = Render { world, base: &base };
        let all = told(&caller, &render, node, now);
        let found = all.into_iter().find(|known| known.id == permission).ok_or(WorldError::NotFound)?;
        Ok(options.answer(StatusCode::OK, &entity(&render, node, found)))
    })
}

/// Changes the role of a person, or the end of a link.
pub async fn update(
    caller: Caller,
    base: LinkBase,
    Path((drive, item, permission)): Path<(String, String, String)>,
    headers: HeaderMap,
    Json(body): Json<UpdateBody>,
) -> Result<Response, Error> {
    let role = body.roles.as_deref().map(invite::role).transpose()?;
    caller.write(|world, now| {
        let end = body.expiration_date_time.as_deref();
        let end = end.map(|end| invite::expiration(end, now)).transpose()?;
        let node = own(&caller, world, (&drive, &item), &permission, &headers, now)?;
        let (id, given) = node;
        let is_person = matches!(given.grant, Permit::Person { .. });
        if !is_person && given.scope() != LinkScope::Anonymous {
            return Err(Error::Invalid("Links for the organization or for people cannot be updated."));
        }
        if !is_person && role.is_some() {
            return Err(Error::Invalid("The roles of a sharing link cannot be updated."));
        }
        world.edit_permission(id, given.number, |known| {
            known.role = role.unwrap_or(known.role);
            known.expires = end.or(known.expires);
        })?;
        let (node, render) = (world.node(id)?, Render { world, base: &base });
        let changed = find(world, id, given.number)?;
        Ok(answer(StatusCode::OK, &entity(&render, node, render.permission(node, node, changed))))
    })
}

/// Takes a permission back.
pub async fn delete(
    caller: Caller,
    Path((drive, item, permission)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    caller.write(|world, now| {
        let (id, given) = own(&caller, world, (&drive, &item), &permission, &headers, now)?;
        world.unshare(id, given.number)?;
        Ok(http::empty(StatusCode::NO_CONTENT))
    })
}

/// The permission of this id, if it was given on the item itself.
pub fn own(
    caller: &Caller,
    world: &World,
    (drive, item): (&str, &str),
    permission: &str,
    headers: &HeaderMap,
    now: Timestamp,
) -> Result<(NodeId, Permission), Error> {
    let node = caller.reach(world, drive, item)?;
    let if_match = headers.get(header::IF_MATCH).and_then(|list| list.to_str().ok());
    if if_match.is_some_and(|list| !tags::names(list, world, node)) {
        return Err(Error::Modified);
    }
    // Nothing of the permission is told here, so its links may lead nowhere.
    let render = Render { world, base: &LinkBase::new("", now) };
    let owners = world.drive(node.drive).map(|drive| render.owners_permission(node, drive))?;
    if owners.id == permission {
        return Err(Error::Invalid("The permission of the owner cannot be changed."));
    }
    let mut all = world.permissions_on(node, now);
    let found = all.find(|(_, given)| ids::permission(given.number) == permission);
    match found.ok_or(WorldError::NotFound)? {
        (given_on, given) if given_on.id == node.id => Ok((node.id, given.clone())),
        _ => Err(Error::Invalid("Inherited permissions can only be changed where they were given.")),
    }
}

/// A permission that was given on this very item.
pub fn find(world: &World, id: NodeId, number: u64) -> Result<&Permission, Error> {
    let known = world.permissions(id).iter().find(|known| known.number == number);
    Ok(known.ok_or(WorldError::NotFound)?)
}

/// A permission as the whole of an answer.
pub fn entity(render: &Render<'_>, node: &Node, body: PermissionBody) -> PermissionBody {
    let item = ids::item(render.world, node);
    let context = format!("{}('{item}')/permissions/$entity", render.items_context(node));
    PermissionBody { context: Some(context), ..body }
}

/// What a caller is told of the permissions that hold for an item.
pub fn told(caller: &Caller, render: &Render<'_>, node: &Node, now: Timestamp) -> Vec<PermissionBody> {
    let is_owner = caller.role(render.world, node) == Some(Role::Owner);
    let user = caller.0.principal.user;
    let owners = render.world.drive(node.drive).ok().filter(|_| is_owner);
    let given = render
        .world
        .permissions_on(node, now)
        .filter(|(_, given)| is_owner || user.is_some_and(|user| given.names(user)));
    let owners = owners.map(|drive| render.owners_permission(node, drive));
    owners.into_iter().chain(given.map(|(from, given)| render.permission(node, from, given))).collect()
}

/// Refuses what personal drives do not allow on their root.
pub fn check_root(world: &World, node: &Node) -> Result<(), Error> {
    let consumer = world.drive(node.drive).is_ok_and(|drive| drive.flavor == Flavor::Consumer);
    if consumer && node.parent.is_none() {
        return Err(Error::Invalid("The root of a personal drive cannot be shared."));
    }
    Ok(())
}
