//! What KDocs sends: JSON types only.

use serde::Serialize;

use super::ids;
use crate::world::NodeId;

/// A success: <https://developer.kdocs.cn/server/personal/tasks-files-copy.html>.
#[derive(Serialize)]
pub struct Success<'a, T> {
    /// Always 0.
    pub code: u32,
    pub data: &'a T,
}

/// An error (reference 5.3): one page calls the text `msg`, the service was seen to call it `message`.
#[derive(Serialize)]
pub struct Failure<'a> {
    pub code: u32,
    pub message: &'a str,
    pub msg: &'a str,
    pub hint: &'a str,
}

/// What is said of a batch when it was taken on, or done within the call:
/// <https://developer.kdocs.cn/server/personal/tasks-files-copy.html>.
#[derive(Serialize)]
pub struct Started {
    /// Empty if everything was done within the call.
    pub task_id: String,
    /// The copies, if they were made within the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_ids: Option<Vec<IdPair>>,
}

/// The ids of a file: as the app sees it, and as all apps of its developer do.
#[derive(Serialize)]
pub struct IdPair {
    pub open_id: String,
    pub union_id: String,
}

impl IdPair {
    /// The ids of items for this app.
    pub fn of_all(app_key: &str, nodes: &[NodeId]) -> Vec<Self> {
        let pair =
            |node: &NodeId| Self { open_id: ids::open_id(app_key, *node), union_id: ids::union_id(*node) };
        nodes.iter().map(pair).collect()
    }
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
    pub fail_list: Vec<Failed<'a>>,
}

/// An item of a batch that could not be done, named as the caller named it.
#[derive(Serialize)]
pub struct Failed<'a> {
    #[serde(flatten)]
    pub item: Given<'a>,
    pub code: u32,
    pub message: &'static str,
}

/// An id as the caller wrote it.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Given<'a> {
    FileId(&'a str),
    FileToken(&'a str),
}
