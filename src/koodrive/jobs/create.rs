//! Creating a batch task: its shape is checked, then its ground, and then it is taken on.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive/CreateJob.html>.

use std::{collections::HashSet, sync::Arc};

use axum::response::Response;
use serde::Deserialize;

use super::{
    action::Action,
    archive::{self, Extent},
    plan::{self, Batch},
};
use crate::{
    http::{Operation, TaskPace, blocking, body::Object},
    koodrive::{auth::Caller, error::Error, ids, place::DEEPEST, respond, scopes::WRITE},
    world::{Error as WorldError, Job, TaskId, Unpacked, World},
};

/// Creates a batch task.
pub const CREATE_JOB: Operation = Operation { name: "CreateJob", starts_task: true, ..WRITE };

/// The most entries of one task, and the most paths in an archive.
const MOST: usize = 1000;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreateBody {
    task_type: i64,
    action_type: Option<i64>,
    task_info: Object<TaskInfo>,
    dst_container_id: String,
    password: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct TaskInfo {
    file_info: Option<Vec<Object<FileInfo>>>,
    new_file_path: Option<String>,
    src_container_id: String,
    uncompress_file_paths: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FileInfo {
    file_id: String,
    file_path: Option<String>,
}

/// How an archive is read.
struct Reading {
    extent: Extent,
    password: Option<String>,
}

/// Takes a batch task on.
///
/// Handles `POST /koodrive/ose/v1/jobs`.
pub async fn create(pace: TaskPace, caller: Caller) -> Result<Response, Error> {
    let (batch, reading) = check(&caller)?;
    // Archives are inflated and jobs rehearsed on a thread where that holds nobody up.
    let task = blocking(move || take_on(&caller, &batch, &reading, pace)).await?;
    Ok(respond::data(ids::task(task)))
}

fn take_on(caller: &Caller, batch: &Batch, reading: &Reading, pace: TaskPace) -> Result<TaskId, Error> {
    // Read before anything is locked: the archive as the request found it.
    let files = archive(caller, caller.world(), batch, reading)?;
    caller.sandbox().write(|world, now| {
        let mut spec = plan::plan(caller, world, batch)?;
        spec.pace = pace.of(caller.settings());
        if let (Job::Unpack { files: planned, .. }, Some(files)) = (&mut spec.job, files) {
            *planned = files;
        }
        plan::check_any(&caller.call, world, &spec, now)?;
        Ok(world.enqueue(spec, now))
    })
}

/// Returns what the archive of a decompression holds; nothing if there is none to read.
#[expect(clippy::type_complexity, reason = "what `Job::Unpack` holds")]
fn archive(
    caller: &Caller,
    world: &World,
    batch: &Batch,
    reading: &Reading,
) -> Result<Option<Result<Arc<[Unpacked]>, WorldError>>, Error> {
    let spec = plan::plan(caller, world, batch)?;
    let (Job::Unpack { into, .. }, Some(Ok(archive))) =
        (&spec.job, spec.items.first().map(|item| item.node.clone()))
    else {
        return Ok(None);
    };
    let folder = into.and_then(|into| world.node(into).ok());
    let levels = DEEPEST.saturating_sub(folder.map_or(0, |folder| world.depth(folder)));
    let content = world.node(archive)?.content().ok_or(WorldError::NotAFile(archive))?;
    let read =
        archive::read(content, reading.password.as_deref(), &reading.extent, levels, caller.call.memory());
    Ok(Some(read.map(Into::into)))
}

/// Checks what can be checked without looking at the drive.
fn check(caller: &Caller) -> Result<(Batch, Reading), Error> {
    let CreateBody { task_type, action_type, task_info: Object(task_info), dst_container_id, password } =
        caller.body()?;
    let action = Action::parse(task_type, action_type).ok_or_else(|| {
        caller.call.note(format!("taskType {task_type} has no actionType {action_type:?}"));
        Error::Parameters
    })?;
    let entries: Vec<FileInfo> =
        task_info.file_info.unwrap_or_default().into_iter().map(|Object(entry)| entry).collect();
    let most = match action {
        // A job has one archive; what two in one call would be is not documented.
        Action::Preview | Action::Decompress | Action::DecompressPart => 1,
        _ => MOST,
    };
    let counted = action == Action::EmptyBin || (1..=most).contains(&entries.len());
    let paths = task_info.uncompress_file_paths.unwrap_or_default();
    let listed = action != Action::DecompressPart || (1..=MOST).contains(&paths.len());
    let named = ![&task_info.src_container_id, &dst_container_id].into_iter().any(String::is_empty)
        && !entries.iter().any(|entry| entry.file_id.is_empty());
    for (is_right, reason) in [
        (counted, "fileInfo has no entry, or too many for this action"),
        (listed, "uncompressFilePaths has no path, or too many"),
        (named, "a fileId, srcContainerId or dstContainerId is empty"),
    ] {
        if !is_right {
            caller.call.note(reason);
            return Err(Error::Parameters);
        }
    }
    if action == Action::Trash && entries.iter().any(|entry| entry.file_path.is_none()) {
        caller.call.note("filePath is missing: newer pages want it for a deletion to the recycle bin");
    }
    let extent = match action {
        Action::Preview => Extent::Names,
        Action::DecompressPart => Extent::Paths(paths),
        _ => Extent::Whole,
    };
    let files = if action == Action::EmptyBin { Vec::new() } else { entries };
    let batch = Batch {
        action,
        source: task_info.src_container_id,
        target: dst_container_id,
        folder: task_info.new_file_path.unwrap_or_default(),
        files: distinct(files.into_iter().map(|entry| entry.file_id)),
    };
    Ok((batch, Reading { extent, password }))
}

/// Returns each id once, where it first stands.
pub fn distinct(ids: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    ids.filter(|id| seen.insert(id.clone())).collect()
}
