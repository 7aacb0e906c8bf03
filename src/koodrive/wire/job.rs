//! What KooDrive sends: JSON types only, absent members left out, never `null`.

use serde::Serialize;

/// An error: <https://support.huaweicloud.com/api-koodrive/koodrive_05_0011.html>.
#[derive(Serialize)]
pub struct ErrorBody<'a> {
    pub code: u32,
    pub msg: &'a str,
}

/// A success: the data, if there are any, then a code that says so.
#[derive(Serialize)]
pub struct Reply<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<T>,
    pub code: u32,
    pub msg: &'static str,
}

impl<T> Reply<T> {
    /// A success with these data.
    pub fn with(data: T) -> Self {
        Self { data: Some(data), code: 0, msg: "success" }
    }
}

impl Reply<()> {
    /// A success without data.
    pub const DONE: Self = Self { data: None, code: 0, msg: "success" };
}

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

/// A new session: <https://support.huaweicloud.com/api-koodrive/createSession.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSession {
    pub access_token: String,
    pub session_id: String,
    pub user_id: String,
    pub user_info: UserInfo,
}

/// A person as sessions know one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserInfo {
    pub role: &'static str,
    pub user_name: String,
    pub inner_user_id: String,
    pub user_id: String,
    pub tenant_id: String,
    pub org_id: String,
    pub org_name: &'static str,
    pub user_count: usize,
}

/// A refreshed session: <https://support.huaweicloud.com/api-koodrive/refreshSession.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Refreshed {
    pub access_token: String,
    pub code: u32,
    pub msg: &'static str,
}

/// A carrier's login: <https://support.huaweicloud.com/intl/en-us/api-koodrive-carrier/Login.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Login {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_info: Option<CarrierUser>,
    pub session_info: SessionInfo,
}

/// A person as carriers know one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CarrierUser {
    pub user_id: String,
    pub firstname: String,
    pub surname: String,
    pub phone: &'static str,
    pub email: String,
}

/// A carrier's session.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionInfo {
    pub access_token: String,
    /// Seconds.
    pub expires_in: u64,
    /// Milliseconds since the epoch.
    pub issued_at: String,
    pub refresh_token: String,
}
