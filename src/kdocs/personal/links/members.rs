//! The people who work on a shared document together.

use axum::response::Response;
use serde::Deserialize;

use super::share::{self, Right};
use crate::{
    http::Operation,
    kdocs::{
        auth::{Caller, token::Personal},
        error::Error,
        ids,
        json::{Id, Ids, Json},
        respond, scopes,
    },
    world::{Grantee, NodeId, Permission, Permit, Stamp, Timestamp, User, World},
};

/// The vendor names it and prints neither its body nor its scope; both are ours.
pub const ADD: Operation = Operation { name: "personal.files.links.members.add", ..scopes::EDIT_PERSONAL };

/// <https://developer.kdocs.cn/server/personal/links-update-member.html>
pub const UPDATE: Operation =
    Operation { name: "personal.files.links.members.update", ..scopes::EDIT_PERSONAL };

/// The vendor names it and does not print it; path and scope are ours.
pub const REMOVE: Operation =
    Operation { name: "personal.files.links.members.remove", ..scopes::EDIT_PERSONAL };

/// Who is added, and what they may do.
#[derive(Deserialize)]
pub struct AddBody {
    user_id: String,
    /// The table of the vendor's page has one s too many.
    #[serde(alias = "permisssion")]
    permission: Right,
}

/// What a person may do from now on.
#[derive(Deserialize)]
pub struct UpdateBody {
    #[serde(alias = "permisssion")]
    permission: Right,
}

/// Adds a person to a shared document; one who is there already gets the new right.
///
/// Handles `POST /api/v1/openapi/personal/files/{file_token}/links/members`.
/// Handles `POST /api/v1/openapi/personal/files/{file_token}/links/memeber`.
pub fn add(Personal(caller): Personal, Id(id): Id, Json(body): Json<AddBody>) -> Result<Response, Error> {
    caller.sandbox().write(|world, now| {
        let node = shared(&caller, world, &id, now)?;
        let user = person(&caller, world, &body.user_id)?.clone();
        let owns = world.drive(world.node(node)?.drive)?.person() == Some(user.id);
        if owns {
            return Err(Error::Invalid("user_id: the owner of a document is no collaborator of it".into()));
        }
        let person = Grantee { user: Some(user.id), email: user.email };
        let (grant, given) =
            (Permit::Person { person, must_sign_in: true }, Stamp { at: now, by: caller.actor });
        let member = Permission::new(body.permission.role(), grant, given, caller.principal.app);
        world.share(node, member)?;
        Ok(())
    })?;
    Ok(respond::done())
}

/// Changes what a person may do.
///
/// Handles `PUT /api/v1/openapi/personal/files/{file_token}/links/members/{user_id}`.
/// Handles `PUT /api/v1/openapi/personal/files/{file_token}/links/memeber/{user_id}`.
pub fn update(
    Personal(caller): Personal,
    Ids(id, user_id): Ids,
    Json(body): Json<UpdateBody>,
) -> Result<Response, Error> {
    caller.sandbox().write(|world, now| {
        let node = shared(&caller, world, &id, now)?;
        let number = member(&caller, world, node, &user_id, now)?;
        Ok::<_, Error>(world.edit_permission(node, number, |given| given.set_role(body.permission.role()))?)
    })?;
    Ok(respond::done())
}

/// Takes a person off a shared document.
///
/// Handles `DELETE /api/v1/openapi/personal/files/{file_token}/links/members/{user_id}`.
/// Handles `DELETE /api/v1/openapi/personal/files/{file_token}/links/memeber/{user_id}`.
pub fn remove(Personal(caller): Personal, Ids(id, user_id): Ids) -> Result<Response, Error> {
    caller.sandbox().write(|world, now| {
        let node = shared(&caller, world, &id, now)?;
        let number = member(&caller, world, node, &user_id, now)?;
        Ok::<_, Error>(world.unshare(node, number)?)
    })?;
    Ok(respond::done())
}

/// Returns the document of this id, if it is shared and the caller may change that.
fn shared(caller: &Caller, world: &World, id: &str, now: Timestamp) -> Result<NodeId, Error> {
    let node = share::own(caller, world, id, now)?;
    share::needed(world, node, id, now)?;
    Ok(node.id)
}

/// Returns the number of what a person was given on a document by name.
fn member(caller: &Caller, world: &World, node: NodeId, user_id: &str, now: Timestamp) -> Result<u64, Error> {
    let user = person(caller, world, user_id)?;
    let given = share::member(world, node, user, now);
    let stranger = || Error::PermissionDenied(format!("the document is not shared with {user_id}").into());
    Ok(given.ok_or_else(stranger)?.number)
}

/// Returns the person of this id.
fn person<'w>(caller: &Caller, world: &'w World, id: &str) -> Result<&'w User, Error> {
    let user = ids::parse_user(world, &caller.app_key, id).and_then(|user| world.user(user));
    user.ok_or_else(|| Error::Invalid(format!("user_id: there is no user {id}").into()))
}
