//! Many files at once in the public cloud: 批量获取文件信息.

use std::collections::HashSet;

use axum::response::Response;

use crate::{
    http::{Operation, Query},
    world::Ability,
    wps::{
        auth::Caller,
        error::Error,
        render::{Render, With},
        respond, scopes,
        tasks::file_ids,
        wire::{FailedFile, FoundFiles},
    },
};

/// 批量获取文件信息
pub const BATCH_GET: Operation = Operation { name: "files.batch_get", ..scopes::READ_FILES };

/// Whether the call goes on behind an id that is refused.
const MODES: &[(&str, bool)] = &[("fastfail", false), ("detailed", true)];

/// Returns each item once, in the order of first mention; an id that is refused refuses them all unless the caller wants
/// to know the refusals.
///
/// Handles `GET /v7/files/batch_get`.
pub fn batch_get(caller: Caller, query: Query) -> Result<Response, Error> {
    let with = With::read(&query)?;
    let is_detailed = query.word("mode", MODES)?.unwrap_or(false);
    let given = file_ids::listed(&query, "file_ids")?;
    file_ids::check("file_ids", &given)?;
    let world = caller.world();
    let render = Render::new(&caller, world, caller.now());
    let (mut asked, mut seen) = (HashSet::new(), HashSet::new());
    let (mut items, mut failures) = (Vec::new(), Vec::new());
    for id in given.iter().filter(|id| asked.insert(id.as_str())) {
        match caller.file(world, id, Ability::List) {
            Ok(node) if seen.insert(node.id) => items.push(render.file(node, with)),
            Ok(_) => {}
            Err(error) if is_detailed => {
                let reply = error.reply();
                failures.push(FailedFile { err_code: reply.code, err_msg: reply.msg, object_id: id });
            }
            Err(error) => return Err(error),
        }
    }
    let failures = is_detailed.then_some(failures);
    Ok(respond::success(caller.dialect, &FoundFiles { items, failures }))
}
