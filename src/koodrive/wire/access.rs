//! Files that were used lately.

use serde::Serialize;

/// The files: <https://support.huaweicloud.com/api-koodrive/ListRecentlyAccess.html>.
#[derive(Serialize)]
pub struct RecentlyAccessed {
    pub list: Vec<RecentlyAccess>,
}

/// A file, and what was done with it last.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecentlyAccess {
    pub operate_time: String,
    /// 1 viewed, 2 edited, 3 shared, 4 copied to another space, 5 uploaded, 6 saved from a share.
    pub operate_type: u32,
    pub file: AccessedFile,
    /// 1 it was deleted, 2 its space is closed; left out for one that can be opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u32>,
}

/// A file, and who worked on it last.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessedFile {
    pub id: String,
    pub container_id: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collaborator_id: Option<String>,
    pub collaborator: String,
    pub collaborate_time: String,
    /// 2 edited, 3 shared, 4 saved.
    pub collaborate_type: String,
    pub file_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_suffix: Option<String>,
    pub size: u64,
    pub parent_folder: Vec<String>,
    pub favorite: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download_links: Option<Vec<String>>,
}
