//! Adding people to links, and taking them out.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;

use super::{
    find,
    terms::{self, Recipient},
};
use crate::{
    graph::{
        address::Address,
        auth::Caller,
        error::Error,
        json::{Json, Path},
        render::{Render, context::Context, permission},
        respond, scopes,
        wire::List,
    },
    http::{LinkBase, Operation, body::Object},
    world::{NodeId, Permission, Permit, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/permission-grant>
pub const GRANT: Operation = Operation { name: "permission.grant", ..scopes::WRITE_SHARING };

/// <https://learn.microsoft.com/en-us/graph/api/permission-revokegrants>
pub const REVOKE_GRANTS: Operation = Operation { name: "permission.revokeGrants", ..scopes::WRITE_SHARING };

/// <https://learn.microsoft.com/en-us/graph/api/permission-grant#request-body>
#[derive(Deserialize)]
pub struct GrantBody {
    recipients: Option<Vec<Object<Recipient>>>,
    roles: Option<Vec<String>>,
}

/// <https://learn.microsoft.com/en-us/graph/api/permission-revokegrants#request-body>
#[derive(Deserialize)]
pub struct RevokeBody {
    grantees: Option<Vec<Object<Recipient>>>,
}

/// Adds people to a link.
///
/// Handles `POST /v1.0/drives/{drive}/items/{item}/permissions/{permission}/grant`.
pub fn grant(
    caller: Caller,
    base: LinkBase,
    address: Address,
    Path(permission): Path<String>,
    headers: HeaderMap,
    Json(body): Json<GrantBody>,
) -> Result<Response, Error> {
    caller.write(|world, now| {
        let (id, given) = find::own(&caller, world, &address, &permission, &headers, now)?;
        grant_link(&caller, world, &base, id, &given, &body)
    })
}

/// Takes people out of a link.
///
/// Handles `POST /v1.0/drives/{drive}/items/{item}/permissions/{permission}/revokeGrants`.
pub fn revoke_grants(
    caller: Caller,
    base: LinkBase,
    address: Address,
    Path(permission): Path<String>,
    headers: HeaderMap,
    Json(body): Json<RevokeBody>,
) -> Result<Response, Error> {
    caller.write(|world, now| {
        let (id, given) = find::own(&caller, world, &address, &permission, &headers, now)?;
        if !matches!(given.grant, Permit::Link { .. }) {
            return Err(Error::Invalid("People can only be taken out of sharing links."));
        }
        let context = Context::of(&caller, &base, &address).changed_entry("permissions");
        revoke_link(&caller, world, &base, context, (id, given.number), &body)
    })
}

/// Adds people to a link that was given on an item; returns a list of that link.
pub fn grant_link(
    caller: &Caller,
    world: &mut World,
    base: &LinkBase,
    id: NodeId,
    given: &Permission,
    body: &GrantBody,
) -> Result<Response, Error> {
    let role = body.roles.as_deref().map(terms::role).transpose()?;
    if !matches!(given.grant, Permit::Link { .. }) {
        return Err(Error::Invalid("People can only be added to sharing links."));
    }
    if role.is_some_and(|role| role > given.role) {
        return Err(Error::Invalid("The link does not allow this role."));
    }
    let people = terms::people(world, body.recipients.as_deref())?;
    world.edit_permission(id, given.number, |link| terms::add(link, people))?;
    let (node, render) = (world.node(id)?, Render::new(world, base, Some(caller)));
    let value = vec![render.permission(node, node, find::find(world, id, given.number)?)];
    Ok(respond::json(StatusCode::OK, &List { context: permission::collection_context(base), value }))
}

/// Takes people out of a link that was given on an item; returns that link.
pub fn revoke_link(
    caller: &Caller,
    world: &mut World,
    base: &LinkBase,
    context: String,
    (id, number): (NodeId, u64),
    body: &RevokeBody,
) -> Result<Response, Error> {
    let gone = terms::people(world, body.grantees.as_deref())?;
    world.edit_permission(id, number, |link| terms::take_out(link, &gone))?;
    let (node, render) = (world.node(id)?, Render::new(world, base, Some(caller)));
    let body = render.permission(node, node, find::find(world, id, number)?);
    Ok(respond::json(StatusCode::OK, &permission::entity(context, body)))
}
