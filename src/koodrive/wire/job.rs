//! Jobs: batch tasks.

use serde::Serialize;

/// A job: <https://support.huaweicloud.com/api-koodrive/GetJobList.html>; `userId`, `progress` and `downloadUrl`
/// stand in the detail only.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JobInfo {
    pub task_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    pub task_type: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action_type: Option<u32>,
    /// 0 waiting, 1 under way, 2 completed, 3 cancelled.
    pub status: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress: Option<u8>,
    /// 1 all succeeded, 2 some failed, 3 all failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task_result_code: Option<u32>,
    /// The code of the first failure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result_code: Option<u32>,
    pub content_num: usize,
    pub container_id: String,
    pub tenant_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub begin_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<String>,
    pub create_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download_url: Option<String>,
}

/// The detail of a job: <https://support.huaweicloud.com/api-koodrive/GetJobDetail.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JobDetail {
    pub job_info: JobInfo,
    pub task_infos: Vec<TaskInfo>,
    /// Only of a decompression.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncompressed_file_list: Option<Vec<UncompressedFile>>,
}

/// What came of one entry of a job.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TaskInfo {
    pub file_id: String,
    /// `0` pending, `1` done, `2` failed.
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_file_id: Option<String>,
    pub src_container_id: String,
}

/// A file or folder of an archive; with ids if it was decompressed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UncompressedFile {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_id: Option<String>,
    /// The whole path inside the archive.
    pub name: String,
    pub file_size: u64,
    /// 1 a file, 2 a folder.
    #[serde(rename = "type")]
    pub kind: u32,
}
