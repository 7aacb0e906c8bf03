//! Lists of what is shared: 获取发送的分享链接列表 and 获取接收的分享链接列表.

use std::collections::BTreeMap;

use axum::response::Response;

use super::order::Order;
use crate::{
    http::{self, Operation, Query},
    world::{Ability, Node, NodeId, Permission, Permit, Timestamp, UserId, World},
    wps::{
        auth::Caller,
        dialect::Dialect,
        error::Error,
        paging::Page,
        render::{Render, With, link, link_status},
        respond, scopes,
        wire::{File, Received},
    },
};

/// What the caller shared by links.
pub const SEND: Operation = Operation { name: "links.send.list", scans: true, ..scopes::READ_SENT_LINKS };

/// What others gave the caller.
pub const RECV: Operation = Operation { name: "links.recv.list", scans: true, ..scopes::READ_LINKS };

/// Returns the items that the caller shared by links that are not closed.
///
/// Handles `GET /v7/links/send`.
pub fn send(caller: Caller, query: Query, page: Page) -> Result<Response, Error> {
    let order = Order::read(&query)?;
    let with = With { with_ext_attrs: true, ..With::read(&query)? };
    let (world, now) = (caller.world(), caller.now());
    let mut sent: Vec<&Node> = world
        .all_permissions()
        .filter(|(_, given)| matches!(given.grant, Permit::Link { .. }) && given.given.by == caller.actor)
        .filter_map(|(id, given)| world.live(id).ok().map(|node| (&**node, given.number)))
        .filter(|(node, number)| link(world, node).is_some_and(|link| link.number == *number))
        .map(|(node, _)| node)
        .filter(|node| link_status(link(world, node), now) != "closed")
        .filter(|node| caller.abilities(world, node).has(Ability::List))
        .collect();
    http::sort_by(&mut sent, |one, other| order.compare(one, other));
    let render = Render::new(&caller, world, now);
    let page = page.cut(sent.into_iter()).map(|node| sent_file(&render, node, with));
    Ok(respond::success(caller.dialect, &page))
}

/// Returns an item that was shared; the public page has its drive always.
fn sent_file<'w>(render: &Render<'w>, node: &'w Node, with: With) -> File<'w> {
    let wants_drive = with.with_drive || render.dialect != Dialect::OldPrivate;
    let drive = render.world.drive(node.drive).ok().filter(|_| wants_drive);
    File {
        drive: drive.map(|drive| render.drive(drive, false)),
        shared: None,
        ..render.file(node, With { with_drive: false, ..with })
    }
}

/// Returns the items that others gave the caller by name, or by a group of theirs.
///
/// Handles `GET /v7/links/recv`.
pub fn recv(caller: Caller, query: Query, page: Page) -> Result<Response, Error> {
    let order = Order::read(&query)?;
    let with = With { with_permission: query.flag("with_permission")?, ..With::default() };
    let (world, now) = (caller.world(), caller.now());
    let received = caller.principal.user.map(|user| received(&caller, world, user, now)).unwrap_or_default();
    let mut received: Vec<(&Node, Timestamp)> = received
        .into_iter()
        .filter_map(|(id, at)| world.live(id).ok().map(|node| (&**node, at)))
        .filter(|(node, _)| {
            world.drive(node.drive).is_ok_and(|drive| drive.person() != caller.principal.user)
        })
        .filter(|(node, _)| caller.abilities(world, node).has(Ability::List))
        .collect();
    http::sort_by(&mut received, |(one, _), (other, _)| order.compare(one, other));
    let render = Render::new(&caller, world, now);
    let page = page.cut(received.into_iter());
    let page = page.map(|(node, at)| Received { file: render.file(node, with), recv_time: at.seconds() });
    Ok(respond::success(caller.dialect, &page))
}

/// Returns what others gave a person, and when they did so last.
fn received(caller: &Caller, world: &World, user: UserId, now: Timestamp) -> BTreeMap<NodeId, Timestamp> {
    let mut all: BTreeMap<NodeId, Timestamp> = BTreeMap::new();
    let is_theirs = |given: &Permission| given.given.by != caller.actor && world.names(given, user);
    for (id, given) in world.all_permissions().filter(|(_, given)| given.is_valid(now) && is_theirs(given)) {
        let at = all.entry(id).or_insert(given.given.at);
        *at = (*at).max(given.given.at);
    }
    all
}
