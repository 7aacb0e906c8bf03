//! Uploads.

use serde::Serialize;

/// A new upload: <https://support.huaweicloud.com/api-koodrive/createFile.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewUpload {
    pub file_id: String,
    pub rapid_upload: bool,
    pub container_id: String,
    pub file_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upload_id: Option<String>,
    pub parent_folder: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exist: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub multi_parts: Vec<PartUrl>,
}

/// Parts with their addresses: <https://support.huaweicloud.com/api-koodrive/uploadUrl.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartUrls {
    pub multi_parts: Vec<PartUrl>,
}

/// A part with its address.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartUrl {
    pub part_number: u32,
    pub part_size: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_offset: Option<u64>,
    pub upload_url: String,
}
