//! The permissions on an item.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;

use super::{find, terms};
use crate::{
    graph::{
        address::Address,
        auth::Caller,
        error::Error,
        items::metadata::Facet,
        json::{Json, Path},
        odata::Options,
        payload::{Date, Typed},
        render::{
            Render,
            context::Context,
            permission::{self, visible_permissions},
        },
        respond, scopes,
        wire::List,
    },
    http::{self, LinkBase, Operation, body::Object},
    world::{Error as WorldError, LinkScope, Permit},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-list-permissions>
pub const LIST: Operation = Operation { name: "driveItem.permissions.list", ..scopes::READ_SHARING };

/// <https://learn.microsoft.com/en-us/graph/api/permission-get>
pub const GET: Operation = Operation { name: "permission.get", ..scopes::READ_SHARING };

/// <https://learn.microsoft.com/en-us/graph/api/permission-update>
pub const UPDATE: Operation = Operation { name: "permission.update", ..scopes::WRITE_SHARING };

/// <https://learn.microsoft.com/en-us/graph/api/permission-delete>
pub const DELETE: Operation = Operation { name: "permission.delete", ..scopes::WRITE_SHARING };

/// <https://learn.microsoft.com/en-us/graph/api/permission-update#request-body>
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UpdateBody {
    roles: Option<Vec<String>>,
    expiration_date_time: Option<Date>,
    #[serde(rename = "id")]
    _id: Option<Typed<String>>,
    #[serde(rename = "shareId")]
    _share_id: Option<Typed<String>>,
    #[serde(rename = "hasPassword")]
    _has_password: Option<Typed<bool>>,
    #[serde(rename = "link")]
    _link: Option<Typed<Object<Facet>>>,
    #[serde(rename = "invitation")]
    _invitation: Option<Typed<Object<Facet>>>,
    #[serde(rename = "inheritedFrom")]
    _inherited_from: Option<Typed<Object<Facet>>>,
    #[serde(rename = "grantedTo")]
    _granted_to: Option<Typed<Object<Facet>>>,
    #[serde(rename = "grantedToV2")]
    _granted_to_v2: Option<Typed<Object<Facet>>>,
    #[serde(rename = "grantedToIdentities")]
    _granted_to_identities: Option<Typed<Vec<Object<Facet>>>>,
    #[serde(rename = "grantedToIdentitiesV2")]
    _granted_to_identities_v2: Option<Typed<Vec<Object<Facet>>>>,
}

/// Returns all permissions that hold for an item; to a person who does not own it, those that name them.
///
/// Handles `GET /v1.0/drives/{drive}/items/{item}/permissions`.
pub fn list(caller: Caller, base: LinkBase, address: Address, options: Options) -> Result<Response, Error> {
    let (world, now) = (caller.world(), caller.now());
    let node = caller.reach(world, &address)?;
    let render = Render::new(world, &base, Some(&caller));
    let context = Context::of(&caller, &base, &address).list("permissions", &options);
    let all = visible_permissions(&caller, &render, node, now);
    let value = all.iter().map(|permission| options.selected(permission)).collect();
    Ok(respond::json(StatusCode::OK, &List { context, value }))
}

/// Returns one permission.
///
/// Handles `GET /v1.0/drives/{drive}/items/{item}/permissions/{permission}`.
pub fn get(
    caller: Caller,
    base: LinkBase,
    address: Address,
    Path(permission_id): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    let (world, now) = (caller.world(), caller.now());
    let node = caller.reach(world, &address)?;
    let render = Render::new(world, &base, Some(&caller));
    let all = visible_permissions(&caller, &render, node, now);
    let found = all.into_iter().find(|known| known.id == permission_id).ok_or(WorldError::NotFound)?;
    let context = Context::of(&caller, &base, &address).entry("permissions", &options);
    Ok(options.respond(StatusCode::OK, &permission::entity(context, found)))
}

/// Changes the role of a person, or the end of a link.
///
/// Handles `PATCH /v1.0/drives/{drive}/items/{item}/permissions/{permission}`.
pub fn update(
    caller: Caller,
    base: LinkBase,
    address: Address,
    Path(permission_id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<UpdateBody>,
) -> Result<Response, Error> {
    let role = body.roles.as_deref().map(terms::role).transpose()?;
    caller.write(|world, now| {
        let end = body.expiration_date_time.and_then(|Date(end)| end);
        let end = end.map(|end| terms::in_future(end, now)).transpose()?;
        let (id, given) = find::own(&caller, world, &address, &permission_id, &headers, now)?;
        if let Some(role) = role {
            find::check_within(&caller, world, world.node(id)?, role)?;
        }
        let is_person = matches!(given.grant, Permit::Person { .. });
        if !is_person && given.scope() != LinkScope::Anonymous {
            return Err(Error::Invalid("Links for the organization or for people cannot be updated."));
        }
        if !is_person && role.is_some() {
            return Err(Error::Invalid("The roles of a sharing link cannot be updated."));
        }
        world.edit_permission(id, given.number, |known| {
            if let Some(role) = role {
                known.set_role(role);
            }
            known.expires = end.or(known.expires);
        })?;
        let (node, render) = (world.node(id)?, Render::new(world, &base, Some(&caller)));
        let changed = find::find(world, id, given.number)?;
        let context = Context::of(&caller, &base, &address).changed_entry("permissions");
        Ok(respond::json(
            StatusCode::OK,
            &permission::entity(context, render.permission(node, node, changed)),
        ))
    })
}

/// Deletes a permission; that of the owner stays.
///
/// Handles `DELETE /v1.0/drives/{drive}/items/{item}/permissions/{permission}`.
pub fn delete(
    caller: Caller,
    address: Address,
    Path(permission_id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    caller.write(|world, now| {
        let found = find::own_or_owners(&caller, world, &address, &permission_id, &headers, now)?;
        if let Some((id, given)) = found {
            world.unshare(id, given.number)?;
        }
        Ok(http::empty(StatusCode::NO_CONTENT))
    })
}
