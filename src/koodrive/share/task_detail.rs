//! How far a task of a share is.
//!
//! See <https://support.huaweicloud.com/api-koodrive/getBatchTask.html>.

use axum::response::Response;
use serde::Deserialize;

use super::find;
use crate::{
    http::{LinkBase, Operation},
    koodrive::{
        auth::Visitor,
        error::Error,
        ids,
        jobs::{FIRST_SHARE_KIND, RenderJob},
        json::Loose,
        respond,
        scopes::PUBLIC,
        wire::{ShareTaskDetail, ShareTaskInfo, TaskInfo},
    },
    world::{Api, Error as WorldError, Task, TaskId, World},
};

/// Returns how far a task of a share is.
pub const GET_BATCH_TASK: Operation = Operation { name: "getBatchTask", ..PUBLIC };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DetailBody {
    task_id: String,
    share_id: String,
    #[serde(default)]
    kdstoken: Loose<String>,
}

/// Returns how far a task of a share is and what came of each entry; asking counts as polling.
///
/// Handles `POST /koodrive/ose/v1/share/taskDetail`.
pub fn detail(base: LinkBase, visitor: Visitor) -> Result<Response, Error> {
    let body: DetailBody = visitor.body()?;
    let sandbox = visitor.call().sandbox();
    let id = find_task(&visitor, visitor.call().world(), &body)?;
    sandbox.poll(id, |_| true);
    // The poll may have moved the task.
    let detail = sandbox.read(|world, now| {
        let task = world.task(id)?;
        Ok::<_, Error>(render(&RenderJob { world, now }, task, &base))
    })?;
    Ok(respond::beside(detail))
}

/// Returns a task of this share: a person's own, or one of anybody to whoever is let in.
fn find_task(visitor: &Visitor, world: &World, body: &DetailBody) -> Result<TaskId, Error> {
    if visitor.user().is_none() {
        let share = find::identified(world, &body.share_id, visitor.call().now())?;
        find::enter(visitor, world, share, body.kdstoken.0.as_deref())?;
    }
    let unknown = Error::World(WorldError::NotFound);
    let (Some(id), Some(number)) = (ids::parse_task(&body.task_id), ids::parse_share(&body.share_id)) else {
        return Err(unknown);
    };
    let task = world.task(id)?;
    let is_theirs = task.spec.api == Api::Koodrive
        && task.spec.kind > FIRST_SHARE_KIND
        && task.spec.owner.user == visitor.user()
        && share_of(task) == Some(number);
    if is_theirs { Ok(id) } else { Err(unknown) }
}

/// Returns the number of the share that a task is about.
fn share_of(task: &Task) -> Option<u64> {
    task.spec.items.first()?.given.split('/').next()?.parse().ok()
}

fn render(jobs: &RenderJob<'_>, task: &Task, base: &LinkBase) -> ShareTaskDetail {
    let detail = jobs.detail(task, base);
    let job = detail.job_info;
    let job_info = ShareTaskInfo {
        user_id: job.user_id,
        task_id: job.task_id,
        task_type: task.spec.kind - FIRST_SHARE_KIND,
        task_status: job.status,
        task_result_code: job.task_result_code,
        create_time: job.create_time,
        start_time: job.begin_time,
        end_time: job.end_time,
        progress: job.progress,
        download_url: job.download_url,
    };
    // Behind the share stand the ids as its caller wrote them.
    let given = task.spec.items.iter().map(|item| {
        let mut parts = item.given.splitn(3, '/').skip(1).map(str::to_owned);
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
    });
    let infos = given.zip(detail.task_infos);
    let task_infos =
        infos.map(|((space, file), info)| TaskInfo { file_id: file, src_container_id: space, ..info });
    ShareTaskDetail { job_info, task_infos: task_infos.collect() }
}
