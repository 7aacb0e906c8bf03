//! One share link: 获取分享链接信息 and 修改分享链接属性.

use axum::response::Response;

use crate::{
    http::{Id, Operation},
    world::{Ability, Node, World},
    wps::{
        auth::Caller,
        error::Error,
        ids,
        json::OptionalJson,
        render::Render,
        respond, scopes,
        sharing::link::{self, Changed},
    },
};

/// The page names a scope; it was seen to work without.
pub const META: Operation = Operation { name: "links.meta.get", ..scopes::READ_ANY };

/// What a link opens, to whom and until when.
pub const UPDATE: Operation = Operation { name: "links.update", ..scopes::WRITE_LINKS };

/// Returns what leads on from a link; more to those who see the item.
///
/// Handles `GET /v7/links/{link_id}/meta`.
pub fn meta(caller: Caller, Id(id): Id) -> Result<Response, Error> {
    let world = caller.world();
    let node = item(world, &id)?;
    let render = Render::new(&caller, world, caller.now());
    Ok(respond::success(caller.dialect, &link::describe(&render, node)))
}

/// Changes a link.
///
/// Handles `POST /v7/links/{link_id}/update`.
pub fn update(
    caller: Caller,
    Id(id): Id,
    OptionalJson(body): OptionalJson<Changed>,
) -> Result<Response, Error> {
    caller.sandbox().write(|world, now| {
        let node = item(world, &id)?;
        let node = caller.permitted(world, node, &ids::file(node.id), Ability::Share)?.id;
        link::change(&caller, world, node, &body, now)
    })?;
    Ok(respond::done(caller.dialect))
}

/// Returns the item whose link has this id.
fn item<'w>(world: &'w World, id: &str) -> Result<&'w Node, Error> {
    let node = ids::parse_link(id).and_then(|node| world.live(node).ok());
    Ok(node.ok_or_else(|| Error::NoLink(id.into()))?)
}
