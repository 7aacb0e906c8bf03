//! Conversions and extractions: <https://developer.kdocs.cn/server/extract/tasks-status.html>.

use serde::Serialize;

/// A task that was taken on.
#[derive(Serialize)]
pub struct StartedOffice {
    pub task_id: String,
}

/// A task and its result.
#[derive(Serialize)]
pub struct OfficeTask {
    pub status: &'static str,
    /// Why it failed; empty if it did not.
    pub message: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<OfficeResult>,
}

/// What a task made.
#[derive(Serialize)]
pub struct OfficeResult {
    pub base_64_text: String,
}
