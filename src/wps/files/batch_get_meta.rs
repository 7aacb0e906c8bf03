//! Many files at once: 批量获取文件信息 in the vendor's 云文档 / 文件（夹） chapter for private deployments.

use std::collections::HashSet;

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::Operation,
    world::Ability,
    wps::{
        auth::Caller,
        error::Error,
        json::Json,
        render::{Render, With},
        respond, scopes,
        tasks::file_ids,
        wire::Files,
    },
};

/// The vendor has it from version v7.0.2312b.20231221 on.
pub const BATCH_GET_META: Operation = Operation { name: "files.batch_get_meta", ..scopes::READ_FILES_OLD };

/// The body of [`batch_get_meta`]; unknown members are passed over.
#[derive(Deserialize)]
pub struct FileIds {
    file_ids: Vec<String>,
}

/// Returns each item once, in the order of first mention; the first id that is refused refuses them all, unless
/// the settings leave such ids out.
///
/// Handles `POST /v7/files/batch_get_meta`.
pub fn batch_get_meta(caller: Caller, Json(body): Json<FileIds>) -> Result<Response, Error> {
    file_ids::check("file_ids", &body.file_ids)?;
    let world = caller.world();
    let find = |id| caller.file(world, id, Ability::List);
    let found = body.file_ids.iter().map(|id| find(id));
    let nodes: Vec<_> = if caller.settings().wps_omit_missing {
        found.filter_map(Result::ok).collect()
    } else {
        found.collect::<Result<_, _>>()?
    };
    let render = Render::new(&caller, world, caller.now());
    let with = With { with_permission: true, with_ext_attrs: true, with_drive: false };
    let mut seen = HashSet::new();
    let distinct = nodes.into_iter().filter(|node| seen.insert(node.id));
    let items = distinct.map(|node| render.file(node, with)).collect();
    Ok(respond::success(caller.dialect, &Files { items }))
}
