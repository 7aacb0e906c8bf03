//! Creating a batch task: its shape is checked, then its ground, and then it is taken on.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive/CreateJob.html>.

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
    http::{self, Operation, TaskPace},
    world::{Content, Error as WorldError, Job, Unpacked},
};

/// Creates a batch task.
pub const CREATE_JOB: Operation = Operation { name: "CreateJob", writes: true, scopes: &[], daily: None };

/// The most entries of one task, and the most paths in an archive.
const MOST: usize = 1000;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreateBody {
    task_type: i64,
    action_type: Option<i64>,
    task_info: TaskInfo,
    dst_container_id: String,
    password: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct TaskInfo {
    file_info: Option<Vec<FileInfo>>,
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
    let sandbox = caller.http.call.sandbox();
    // All but the last step happens on a snapshot: reading an archive keeps no writer waiting.
    let (world, now) = (sandbox.snapshot(), sandbox.clock.now());
    let mut order = plan::plan(&caller, &world, &batch)?;
    order.pace = pace.of(sandbox);
    if let Job::Unpack { into, files } = &mut order.job
        && let Some(Ok(archive)) = order.items.first().map(|item| item.node.clone())
    {
        let folder = (*into).and_then(|into| world.node(into).ok());
        let levels = plan::DEEPEST.saturating_sub(folder.map_or(0, |folder| world.depth(folder)));
        let content = world.node(archive)?.content().cloned().ok_or(WorldError::NotAFile(archive))?;
        *files = read(content, reading, levels).await?.map(Into::into);
    }
    plan::check_any(&world, &order, now)?;
    let task = sandbox.write(|world, now| Ok::<_, Error>(world.enqueue(order, now)))?;
    Ok(http::json(StatusCode::OK, &Reply::with(ids::task(task))))
}

/// Checks what can be checked without looking at the drive.
fn check(caller: &Caller) -> Result<(Batch, Reading), Error> {
    let CreateBody { task_type, action_type, task_info, dst_container_id, password } = caller.body()?;
    let action = Action::parse(task_type, action_type).ok_or(Error::Parameters)?;
    let entries = task_info.file_info.unwrap_or_default();
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
    if !counted || !listed || !named {
        return Err(Error::Parameters);
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
        files: files.into_iter().map(|entry| entry.file_id).collect(),
    };
    Ok((batch, Reading { extent, password }))
}

/// Reads an archive on a thread where inflating it holds nobody up.
async fn read(
    content: Content,
    Reading { extent, password }: Reading,
    levels: u32,
) -> Result<Result<Vec<Unpacked>, WorldError>, Error> {
    let read = move || archive::read(&content.bytes(), password.as_deref(), &extent, levels);
    tokio::task::spawn_blocking(read).await.map_err(|_| Error::Internal)
}
