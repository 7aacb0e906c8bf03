//! The results of batch tasks over documents of users.

use axum::response::Response;

use crate::{
    http::Operation,
    kdocs::{auth::token::Personal, error::Error, json::Id, scopes, tasks::results},
};

/// The vendor names it 查询批量任务结果 and prints no page (reference 9.2).
pub const GET: Operation = Operation { name: "personal.tasks.get", ..scopes::READ };

/// Returns the result of a user's task.
///
/// Handles `GET /api/v1/openapi/personal/tasks/{task_id}`.
pub fn get(Personal(caller): Personal, Id(id): Id) -> Result<Response, Error> {
    results::get(&caller, &id)
}
