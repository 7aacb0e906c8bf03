//! Reading what a document says, within the call or as a task.

use axum::response::Response;

use super::{
    formats::{Elements, Format},
    tasks,
};
use crate::{
    documents::text,
    http::{self, Ids, Operation, Query, TaskPace},
    world::{self, Ability, Node, World, name},
    wps::{auth::Caller, error::Error, respond, scopes, wire::Extracted},
};

/// 文档内容抽取.
pub const EXTRACT: Operation =
    Operation { name: "drives.files.content.get", starts_task: true, ..scopes::READ_FILES_MCP };

/// From this size on, the mode `auto` makes a task of it.
const LARGE: u64 = 1 << 20;
/// The longest text that is handed out, in bytes: a task keeps it.
const LONGEST: usize = 4 << 20;

/// Whether a document is read within the call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// It is.
    Sync,
    /// A task reads it.
    Async,
    /// A task reads it if it is large.
    Auto,
}

const MODES: [(&str, Mode); 3] = [("sync", Mode::Sync), ("async", Mode::Async), ("auto", Mode::Auto)];

/// Returns what a document says, or what a task read out of it.
///
/// Handles `GET /v7/drives/{drive_id}/files/{file_id}/content`.
pub async fn extract(
    caller: Caller,
    Ids(drive, file): Ids,
    pace: TaskPace,
    query: Query,
) -> Result<Response, Error> {
    let format = Format::read(&query)?;
    let elements = Elements::read(&query)?;
    let mode = query.word("mode", &MODES)?.unwrap_or(Mode::Sync);
    let node = readable(&caller, caller.world(), &drive, &file)?;
    let (id, source) = (node.id, name::extension(&node.name));
    let request = Extracted::empty(source.clone(), format.name());
    if let Some(task) = query.get("task_id") {
        if mode == Mode::Sync {
            return Err(Error::NotSupported("task_id goes with the modes async and auto.".into()));
        }
        return Ok(respond::success(caller.dialect, &tasks::result(&caller, node, &request, task)?));
    }
    let (name, content) = (node.name.clone(), node.content().cloned().unwrap_or_default());
    if !text::is_known(&name) {
        return Err(Error::NotExtracted(format!("No text can be read out of .{source} files.").into()));
    }
    let is_large = content.size() >= LARGE;
    let read = http::heavy(caller.call.memory(), text::room(&content), move || {
        let read = format.of(&name, &content, elements)?;
        (read.length() <= LONGEST).then_some(read)
    })
    .await?;
    let extracted = read.map(|read| Extracted::new(source.clone(), format.name(), read));
    let is_within_call = match mode {
        Mode::Sync => true,
        Mode::Async => false,
        Mode::Auto => pace.is_sync(|| !is_large),
    };
    let extracted = if is_within_call {
        let detail = format!("The file is no .{source} file, or its text has more than {LONGEST} bytes.");
        let extracted = extracted.ok_or(Error::NotExtracted(detail.into()))?;
        if mode == Mode::Auto { extracted.with_status(None, "success") } else { extracted }
    } else {
        tasks::start(&caller, pace, id, &request, extracted.as_ref())?
    };
    Ok(respond::success(caller.dialect, &extracted))
}

/// Returns a file whose content the caller may read.
fn readable<'w>(caller: &Caller, world: &'w World, drive: &str, file: &str) -> Result<&'w Node, Error> {
    let found = caller.item(world, drive, file, Ability::Preview);
    let node = found.map_err(|error| match error {
        Error::Forbidden(detail) => Error::NotReadable(detail),
        other => other,
    })?;
    if node.is_folder() { Err(world::Error::NotAFile(node.id).into()) } else { Ok(node) }
}
