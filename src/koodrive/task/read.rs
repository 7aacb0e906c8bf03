//! How far tasks are, and what came of them.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive/getTaskDetail.html> and its neighbours.

use axum::response::Response;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        error::Error,
        ids,
        json::{Id, Query, number},
        paging::PageInfo,
        position::Position,
        respond,
        scopes::READ,
        wire::{FailInfo, HandOver, HandOvers, Receiver, TaskResult},
    },
    world::{Api, Error as WorldError, Job, Task, TaskState, Timestamp, UserId, World},
};

/// Lists tasks.
pub const GET_TASK_LIST: Operation = Operation { name: "getTaskLIst", ..READ };
/// Returns how far a task is.
pub const GET_TASK_DETAIL: Operation = Operation { name: "getTaskDetail", ..READ };
/// Returns what came of a task.
pub const GET_TASK_RESULT: Operation = Operation { name: "getTaskResult", ..READ };
/// Returns who receives what a person had.
pub const GET_HANDOVER_DST_USER_INFO: Operation = Operation { name: "getHandoverDstUserInfo", ..READ };

/// Lists the caller's tasks, newest first.
///
/// Handles `GET /koodrive/ose/v1/task/list`.
pub fn list(query: Query, caller: Caller) -> Result<Response, Error> {
    let words = [("0", 0), ("1", 1), ("2", 2), ("3", 3)];
    let statuses: Vec<u32> = query.list_of_words("status", &words)?;
    if number(&query, "taskType")?.is_some_and(|kind| kind != 0) {
        return Err(Error::Parameters);
    }
    let page = PageInfo::of(&query)?.page(&("tasks", caller.user, &statuses))?;
    let (world, now) = (caller.world(), caller.now());
    let own = world.tasks().filter(|task| is_own(&caller, task));
    let rows = own.filter_map(|task| Some((task.id, render(world, task, now)?)));
    let rows = rows.filter(|(_, row)| statuses.is_empty() || statuses.contains(&row.status));
    let (rows, next_cursor) =
        page.cut(rows, |(id, _)| Position::default().number(id.number()).reversed_if(true));
    let task_list = rows.into_iter().map(|(_, row)| row).collect();
    Ok(respond::beside(HandOvers { task_list, next_cursor }))
}

/// Returns how far a task is; asking counts as polling.
///
/// Handles `GET /koodrive/ose/v1/task/{task_id}`.
pub fn detail(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let id = find(&caller, &id)?.id;
    caller.sandbox().poll(id, |_| true);
    // The poll may have moved the task.
    let detail = caller.sandbox().read(|world, now| {
        let task = world.task(id)?;
        Ok::<_, Error>(render(world, task, now))
    })?;
    Ok(respond::beside(detail.ok_or(WorldError::NoTask(id))?))
}

/// Returns what came of a task; one that has not ended has come to nothing yet.
///
/// Handles `GET /koodrive/ose/v1/task/result`.
pub fn result(query: Query, caller: Caller) -> Result<Response, Error> {
    let task = find(&caller, query.required("taskId")?)?;
    let (_, _, name) = parts(task).ok_or(WorldError::NoTask(task.id))?;
    let failures = task.results.iter().filter_map(|result| result.as_ref().err());
    let fail_info_list: Vec<_> = failures
        .map(|error| FailInfo {
            user_name: name.to_owned(),
            desc: Error::from(error.clone()).reply().msg.into_owned(),
        })
        .collect();
    let fail_count = fail_info_list.len();
    Ok(respond::data(TaskResult {
        success_count: task.results.len() - fail_count,
        fail_count,
        fail_info_list,
    }))
}

/// Returns who received last, or will receive, what a person had.
///
/// Handles `GET /koodrive/ose/v1/task/dstUserInfo/{src_user_id}`.
pub fn receiver(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let own = world.tasks().rev().filter(|task| is_own(&caller, task)).filter_map(parts);
    let mut receivers =
        own.filter(|(from, _, _)| ids::is_user(&id, *from) || ids::parse_user(world, &id) == Some(*from));
    let receiver = receivers.next().and_then(|(_, to, _)| world.user(to)).ok_or(WorldError::NotFound)?;
    Ok(respond::beside(Receiver { id: ids::user(receiver.id), name: receiver.display_name.to_string() }))
}

/// Returns the caller's task of this id.
fn find<'c>(caller: &'c Caller, id: &str) -> Result<&'c Task, Error> {
    let task = caller.world().task(ids::parse_task(id).ok_or(WorldError::NotFound)?)?;
    if is_own(caller, task) { Ok(task) } else { Err(WorldError::NoTask(task.id).into()) }
}

fn is_own(caller: &Caller, task: &Task) -> bool {
    task.spec.api == Api::Koodrive && task.spec.owner.user == Some(caller.user) && parts(task).is_some()
}

/// Returns who hands over to whom, and what the one who leaves was called.
fn parts(task: &Task) -> Option<(UserId, UserId, &str)> {
    match &task.spec.job {
        Job::HandOver { from, to, name } => Some((*from, *to, name)),
        _ => None,
    }
}

fn render(world: &World, task: &Task, now: Timestamp) -> Option<HandOver> {
    let (_, _, name) = parts(task)?;
    let failure = task.results.iter().find_map(|result| result.as_ref().err());
    let status = match task.progress(now).state {
        TaskState::Waiting => 0,
        TaskState::Running => 1,
        TaskState::Done if failure.is_none() => 2,
        TaskState::Done | TaskState::Cancelled => 3,
    };
    Some(HandOver {
        task_id: ids::task(task.id),
        task_name: name.to_owned(),
        task_type: 0,
        tenant_id: ids::tenant(world),
        user_id: task.spec.owner.user.map(ids::inner_user).unwrap_or_default(),
        status,
        result_code: failure.map(|error| Error::from(error.clone()).reply().code.to_string()),
    })
}
