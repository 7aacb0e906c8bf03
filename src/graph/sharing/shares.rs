//! Sharing links, and what they lead to.
//!
//! See <https://learn.microsoft.com/en-us/graph/api/shares-get>.

use std::sync::Arc;

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    find,
    grants::{self, GrantBody, RevokeBody},
    terms,
};
use crate::{
    graph::{
        address::{Through, web::share_token},
        auth::{
            Caller,
            link::{self, Opened},
        },
        error::Error,
        json::{Json, Path},
        odata::Options,
        render::{Render, context::Context, expanded, permission::entity, responses},
        scopes,
        wire::ShareBody,
    },
    http::{LinkBase, Operation},
    world::{Ability, Error as WorldError, Grantee, NodeId, Permit, Role, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/shares-get>
pub const GET: Operation = Operation { name: "share.get", ..scopes::READ };

/// <https://learn.microsoft.com/en-us/graph/api/shares-get>
pub const ITEM: Operation = Operation { name: "share.driveItem", ..scopes::READ };

/// <https://learn.microsoft.com/en-us/graph/api/shares-get>
pub const ITEMS: Operation = Operation { name: "share.items", ..scopes::READ };

/// <https://learn.microsoft.com/en-us/graph/api/resources/shareddriveitem>
pub const PERMISSION: Operation = Operation { name: "share.permission", ..scopes::READ_SHARING };

/// <https://learn.microsoft.com/en-us/graph/api/permission-grant>
pub const GRANT: Operation = Operation { name: "share.permission.grant", ..scopes::WRITE_SHARING };

/// <https://learn.microsoft.com/en-us/graph/api/permission-revokegrants>
pub const REVOKE_GRANTS: Operation =
    Operation { name: "share.permission.revokeGrants", ..scopes::WRITE_SHARING };

/// Returns the link or the item that a request names.
///
/// Handles `GET /v1.0/shares/{share}`.
pub fn get(
    caller: Caller,
    base: LinkBase,
    Path(share): Path<String>,
    options: Options,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let world = &redeem(&caller, &share, &headers)?;
    let opened = link::open(&caller, world, &share)?;
    let render = Render::new(world, &base, Some(&caller));
    let item = render.item(opened.node);
    let id = opened.link.map(|link| render.permission(opened.node, opened.node, link));
    let id = id.and_then(|body| body.share_id).unwrap_or_else(|| share_token(&item.web_url));
    let body = ShareBody {
        context: format!("{base}/v1.0/$metadata#shares{}/$entity", options.brackets()),
        id,
        name: item.name,
        owner: render.drive_owner(world.drive(opened.node.drive)?),
    };
    Ok(options.respond(StatusCode::OK, &body))
}

/// Returns the item behind a link.
///
/// Handles `GET /v1.0/shares/{share}/driveItem`.
/// Handles `GET /v1.0/shares/{share}/root`.
pub fn item(
    caller: Caller,
    base: LinkBase,
    Path(share): Path<String>,
    options: Options,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let world = &redeem(&caller, &share, &headers)?;
    let node = link::open(&caller, world, &share)?.node;
    let is_root = caller.call.path().to_ascii_lowercase().trim_end_matches('/').ends_with("/root");
    let through = if is_root { Through::Root } else { Through::DriveItem };
    let context = Context::of_share(&base, &share, through).item(&options);
    let render = Render::new(world, &base, Some(&caller));
    Ok(responses::item_response(&caller, &render, node, context, &options))
}

/// Returns the items in a shared folder, or a shared file by itself.
///
/// Handles `GET /v1.0/shares/{share}/items`.
pub fn items(
    caller: Caller,
    base: LinkBase,
    Path(share): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let node = link::open(&caller, world, &share)?.node;
    let render = Render::new(world, &base, Some(&caller));
    let value = if node.is_folder() {
        let children = world.children(node.id).take(options.page_size());
        children
            .map(|child| expanded::with_expansions(&caller, &render, child, render.item(child), &options))
            .collect()
    } else {
        vec![expanded::with_expansions(&caller, &render, node, render.item(node), &options)]
    };
    let context = Context::of_share(&base, &share, Through::Items).list_of_drive("items", &options);
    Ok(responses::collection(context, value))
}

/// Returns the permission behind a link; behind an item's own address, its owner's.
///
/// Handles `GET /v1.0/shares/{share}/permission`.
pub fn permission(
    caller: Caller,
    base: LinkBase,
    Path(share): Path<String>,
    options: Options,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let world = &redeem(&caller, &share, &headers)?;
    let Opened { node, link, .. } = link::open(&caller, world, &share)?;
    let render = Render::new(world, &base, Some(&caller));
    let body = match link {
        Some(link) => render.permission(node, node, link),
        None => render.owners_permission(node, world.drive(node.drive)?),
    };
    let context = permission_context(&base, &share, &options.brackets());
    Ok(options.respond(StatusCode::OK, &entity(context, body)))
}

/// Adds people to a link.
///
/// Handles `POST /v1.0/shares/{share}/permission/grant`.
pub fn grant(
    caller: Caller,
    base: LinkBase,
    Path(share): Path<String>,
    Json(body): Json<GrantBody>,
) -> Result<Response, Error> {
    caller.write(|world, _| {
        let (id, number) = writable_link(&caller, world, &share)?;
        let link = find::find(world, id, number)?.clone();
        grants::grant_link(&caller, world, &base, id, &link, &body)
    })
}

/// Takes people out of a link.
///
/// Handles `POST /v1.0/shares/{share}/permission/revokeGrants`.
pub fn revoke_grants(
    caller: Caller,
    base: LinkBase,
    Path(share): Path<String>,
    Json(body): Json<RevokeBody>,
) -> Result<Response, Error> {
    caller.write(|world, _| {
        let (id, number) = writable_link(&caller, world, &share)?;
        let context = permission_context(&base, &share, "");
        grants::revoke_link(&caller, world, &base, context, (id, number), &body)
    })
}

/// Returns the context of the permission behind a link.
fn permission_context(base: &LinkBase, share: &str, brackets: &str) -> String {
    let share = Context::of_share(base, share, Through::DriveItem);
    format!("{}{brackets}/$entity", share.of_drive("permission"))
}

/// Returns the link that a request names, and its item, if the caller may write to that.
fn writable_link(caller: &Caller, world: &World, share: &str) -> Result<(NodeId, u64), Error> {
    let Opened { node, link, .. } = link::open(caller, world, share)?;
    let link = link.ok_or(Error::Invalid("People are only granted and revoked sharing links."))?;
    if caller.role(world, node) < Some(Role::Write) {
        return Err(WorldError::Unreachable(node.drive).into());
    }
    caller.permit(world, node, Ability::Share)?;
    Ok((node.id, link.number))
}

/// Gives a person lasting access through a link if the request prefers so; returns the world in which they have it.
fn redeem(caller: &Caller, share: &str, headers: &HeaderMap) -> Result<Arc<World>, Error> {
    let preferences = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    let redeems = preferences
        .flat_map(|value| value.split(','))
        .any(|value| value.trim().eq_ignore_ascii_case("redeemSharingLink"));
    let world = Arc::clone(caller.world());
    let Some(user) = caller.principal.user.filter(|_| redeems) else { return Ok(world) };
    let opened = link::open(caller, &world, share)?;
    let is_owner = caller.role(&world, opened.node) == Some(Role::Owner);
    if is_owner || opened.link.is_none_or(|link| link.names(user)) {
        return Ok(world);
    }
    let ((), world) = caller.write_and_view(|world, _| {
        let Opened { node, link, .. } = link::open(caller, world, share)?;
        let (id, number) = (node.id, link.map(|link| link.number));
        let email = world.user(user).map(|user| user.email.clone()).unwrap_or_default();
        let Some(number) = number else { return Ok(()) };
        world.edit_permission(id, number, |link| {
            if matches!(link.grant, Permit::Link { .. }) {
                terms::add(link, vec![Grantee { user: Some(user), email }]);
            }
        })?;
        Ok(())
    })?;
    Ok(world)
}
