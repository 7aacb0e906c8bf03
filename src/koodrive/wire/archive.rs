//! What archives hold.

use serde::Serialize;

/// What an archive holds, or the task that will say so: <https://support.huaweicloud.com/api-koodrive/listFile.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArchiveList {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncompressed_file_list: Option<Vec<ArchiveEntry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress: Option<u8>,
}

/// A file or folder of an archive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArchiveEntry {
    pub code: &'static str,
    pub name: String,
    /// `1` a file, `2` a folder.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Milliseconds since the epoch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub update_at: Option<i64>,
    pub file_size: u64,
}
