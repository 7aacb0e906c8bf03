//! Shares.

use serde::Serialize;

use super::job::TaskInfo;

/// A share: <https://support.huaweicloud.com/api-koodrive/createShare.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShareLink {
    pub share_id: String,
    pub short_url: String,
    pub link_url: String,
    pub share_time: String,
    pub create_time: String,
    pub update_time: String,
    pub expire_time: String,
    /// 1 everybody with the link, 2 the enterprise, 3 the people who are named.
    pub scope: u32,
    pub display_name: String,
    pub owner_id: String,
    pub owner_name: String,
    pub permission: SharePermission,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extract_code: Option<String>,
    pub need_extract_code: bool,
    /// 0 as its end says, 1 its files were deleted, 2 invalid.
    pub status: u32,
    pub comment: String,
    pub view_cnt: u64,
    pub download_cnt: u64,
    pub save_cnt: u64,
    pub container_id: String,
    pub container_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<Vec<SharedFile>>,
}

/// What others may do with what is shared.
#[derive(Serialize)]
pub struct SharePermission {
    pub preview: bool,
    pub edit: bool,
    pub download: bool,
}

/// A file or folder of a share.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SharedFile {
    pub id: String,
    pub file_name: String,
    pub file_type: String,
    pub mime_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_suffix: Option<String>,
    pub size: u64,
    pub parent_folder: Vec<String>,
    pub containers: Vec<String>,
    pub edited_time: String,
    pub recycled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download_links: Option<Vec<String>>,
}

/// One share.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shared {
    pub share_link: ShareLink,
}

/// A page of shares.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShareLinks {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    pub share_links: Vec<ShareLink>,
}

/// The person who shares.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShareUser {
    pub user_id: String,
    pub user_name: String,
}

/// The token of a visitor: <https://support.huaweicloud.com/api-koodrive/verifyExtractCode.html>.
#[derive(Serialize)]
pub struct VisitToken {
    pub kdstoken: String,
}

/// A page of what is shared: <https://support.huaweicloud.com/intl/es-us/api-koodrive/listShareFiles.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SharedFiles {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    pub link: ShareLink,
    pub files: Vec<SharedFile>,
}

/// The address of a file: <https://support.huaweicloud.com/api-koodrive/downloadShareFile.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShareDownload {
    pub download_url: String,
}

/// A new task: <https://support.huaweicloud.com/api-koodrive/createBatchTask.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShareTask {
    pub task_id: String,
}

/// A task of a share: <https://support.huaweicloud.com/api-koodrive/getBatchTask.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShareTaskDetail {
    pub job_info: ShareTaskInfo,
    pub task_infos: Vec<TaskInfo>,
}

/// How far a task of a share is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShareTaskInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    pub task_id: String,
    /// 1 a package, 2 saved to another place.
    pub task_type: u32,
    /// 0 waiting, 1 under way, 2 completed, 3 cancelled.
    pub task_status: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task_result_code: Option<u32>,
    pub create_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download_url: Option<String>,
}

/// What a person had to do with: <https://support.huaweicloud.com/api-koodrive/ListRelatedToMe.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RelatedRecords {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    pub total: usize,
    pub related_to_me_infos: Vec<RelatedRecord>,
}

/// One of these: a share.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RelatedRecord {
    pub operator: String,
    pub operate_type: u32,
    pub operate_time: String,
    pub id: String,
    pub display_name: String,
    pub files: Vec<SharedFile>,
    pub expire_time: String,
}
