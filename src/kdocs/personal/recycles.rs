//! The recycle bin of a user.

use std::cmp::Reverse;

use axum::response::Response;
use serde::Deserialize;

use super::{
    app_directory,
    sequence::{self, Kind},
};
use crate::{
    http::{self, Operation},
    kdocs::{
        auth::{Caller, token::Personal},
        error::Error,
        files::page::{self, Page},
        ids,
        json::Json,
        query::Query,
        respond, scopes,
        tasks::batch,
    },
    world::{Ability, BinLevel, Node, NodeId, World},
};

/// <https://developer.kdocs.cn/server/personal/recycles.html>
pub const LIST: Operation =
    Operation { name: "personal.recycles.list", scans: true, ..scopes::ACCESS_PERSONAL };

/// <https://developer.kdocs.cn/server/personal/recycles-recover.html>
pub const RECOVER: Operation = Operation { name: "personal.recycles.recover", ..scopes::MODIFY_PERSONAL };

/// The body of a recovery.
#[derive(Deserialize)]
pub struct RecoverBody {
    file_tokens: Vec<String>,
}

/// Lists what lies in the recycle bin of the user's drive, the last deletion first.
///
/// Handles `GET /api/v1/openapi/personal/recycles`.
pub fn list(Personal(caller): Personal, query: Query) -> Result<Response, Error> {
    let page = Page::read(&query, page::USUAL)?;
    let world = caller.world();
    let drive = app_directory::drive(&caller, world)?.id;
    let mut binned: Vec<&Node> = world.binned(drive).map(|node| &**node).collect();
    http::sort_by_key(&mut binned, |node| Reverse(node.trashed.as_ref().map(|trashed| trashed.stamp.at)));
    let (nodes, _) = page.of(binned);
    let render = |node: &&Node| sequence::render(&caller.app_key, world, node, Kind::of(node));
    Ok(respond::success(&nodes.iter().map(render).collect::<Vec<_>>()))
}

/// Takes documents out of the recycle bin, all of them or none; a taken name is varied.
///
/// Handles `POST /api/v1/openapi/personal/recycles/recover`.
pub fn recover(Personal(caller): Personal, Json(body): Json<RecoverBody>) -> Result<Response, Error> {
    batch::check("file_tokens", &body.file_tokens, None)?;
    caller.sandbox().write(|world, now| {
        let found = body.file_tokens.iter().map(|id| find_binned(&caller, world, id));
        let mut nodes = found.collect::<Result<Vec<_>, _>>()?;
        nodes.sort_unstable();
        nodes.dedup();
        nodes.into_iter().try_for_each(|node| {
            world.restore(caller.actor, node, batch::ON_CONFLICT, now).map_err(Error::from)
        })
    })?;
    Ok(respond::done())
}

/// Returns the item of this id, if it was put into the recycle bin of a drive of the caller's.
fn find_binned(caller: &Caller, world: &World, id: &str) -> Result<NodeId, Error> {
    let node = ids::parse_open_id(world, &caller.app_key, id).and_then(|node| world.node(node).ok());
    let own = node.filter(|node| {
        let admits = world.drive(node.drive).is_ok_and(|drive| world.admits(drive, &caller.principal))
            && world.abilities_of(&caller.principal, node, caller.now()).has(Ability::Delete);
        let binned = node.trashed.as_ref().is_some_and(|trashed| trashed.level == BinLevel::First);
        binned && admits
    });
    own.map(|node| node.id).ok_or_else(|| Error::NoFile(id.to_owned()))
}
