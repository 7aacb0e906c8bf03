//! Batch tasks.

use serde::Serialize;

use super::file::{GivenId, IdPair};

/// The response to a batch call, whether it was taken on or done within the call:
/// <https://developer.kdocs.cn/server/personal/tasks-files-copy.html>.
#[derive(Serialize)]
pub struct StartedTask {
    /// Empty if everything was done within the call.
    pub task_id: String,
    /// The copies, if they were made within the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_ids: Option<Vec<IdPair>>,
}

/// The result of a batch task (reference 9.2).
#[derive(Serialize)]
pub struct TaskResult<'a> {
    pub task_id: String,
    pub status: &'static str,
    pub total: usize,
    pub done: usize,
    pub failed: usize,
    /// The copies, once a copy has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_ids: Option<Vec<IdPair>>,
    pub fail_list: Vec<FailedItem<'a>>,
}

/// An item of a batch that could not be done, named as the caller named it.
#[derive(Serialize)]
pub struct FailedItem<'a> {
    #[serde(flatten)]
    pub item: GivenId<'a>,
    pub code: u32,
    pub message: &'static str,
}
