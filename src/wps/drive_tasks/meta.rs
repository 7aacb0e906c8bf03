//! How far a task is: 获取异步任务信息.

use axum::response::Response;

use crate::{
    http::{Id, Operation},
    world::{self, Api, Task, TaskProgress, TaskState},
    wps::{auth::Caller, error::Error, ids, respond, scopes, tasks::batch::KIND, wire::DriveTask},
};

/// 获取异步任务信息
pub const GET: Operation = Operation { name: "drive_tasks.meta.get", ..scopes::READ_FILES };

/// Returns how far a task of this caller's is; asking for it moves a task that goes by polls.
///
/// Handles `GET /v7/drive_tasks/{task_id}/meta`.
pub fn get(caller: Caller, Id(id): Id) -> Result<Response, Error> {
    let is_own = |task: &Task| {
        task.spec.api == Api::Wps && task.spec.kind == KIND && task.spec.owner == caller.principal
    };
    let unknown = || world::Error::NoTask(world::TaskId::from_number(0));
    let id = ids::parse_task(&id).ok_or_else(unknown)?;
    caller.sandbox().poll(id, is_own);
    let progress = caller.sandbox().read(|world, now| {
        let task = world.task(id).ok().filter(|task| is_own(task));
        task.map(|task| task.progress(now)).ok_or_else(unknown)
    })?;
    Ok(respond::success(caller.dialect, &describe(progress)))
}

/// Words the state; a task is a success if anything of it worked, or there was nothing to do.
fn describe(progress: TaskProgress) -> DriveTask {
    let TaskProgress { state, done, failed, total, .. } = progress;
    let status = match state {
        TaskState::Waiting => "pending",
        TaskState::Running => "running",
        TaskState::Done if done > 0 || failed == 0 => "success",
        TaskState::Done | TaskState::Cancelled => "failed",
    };
    DriveTask { done, failed, status, total }
}
