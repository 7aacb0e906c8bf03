//! `GET /_mock/content`: the bytes of a file, as a test sees them.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{items, json::Query, problem::problem};
use crate::http::{Call, FileResponse};

/// Handles `GET /_mock/content`: the bytes of the file at `path` in `drive`, or a range of them.
pub fn get(call: Call, query: Query, headers: HeaderMap) -> Result<Response, Response> {
    let given = |name: &str| {
        let missing = || problem(StatusCode::BAD_REQUEST, "The query names a `drive` and a `path`.");
        query.get(name).ok_or_else(missing)
    };
    let (drive, path) = (given("drive")?, given("path")?);
    let world = call.sandbox().snapshot();
    let found = items::at_path(&world, items::one_drive(&world, drive)?, path);
    let found = found.and_then(|id| world.node(id).ok());
    let node = found.ok_or_else(|| items::no_item(path))?;
    let content = node.content().ok_or_else(|| {
        problem(StatusCode::CONFLICT, &format!("`{path}` is a folder; GET /_mock/tree lists what is in it."))
    })?;
    let tag = format!("\"{}-{}\"", node.id.number(), node.version());
    let file = FileResponse { name: &node.name, content, tag: &tag, modified: node.modified.at };
    file.respond(&headers).ok_or_else(|| {
        let detail = format!("`{path}` has {} bytes, and not the range that is asked for.", content.size());
        problem(StatusCode::RANGE_NOT_SATISFIABLE, &detail)
    })
}
