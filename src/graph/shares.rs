//! What a sharing link leads to.
//!
//! See <https://learn.microsoft.com/en-us/graph/api/shares-get>.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use data_encoding::BASE64URL_NOPAD;
use percent_encoding::percent_decode_str;

use super::{
    address::ItemAddress,
    auth::Caller,
    count,
    error::Error,
    expand, ids,
    invite::{self, GrantBody, RevokeBody},
    items::{self, GET_DRIVE},
    json::{Json, Path},
    odata::Options,
    permissions::{self, UPDATE},
    render::{Render, web_path},
    sharing::share_token,
    wire::ShareBody,
};
use crate::{
    http::{LinkBase, Operation},
    world::{Error as WorldError, Grantee, LinkScope, Node, NodeId, Permission, Permit, Role, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/shares-get>
pub const GET: Operation = Operation { name: "share.get", ..GET_DRIVE };

/// The item behind a link.
pub const ITEM: Operation = Operation { name: "share.driveItem", ..GET_DRIVE };

/// What can be listed behind a link.
pub const ITEMS: Operation = Operation { name: "share.items", ..GET_DRIVE };

/// How many of that there are.
pub const COUNT: Operation = Operation { name: "share.items.count", ..GET_DRIVE };

/// The permission behind a link.
pub const PERMISSION: Operation = Operation { name: "share.permission", ..GET_DRIVE };

/// <https://learn.microsoft.com/en-us/graph/api/permission-grant>
pub const GRANT: Operation = Operation { name: "share.permission.grant", ..UPDATE };

/// <https://learn.microsoft.com/en-us/graph/api/permission-revokegrants>
pub const REVOKE_GRANTS: Operation = Operation { name: "share.permission.revokeGrants", ..UPDATE };

/// What a link leads a caller to.
pub struct Opened<'w> {
    /// The item.
    pub node: &'w Node,
    /// What the caller may do with it.
    pub role: Role,
    /// The link; none if the address was the item's own.
    pub link: Option<&'w Permission>,
}

/// The link or item that a request names.
pub async fn get(
    caller: Caller,
    base: LinkBase,
    Path(share): Path<String>,
    options: Options,
    headers: HeaderMap,
) -> Result<Response, Error> {
    redeem(&caller, &share, &headers)?;
    caller.0.call.sandbox().read(|world, _| {
        let opened = open(&caller, world, &share)?;
        let render = Render { world, base: &base };
        let item = render.item(opened.node);
        let id = opened.link.map(|link| render.permission(opened.node, opened.node, link));
        let id = id.and_then(|body| body.share_id).unwrap_or_else(|| share_token(&item.web_url));
        let body = ShareBody {
            context: format!("{base}/v1.0/$metadata#shares/$entity"),
            id,
            name: item.name,
            owner: render.drive_owner(world.drive(opened.node.drive)?),
        };
        Ok(options.answer(StatusCode::OK, &body))
    })
}

/// The item behind a link.
pub async fn item(
    caller: Caller,
    base: LinkBase,
    Path(share): Path<String>,
    options: Options,
    headers: HeaderMap,
) -> Result<Response, Error> {
    redeem(&caller, &share, &headers)?;
    let world = caller.0.call.sandbox().snapshot();
    let node = open(&caller, &world, &share)?.node;
    Ok(items::told(&caller, &Render { world: &world, base: &base }, node, &options))
}

/// What lies in a shared folder; a shared file by itself.
pub async fn items(
    caller: Caller,
    base: LinkBase,
    Path(share): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.0.call.sandbox().snapshot();
    let node = open(&caller, &world, &share)?.node;
    let render = Render { world: &world, base: &base };
    let value = if node.is_folder() {
        let children = world.children(node.id).take(options.page_size());
        children.map(|child| expand::told(&caller, &render, child, render.item(child), &options)).collect()
    } else {
        vec![expand::told(&caller, &render, node, render.item(node), &options)]
    };
    Ok(items::collection(&base, value))
}

/// How many items lie in a shared folder; a shared file is one.
pub async fn count(caller: Caller, Path(share): Path<String>, _: Options) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| {
        let node = open(&caller, world, &share)?.node;
        Ok(count::told(if node.is_folder() { node.children() } else { 1 }))
    })
}

/// The permission behind a link; behind an item's own address, its owner's.
pub async fn permission(
    caller: Caller,
    base: LinkBase,
    Path(share): Path<String>,
    options: Options,
    headers: HeaderMap,
) -> Result<Response, Error> {
    redeem(&caller, &share, &headers)?;
    caller.0.call.sandbox().read(|world, _| {
        let Opened { node, link, .. } = open(&caller, world, &share)?;
        let render = Render { world, base: &base };
        let body = match link {
            Some(link) => render.permission(node, node, link),
            None => render.owners_permission(node, world.drive(node.drive)?),
        };
        Ok(options.answer(StatusCode::OK, &permissions::entity(&render, node, body)))
    })
}

/// Adds people to a link.
pub async fn grant(
    caller: Caller,
    base: LinkBase,
    Path(share): Path<String>,
    Json(body): Json<GrantBody>,
) -> Result<Response, Error> {
    caller.write(|world, _| {
        let (id, number) = writable_link(&caller, world, &share)?;
        let link = permissions::find(world, id, number)?.clone();
        invite::grant_link(world, &base, id, &link, &body)
    })
}

