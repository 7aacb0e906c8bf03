//! Batch tasks, listed and looked into.
//!
//! See <https://support.huaweicloud.com/api-koodrive/GetJobDetail.html> and its neighbours.

use axum::response::Response;

use super::{
    action,
    find::{find, is_own},
    render::{Render, status_of},
};
use crate::{
    http::{LinkBase, Operation},
    koodrive::{
        auth::Caller,
        error::Error,
        json::{Id, Query, number},
        respond,
        scopes::READ,
    },
    world::Task,
};

/// Lists the caller's tasks.
pub const GET_JOB_LIST: Operation = Operation { name: "GetJobList", ..READ };
/// Returns how far a task is and what came of each entry.
pub const GET_JOB_DETAIL: Operation = Operation { name: "GetJobDetail", ..READ };

/// Lists the caller's tasks, newest first.
///
/// Handles `GET /koodrive/ose/v1/jobs`.
pub fn list(query: Query, caller: Caller) -> Result<Response, Error> {
    let within = |name: &str, from, to| match number(&query, name)? {
        Some(number) if !(from..=to).contains(&number) => Err(Error::Parameters),
        number => Ok(number),
    };
    let (kind, status) = (within("type", 1, 7)?, within("status", 0, 3)?);
    let offset = within("offset", 0, u64::MAX)?.ok_or(Error::Parameters)?;
    let limit = within("limit", 1, 100)?.ok_or(Error::Parameters)?;
    let bound = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let (world, now) = (caller.world(), caller.now());
    let is_listed = |task: &&Task| {
        is_own(&caller, task)
            && kind.is_none_or(|kind| u64::from(action::task_type(task.spec.kind)) == kind)
            && status.is_none_or(|status| u64::from(status_of(task.progress(now).state)) == status)
    };
    let tasks = world.tasks().rev().filter(is_listed).skip(bound(offset)).take(bound(limit));
    let jobs: Vec<_> = tasks.map(|task| Render { world, now }.job(task)).collect();
    Ok(respond::data(jobs))
}

/// Returns how far a task is and what came of each entry; asking counts as polling.
///
/// Handles `GET /koodrive/ose/v1/{job_id}`.
/// Handles `GET /koodrive/ose/v1/jobs/{job_id}`.
pub fn detail(base: LinkBase, Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let id = find(caller.world(), &caller, &id)?.id;
    caller.sandbox().poll(id, |_| true);
    // The poll may have moved the task.
    let detail = caller.sandbox().read(|world, now| {
        let task = world.task(id)?;
        Ok::<_, Error>(Render { world, now }.detail(task, &base))
    })?;
    Ok(respond::data(detail))
}
