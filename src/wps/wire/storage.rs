//! What stands around the storage.

use serde::Serialize;

use super::values::Hash;

/// The body of a storage address that is not the caller's.
#[derive(Serialize)]
pub struct NotLoggedIn {
    pub result: &'static str,
}

/// The response to 获取文件下载信息.
#[derive(Serialize)]
pub struct DownloadInfo {
    pub url: String,
    /// Only on demand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hashes: Option<Vec<Hash>>,
}

/// The response to 请求文件上传信息.
#[derive(Serialize)]
pub struct UploadInfo {
    pub upload_id: String,
    pub store_request: StoreRequest,
}

/// How the bytes are sent.
#[derive(Serialize)]
pub struct StoreRequest {
    pub method: &'static str,
    pub url: String,
}

/// The response to 分块上传任务初始化.
#[derive(Serialize)]
pub struct PartsInfo {
    pub upload_id: String,
    pub part_count: u64,
    pub part_size: u64,
    pub upload_addr: String,
}
