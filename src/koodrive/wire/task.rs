//! Tasks that hand over what a person has.

use serde::Serialize;

/// A new task: <https://support.huaweicloud.com/api-koodrive/createTask.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewTask {
    pub task_id: String,
}

/// Tasks: <https://support.huaweicloud.com/intl/en-us/api-koodrive/getTaskLIst.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HandOvers {
    pub task_list: Vec<HandOver>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// A task: <https://support.huaweicloud.com/intl/en-us/api-koodrive/getTaskDetail.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HandOver {
    pub task_id: String,
    pub task_name: String,
    pub task_type: u32,
    pub tenant_id: String,
    pub user_id: String,
    /// 0 new, 1 under way, 2 done, 3 failed.
    pub status: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result_code: Option<String>,
}

/// The person who receives: <https://support.huaweicloud.com/intl/en-us/api-koodrive/getHandoverDstUserInfo.html>.
#[derive(Serialize)]
pub struct Receiver {
    pub id: String,
    pub name: String,
}

/// What came of a task: <https://support.huaweicloud.com/intl/en-us/api-koodrive/getTaskResult.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TaskResult {
    pub success_count: usize,
    pub fail_count: usize,
    pub fail_info_list: Vec<FailInfo>,
}

/// Who was not handed over, and why.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FailInfo {
    pub user_name: String,
    pub desc: String,
}
