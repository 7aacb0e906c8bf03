//! Batch tasks, listed, looked into and cancelled.
//!
//! See <https://support.huaweicloud.com/api-koodrive/GetJobDetail.html> and its neighbours.

use axum::{http::StatusCode, response::Response};
use serde::Deserialize;

use super::{
    action,
    auth::Caller,
    error::Error,
    ids,
    json::{Id, Query},
    package, plan,
    wire::{JobDetail, JobInfo, Reply, TaskInfo, UncompressedFile},
};
use crate::{
    http::{self, LinkBase, Operation},
    world::{Api, Effect, Error as WorldError, Job, Task, TaskId, TaskState, Timestamp, World},
};

/// Lists the caller's tasks.
pub const GET_JOB_LIST: Operation = Operation { name: "GetJobList", ..Operation::BASE };
/// Tells how far a task is and what came of each entry.
pub const GET_JOB_DETAIL: Operation = Operation { name: "GetJobDetail", ..GET_JOB_LIST };
/// Cancels a task.
pub const CANCEL_JOB: Operation = Operation { name: "CancelJob", writes: true, ..Operation::BASE };

/// The hours by which the service's clocks run ahead of UTC.
pub const TIME_ZONE: i8 = 8;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CancelBody {
    job_id: String,
}

/// Lists the caller's tasks, newest first.
pub async fn list(query: Query, caller: Caller) -> Result<Response, Error> {
    let within = |name: &str, from, to| match query.number(name)? {
        Some(number) if !(from..=to).contains(&number) => Err(Error::Parameters),
        number => Ok(number),
    };
    let (kind, status) = (within("type", 1, 7)?, within("status", 0, 3)?);
    let offset = within("offset", 0, u64::MAX)?.ok_or(Error::Parameters)?;
    let limit = within("limit", 1, 100)?.ok_or(Error::Parameters)?;
    let bound = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    caller.http.call.sandbox().read(|world, now| {
        let wanted = |task: &&Task| {
            is_own(&caller, task)
                && kind.is_none_or(|kind| u64::from(action::task_type(task.spec.kind)) == kind)
                && status.is_none_or(|status| u64::from(status_of(task.progress(now).state)) == status)
        };
        let tasks = world.tasks().rev().filter(wanted).skip(bound(offset)).take(bound(limit));
        let jobs: Vec<_> = tasks.map(|task| Render { world, now }.job(task)).collect();
        Ok(http::json(StatusCode::OK, &Reply::with(jobs)))
    })
}

/// Tells how far a task is and what came of each entry.
pub async fn detail(base: LinkBase, Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let sandbox = caller.http.call.sandbox();
    let id = sandbox.read(|world, _| find(world, &caller, &id).map(|task| task.id))?;
    sandbox.poll(id, |_| true);
    sandbox.read(|world, now| {
        let detail = Render { world, now }.detail(world.task(id)?, &base);
        Ok(http::json(StatusCode::OK, &Reply::with(detail)))
    })
}

/// Cancels a task that has not ended; what was done stays done.
pub async fn cancel(caller: Caller) -> Result<Response, Error> {
    let CancelBody { job_id } = caller.body()?;
    if job_id.is_empty() {
        return Err(Error::Parameters);
    }
    caller.http.call.sandbox().write(|world, now| {
        let id = find(world, &caller, &job_id)?.id;
        world.cancel(id, now).map_err(Error::from)
    })?;
    Ok(http::json(StatusCode::OK, &Reply::DONE))
}

/// A task of the caller.
fn find<'w>(world: &'w World, caller: &Caller, id: &str) -> Result<&'w Task, Error> {
    let id: TaskId = ids::parse_task(id).ok_or(WorldError::NotFound)?;
    let task = world.task(id)?;
    if is_own(caller, task) { Ok(task) } else { Err(WorldError::NoTask(id).into()) }
}

/// Whether the caller created a task, whatever token they used.
fn is_own(caller: &Caller, task: &Task) -> bool {
    task.spec.api == Api::Koodrive && task.spec.owner.user == Some(caller.user)
}

fn status_of(state: TaskState) -> u32 {
    match state {
        TaskState::Waiting => 0,
        TaskState::Running => 1,
        TaskState::Done => 2,
        TaskState::Cancelled => 3,
    }
}