/// Takes people out of a link.
pub async fn revoke_grants(
    caller: Caller,
    base: LinkBase,
    Path(share): Path<String>,
    Json(body): Json<RevokeBody>,
) -> Result<Response, Error> {
    caller.write(|world, _| {
        let (id, number) = writable_link(&caller, world, &share)?;
        invite::revoke_link(world, &base, id, number, &body)
    })
}

/// The link that a request names, and the item that it was given on, if the caller may write to that.
fn writable_link(caller: &Caller, world: &World, share: &str) -> Result<(NodeId, u64), Error> {
    let Opened { node, link, .. } = open(caller, world, share)?;
    let link = link.ok_or(Error::Invalid("People are only granted and revoked sharing links."))?;
    if caller.role(world, node) < Some(Role::Write) {
        return Err(WorldError::Unreachable(node.drive).into());
    }
    Ok((node.id, link.number))
}

/// Follows a link: the `u!` form of its address, or its share id.
pub fn open<'w>(caller: &Caller, world: &'w World, share: &str) -> Result<Opened<'w>, Error> {
    let address = share.strip_prefix("u!").map(|encoded| {
        let decoded = BASE64URL_NOPAD.decode(encoded.trim_end_matches('=').as_bytes()).ok();
        decoded.and_then(|url| String::from_utf8(url).ok())
    });
    let address = match address {
        Some(address) => address.ok_or(Error::Invalid("The sharing token is not valid."))?,
        None => share.to_owned(),
    };
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let last = address.rsplit('/').next().unwrap_or_default();
    if let Some(number) = ids::parse_share(last.strip_prefix("s!").unwrap_or(last)) {
        return through(caller, world, number);
    }
    let node = by_address(world, address).ok_or(WorldError::NotFound)?;
    let role = caller.role(world, node).ok_or(WorldError::Unreachable(node.drive))?;
    Ok(Opened { node, role, link: None })
}

/// An item at or below the one that a link leads to.
pub fn reach<'w>(
    caller: &Caller,
    world: &'w World,
    share: &str,
    address: &ItemAddress<'_>,
    role: Role,
) -> Result<&'w Node, Error> {
    let top = open_as(caller, world, share, role)?;
    let from = Caller::start(world, top.drive, top.id, address)?;
    let id = world.descend(from, address.names()).filter(|id| world.is_within(*id, top.id));
    Ok(world.live(id.ok_or(WorldError::NotFound)?)?)
}

/// The item that a link leads to, if it gives the caller this role.
pub fn open_as<'w>(caller: &Caller, world: &'w World, share: &str, role: Role) -> Result<&'w Node, Error> {
    let Opened { node, role: given, .. } = open(caller, world, share)?;
    if given < role { Err(WorldError::Unreachable(node.drive).into()) } else { Ok(node) }
}

/// Follows the link with this number.
fn through<'w>(caller: &Caller, world: &'w World, number: u64) -> Result<Opened<'w>, Error> {
    let now = caller.0.call.sandbox().clock.now();
    let found = world.permission(number).filter(|(_, given)| given.is_valid(now));
    let (id, link) = found.ok_or(WorldError::NotFound)?;
    let node = world.live(id)?;
    // People who are named have a role of their own.
    let opens = link.scope() != LinkScope::Users && !link.has_password;
    let by_link = opens.then_some(link.role);
    let role = caller.role(world, node).max(by_link).ok_or(WorldError::Unreachable(node.drive))?;
    Ok(Opened { node, role, link: Some(link) })
}

/// The item whose own address this is.
fn by_address<'w>(world: &'w World, address: &str) -> Option<&'w Node> {
    let (_, below) = address.split_once("://")?.1.split_once('/')?;
    let below = match below.strip_prefix("_sandbox/") {
        Some(rest) => rest.split_once('/')?.1,
        None => below,
    };
    let (root, path) = world.drives().find_map(|drive| {
        let path = below.strip_prefix(&web_path(world, drive)[1..])?;
        (path.is_empty() || path.starts_with('/')).then_some((drive.root, path))
    })?;
    let names: Option<Vec<String>> = path
        .split('/')
        .filter(|name| !name.is_empty())
        .map(|name| percent_decode_str(name).decode_utf8().ok().map(std::borrow::Cow::into_owned))
        .collect();
    let id = world.descend(root, names?.iter().map(String::as_str))?;
    world.live(id).ok().map(std::convert::AsRef::as_ref)
}

/// Gives a person who asks for it lasting access through a link.
fn redeem(caller: &Caller, share: &str, headers: &HeaderMap) -> Result<(), Error> {
    let prefers = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    let wanted = prefers
        .flat_map(|value| value.split(','))
        .any(|value| value.trim().eq_ignore_ascii_case("redeemSharingLink"));
    let Some(user) = caller.0.principal.user.filter(|_| wanted) else { return Ok(()) };
    let known = caller.0.call.sandbox().read(|world, _| {
        let opened = open(caller, world, share)?;
        let is_owner = caller.role(world, opened.node) == Some(Role::Owner);
        Ok::<_, Error>(is_owner || opened.link.is_none_or(|link| link.names(user)))
    })?;
    if known {
        return Ok(());
    }
    caller.write(|world, _| {
        let Opened { node, link, .. } = open(caller, world, share)?;
        let (id, number) = (node.id, link.map(|link| link.number));
        let email = world.user(user).map(|user| user.email.clone()).unwrap_or_default();
        let Some(number) = number else { return Ok(()) };
        world.edit_permission(id, number, |link| {
            if matches!(link.grant, Permit::Link { .. }) {
                invite::add(link, vec![Grantee { user: Some(user), email }]);
            }
        })?;
        Ok(())
    })
}
