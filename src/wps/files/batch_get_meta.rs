//! Many files at once: 批量获取文件信息 in the vendor's 云文档 / 文件（夹） chapter for private deployments.

use std::collections::HashSet;

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::Operation,
    wps::{
        auth::Caller, dialect::Dialect, error::Error, json::Json, render::Render, respond, scopes,
        wire::Files,
    },
};

/// The vendor has it from version v7.0.2312b.20231221 on.
pub const BATCH_GET_META: Operation = Operation { name: "files.batch_get_meta", ..scopes::READ_FILES_OLD };

/// The most ids in one call.
const MOST_IDS: usize = 1024;
/// The longest id, in characters.
const LONGEST_ID: usize = 1024;

/// The body of [`batch_get_meta`]; unknown members are passed over.
#[derive(Deserialize)]
pub struct FileIds {
    file_ids: Vec<String>,
}

impl FileIds {
    fn check(&self) -> Result<(), Error> {
        let field = "file_ids";
        if self.file_ids.is_empty() {
            return Err(Error::EmptyList(field));
        }
        if self.file_ids.len() > MOST_IDS {
            return Err(Error::TooMany { field, limit: MOST_IDS });
        }
        match self.file_ids.iter().position(|id| id.chars().count() > LONGEST_ID) {
            Some(at) => Err(Error::TooLong { field, at, limit: LONGEST_ID }),
            None => Ok(()),
        }
    }
}

/// Returns each item once, in the order of first mention; the first id that is refused refuses them all.
///
/// Handles `POST /v7/files/batch_get_meta`.
pub async fn batch_get_meta(
    caller: Caller,
    dialect: Dialect,
    Json(body): Json<FileIds>,
) -> Result<Response, Error> {
    body.check()?;
    let world = caller.world();
    let nodes: Vec<_> = body.file_ids.iter().map(|id| caller.file(world, id)).collect::<Result<_, _>>()?;
    let render = Render { world, may_write: caller.may_write() };
    let mut seen = HashSet::new();
    let distinct = nodes.into_iter().filter(|node| seen.insert(node.id));
    let items = distinct.map(|node| render.file(node)).collect();
    Ok(respond::success(dialect, &Files { items }))
}