/// Tasks in KooDrive's JSON.
struct Render<'w> {
    world: &'w World,
    now: Timestamp,
}

impl Render<'_> {
    fn job(&self, task: &Task) -> JobInfo {
        let progress = task.progress(self.now);
        let done = progress.state == TaskState::Done;
        let failure = task.results.iter().find_map(|result| result.as_ref().err()).filter(|_| done);
        let begun = match progress.state {
            TaskState::Waiting => false,
            TaskState::Running | TaskState::Done => true,
            TaskState::Cancelled => !task.results.is_empty(),
        };
        let spell = |at: Timestamp| at.civil(TIME_ZONE).strftime("%Y%m%d%H%M%S").to_string();
        JobInfo {
            task_id: ids::task(task.id),
            user_id: None,
            task_type: action::task_type(task.spec.kind),
            action_type: action::action_type(task.spec.kind),
            status: status_of(progress.state),
            progress: None,
            task_result_code: done.then_some(match (progress.done, progress.failed) {
                (_, 0) => 1,
                (0, _) => 3,
                _ => 2,
            }),
            result_code: failure.map(|error| plan::of_job(&task.spec.job, error).told().code),
            content_num: task.spec.items.len(),
            container_id: self.container(task),
            tenant_id: ids::tenant(self.world),
            begin_time: begun.then(|| spell(task.begins())),
            end_time: task.ended.map(spell),
            create_time: spell(task.created),
            download_url: None,
        }
    }

    fn detail(&self, task: &Task, base: &str) -> JobDetail {
        let percent = task.progress(self.now).percent;
        let job_info = JobInfo {
            user_id: task.spec.owner.user.map(|user| ids::creator(self.world, user)),
            progress: (0..=100).rev().find(|whole| f64::from(*whole) <= percent),
            download_url: package::path(task)
                .filter(|_| task.progress(self.now).state == TaskState::Done)
                .map(|path| format!("{base}{path}")),
            ..self.job(task)
        };
        let entries = task.spec.items.iter().enumerate().map(|(at, item)| {
            let (container, file) = item.given.split_once('/').unwrap_or(("", &item.given));
            let (status, effect) = match task.results.get(at) {
                None => ("0", None),
                Some(Ok(effect)) => ("1", Some(effect)),
                Some(Err(_)) => ("2", None),
            };
            TaskInfo {
                file_id: file.into(),
                status,
                new_file_id: effect.and_then(|effect| new_file(task, effect)),
                src_container_id: container.into(),
            }
        });
        let task_infos = entries.collect();
        JobDetail { job_info, task_infos, uncompressed_file_list: self.uncompressed(task) }
    }

    /// The target space, spelt as the caller did where an entry tells.
    fn container(&self, task: &Task) -> String {
        let given = task.spec.items.first().and_then(|item| item.given.split_once('/'));
        let given = given.filter(|(id, _)| ids::parse_container(self.world, id) == Some(task.spec.drive));
        given.map_or_else(|| ids::container(task.spec.drive), |(id, _)| id.into())
    }

    /// What an archive held, with ids if it was decompressed.
    fn uncompressed(&self, task: &Task) -> Option<Vec<UncompressedFile>> {
        let Job::Unpack { files, .. } = &task.spec.job else { return None };
        let effect = task.results.first().and_then(|result| result.as_ref().ok());
        let made: &[_] = match effect {
            Some(Effect::Unpacked(made)) => made,
            _ => &[],
        };
        let files = effect.and(files.as_ref().ok()).map_or(&[][..], |files| files);
        let rows = files.iter().enumerate().map(|(at, file)| UncompressedFile {
            container_id: made.get(at).map(|_| self.container(task)),
            file_id: made.get(at).map(|id| ids::made(*id)),
            name: file.path.to_string(),
            file_size: file.size,
            kind: if file.content.is_some() { 1 } else { 2 },
        });
        Some(rows.collect())
    }
}

/// The item that an entry became; of an archive, the first one.
fn new_file(task: &Task, effect: &Effect) -> Option<String> {
    match effect {
        // An archive that was only looked into became nothing.
        Effect::Node(_) if matches!(task.spec.job, Job::Unpack { .. }) => None,
        Effect::Node(id) => Some(ids::made(*id)),
        Effect::Unpacked(made) => made.first().map(|id| ids::made(*id)),
        Effect::Gone | Effect::Packed(_) => None,
    }
}
