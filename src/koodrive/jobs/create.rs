//! Creating a batch task: its shape is checked, then its ground, and then it is taken on.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive/CreateJob.html>.

use std::{collections::HashSet, sync::Arc};

use axum::{http::StatusCode, response::Response};
use serde::Deserialize;

use super::{
    action::Action,
    archive::{self, Extent},
    auth::Caller,
    error::Error,
    ids, plan,
    wire::Reply,
};
use crate::{
    http::{self, Operation, TaskPace, body::Object},
    world::{Error as WorldError, Job, TaskId, Unpacked, World},
};

/// Creates a batch task.
pub const CREATE_JOB: Operation = Operation { name: "CreateJob", writes: true, ..Operation::BASE };

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

/// A task whose parameters are sound.
pub struct Batch {
    /// What is done.
    pub action: Action,
    /// The id of the space that the entries lie in.
    pub source: String,
    /// The id of the target space.
    pub target: String,
    /// The target folder: an id, `root`, or a path of ids; empty if none was named.
    pub folder: String,
    /// The ids of the entries.
    pub files: Vec<String>,
}

/// How an archive is to be read.
struct Reading {
    extent: Extent,
    password: Option<String>,
}

/// Takes a batch task on.
pub async fn create(pace: TaskPace, caller: Caller) -> Result<Response, Error> {
    let (batch, reading) = check(&caller)?;
    // Archives are inflated and jobs rehearsed on a thread where that holds nobody up.
    let take_on = move || take_on(&caller, &batch, &reading, pace);
    let task = tokio::task::spawn_blocking(take_on).await.map_err(|_| Error::Internal)??;
    Ok(http::json(StatusCode::OK, &Reply::with(ids::task(task))))
}

fn take_on(caller: &Caller, batch: &Batch, reading: &Reading, pace: TaskPace) -> Result<TaskId, Error> {
    // Read before anything is locked: the archive as it is now.
    let files = archive(caller, caller.http.world(), batch, reading)?;
    caller.http.sandbox().write(|world, now| {
        let mut order = plan::plan(caller, world, batch)?;
        order.pace = pace.of(caller.http.settings());
        if let (Job::Unpack { files: planned, .. }, Some(files)) = (&mut order.job, files) {
            *planned = files;
        }
        plan::check_any(world, &order, now)?;
        Ok(world.enqueue(order, now))
    })
}

/// What the archive of a decompression holds; nothing if there is none to read.
#[expect(clippy::type_complexity, reason = "what `Job::Unpack` holds")]
fn archive(
    caller: &Caller,
    world: &World,
    batch: &Batch,
    reading: &Reading,
) -> Result<Option<Result<Arc<[Unpacked]>, WorldError>>, Error> {
    let order = plan::plan(caller, world, batch)?;
    let (Job::Unpack { into, .. }, Some(Ok(archive))) =
        (&order.job, order.items.first().map(|item| item.node.clone()))
    else {
        return Ok(None);
    };
    let folder = into.and_then(|into| world.node(into).ok());
    let levels = plan::DEEPEST.saturating_sub(folder.map_or(0, |folder| world.depth(folder)));
    let content = world.node(archive)?.content().ok_or(WorldError::NotAFile(archive))?;
    let read = archive::read(&content.bytes(), reading.password.as_deref(), &reading.extent, levels);
    Ok(Some(read.map(Into::into)))
}

/// Checks what can be checked without looking at the drive.
fn check(caller: &Caller) -> Result<(Batch, Reading), Error> {
    let CreateBody { task_type, action_type, task_info: Object(task_info), dst_container_id, password } =
        caller.body()?;
    let action = Action::parse(task_type, action_type).ok_or_else(|| {
        caller.http.call.note(format!("taskType {task_type} has no actionType {action_type:?}"));
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
            caller.http.call.note(reason);
            return Err(Error::Parameters);
        }
    }
    if action == Action::Trash && entries.iter().any(|entry| entry.file_path.is_none()) {
        caller.http.call.note("filePath is missing: newer pages want it for a deletion to the recycle bin");
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

/// Each id once, where it first stands.
fn distinct(ids: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    ids.filter(|id| seen.insert(id.clone())).collect()
}
