//! Documents of applications out of addresses: a task, and how far it is.
//!
//! The bytes are fetched before the call returns; the task then makes the document at the pace of all tasks, so a test
//! that moves the clock sees it running and needs no sleep.

use axum::response::Response;
use serde::Deserialize;

use super::{people, place};
use crate::{
    http::{Operation, TaskPace},
    kdocs::{
        auth::{Caller, signed::Appspace},
        error::Error,
        files::{fetch, name},
        ids,
        json::{Id, Json},
        respond, scopes,
        tasks::batch,
        wire::{Reason, StartedTask, UploadProgress},
    },
    world::{
        self, Api, Content, Effect, Job, Needs, Task, TaskItem, TaskProgress, TaskSpec, TaskState, Timestamp,
        World,
    },
};

/// <https://developer.kdocs.cn/server/appspace/upload.html>
pub const START: Operation =
    Operation { name: "appspace.file.async.upload", starts_task: true, ..scopes::WRITE };

/// <https://developer.kdocs.cn/server/appspace/upload-progress.html>
pub const GET: Operation = Operation { name: "appspace.file.async.upload.get", ..scopes::READ };

/// The kind of these tasks among all tasks of the platform.
const KIND: u32 = 1;

/// The body of an upload.
#[derive(Deserialize)]
pub struct UploadBody {
    url: String,
    filename: String,
    parent_token: Option<String>,
    /// The id of a person in the app's own terms.
    creator: Option<String>,
}

/// Uploads a document from an address.
///
/// Handles `POST /api/v1/openapi/appspace/file/async/upload`.
pub async fn start(
    Appspace(caller): Appspace,
    pace: TaskPace,
    Json(body): Json<UploadBody>,
) -> Result<Response, Error> {
    name::check("filename", &body.filename)?;
    let creator = people::read("creator", body.creator)?;
    let parent = body.parent_token.as_deref().filter(|token| !token.is_empty());
    directory(&caller, caller.world(), parent)?;
    let content = fetched(&caller, &body.url).await?;
    let job = Job::Create { name: body.filename.into(), content, on_conflict: batch::ON_CONFLICT, creator };
    let task = caller.sandbox().write(|world, now| {
        let folder = directory(&caller, world, parent)?;
        let spec = TaskSpec {
            api: Api::Kdocs,
            owner: caller.principal,
            by: caller.actor,
            kind: KIND,
            drive: world.node(folder)?.drive,
            job,
            needs: Needs::default(),
            items: vec![TaskItem { given: parent.unwrap_or_default().into(), node: Ok(folder), weight: 1 }],
            pace: pace.of(caller.settings()),
            fails: caller.call.failing_item(Api::Kdocs),
        };
        Ok::<_, Error>(world.enqueue(spec, now))
    })?;
    Ok(respond::success(&StartedTask { task_id: ids::task(task), file_ids: None }))
}

/// Returns how far an upload from an address is, and why it failed.
///
/// Handles `GET /api/v1/openapi/appspace/file/async/upload/{task_id}`.
/// Handles `PUT /api/v1/openapi/appspace/file/async/upload/{task_id}`.
pub fn get(Appspace(caller): Appspace, Id(id): Id) -> Result<Response, Error> {
    let task = find(&caller, caller.world(), &id)?.id;
    caller.sandbox().poll(task, |_| true);
    // The poll may have moved it.
    caller.sandbox().read(|world, now| Ok(respond::success(&progress(find(&caller, world, &id)?, now))))
}

/// Returns the bytes at an address, or why a task fails for them: what is refused at once leaves no task.
async fn fetched(caller: &Caller, url: &str) -> Result<Result<Content, world::Error>, Error> {
    let is_allowed = caller.call.notify().callback(url).is_ok();
    match fetch::fetch(&caller.call, url).await {
        Ok(content) => Ok(Ok(content)),
        Err(error @ (Error::DownloadFailed(_) | Error::FileTooLarge(_))) if is_allowed => {
            Ok(Err(world::Error::NotFetched(error.reply().hint.into())))
        }
        Err(error) => Err(error),
    }
}

/// Returns the directory that receives the document; by default the topmost one.
fn directory(caller: &Caller, world: &World, token: Option<&str>) -> Result<world::NodeId, Error> {
    match token {
        Some(token) => batch::find_target(caller, world, token).map(|folder| folder.id),
        None => place::root(caller, world),
    }
}

/// Returns the upload of this id, if this application began it.
fn find<'w>(caller: &Caller, world: &'w World, id: &str) -> Result<&'w Task, Error> {
    let task = ids::parse_task(id).and_then(|id| world.task(id).ok()).map(AsRef::as_ref);
    let own = |task: &&Task| {
        task.spec.api == Api::Kdocs && task.spec.kind == KIND && task.spec.owner == caller.principal
    };
    task.filter(own).ok_or_else(|| Error::NoTask(id.to_owned()))
}

fn progress(task: &Task, now: Timestamp) -> UploadProgress {
    let TaskProgress { state, percent, .. } = task.progress(now);
    let ended = matches!(state, TaskState::Done | TaskState::Cancelled);
    let result = task.results.first();
    let made = result.and_then(|result| result.as_ref().ok()).and_then(Effect::node);
    let reason = result.and_then(|result| result.as_ref().err());
    let reason = reason.map(|error| Error::World(error.clone()).reply());
    UploadProgress {
        task_id: ids::task(task.id),
        status: match made {
            _ if !ended => "running",
            Some(_) => "success",
            None => "failed",
        },
        progress: whole(percent),
        file_token: made.map(ids::file_token),
        reason: reason.map(|reply| Reason { code: reply.code, message: reply.message, hint: reply.hint }),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between 0 and 100")]
fn whole(percent: f64) -> u8 {
    percent as u8
}
