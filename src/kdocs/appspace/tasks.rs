//! The results of batch tasks over documents of applications.

use axum::response::Response;

use crate::{
    http::Operation,
    kdocs::{auth::signed::Appspace, error::Error, json::Id, scopes, tasks::results},
};

/// The vendor names it 查询批量任务结果 and prints no page (reference 9.2).
pub const GET: Operation = Operation { name: "appspace.tasks.get", ..scopes::READ };

/// Returns the result of an application's task.
///
/// Handles `GET /api/v1/openapi/appspace/tasks/{task_id}`.
pub fn get(Appspace(caller): Appspace, Id(id): Id) -> Result<Response, Error> {
    results::get(&caller, &id)
}
