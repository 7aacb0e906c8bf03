//! Files and folders.

use std::collections::BTreeMap;

use serde::Serialize;

/// A file or folder: <https://support.huaweicloud.com/api-koodrive/getFile.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
pub struct File {
    pub category: &'static str,
    pub id: String,
    pub file_name: String,
    pub file_type: String,
    pub mime_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    pub recycled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recycled_time: Option<String>,
    pub favorite: bool,
    pub parent_folder: Vec<String>,
    pub properties: BTreeMap<String, String>,
    pub containers: Vec<String>,
    pub created_time: String,
    pub edited_time: String,
    pub owners: Vec<FileUser>,
    pub last_editor: FileUser,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_suffix: Option<String>,
    pub size: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download_links: Option<Vec<String>>,
    pub capabilities: Capabilities,
}

/// A person as files name one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FileUser {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    pub user_name: String,
}

/// What the caller may do with an item.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "the vendor's flags")]
pub struct Capabilities {
    pub add_child_node_permission: bool,
    pub copy_permission: bool,
    pub delete_permission: bool,
    pub download_permission: bool,
    pub edit_permission: bool,
    pub list_child_node_permission: bool,
    pub remove_child_node_permission: bool,
    pub rename_file_permission: bool,
    pub share_file_permission: bool,
    pub upload_permission: bool,
    pub view_permission: bool,
}

/// A page of a space: <https://support.huaweicloud.com/api-koodrive/getPersonalFiles.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FileList {
    pub category: &'static str,
    pub files: Vec<File>,
    pub next_cursor: String,
}

/// The path of an item: <https://support.huaweicloud.com/intl/en-us/api-koodrive/GetFullPath.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FullPath {
    pub file_id_path: String,
    pub name_path: String,
}

/// How much lies below a folder: <https://support.huaweicloud.com/intl/en-us/api-koodrive/StatsDir.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DirectoryStats {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_size: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_dir_count: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_file_count: Option<String>,
}

/// A page of what a search found: <https://support.huaweicloud.com/intl/en-us/api-koodrive/Search.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    pub files: Vec<FoundFile>,
    pub total: usize,
    pub next_page_cursor: String,
}

/// What a search found.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FoundFile {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_suffix: Option<String>,
    pub file_name: String,
    pub file_type: String,
    pub size: String,
    pub update_time: String,
    pub name_path: String,
    pub id_path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download_links: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team_id: Option<String>,
    pub container_id: String,
    pub container_type: &'static str,
    pub favorite: bool,
    pub owner: String,
}

/// Addresses of files: <https://support.huaweicloud.com/api-koodrive/getDownLoadUrl.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Downloads {
    /// 0 some, 1 all, 2 none.
    pub batch_code: u32,
    pub downloads: Vec<Download>,
}

/// The address of a file, or why there is none.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Download {
    pub file_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    pub code: String,
    pub msg: String,
}

/// A new folder: <https://support.huaweicloud.com/api-koodrive/createDirectory.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewDirectory {
    pub id: String,
    pub file_name: String,
}

/// Favorites: <https://support.huaweicloud.com/api-koodrive/listStarFile.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
pub struct StarFiles {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// How many are left out because they lie in a recycle bin.
    pub auto_deleted: usize,
    pub star_files: Vec<File>,
}

/// What came of changing favorites: <https://support.huaweicloud.com/intl/en-us/api-koodrive/batchStarFile.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Starred {
    /// 0 all, 1 some, 2 none.
    pub status: u32,
    pub sub_response_list: Vec<StarResult>,
}

/// What came of changing one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StarResult {
    pub file_id: String,
    pub code: String,
    pub message: String,
}

/// A version of a file: <https://support.huaweicloud.com/intl/en-us/api-koodrive/getRevision.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
pub struct Revision {
    pub container_id: String,
    pub file_id: String,
    pub revision_id: String,
    pub revision_version: u32,
    pub size: u64,
    pub sha256: String,
    pub edited_time: String,
    pub last_editor: FileUser,
    pub url: String,
}

/// The versions of a file: <https://support.huaweicloud.com/intl/zh-cn/api-koodrive-carrier/listRevision.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RevisionList {
    pub revision_list: Vec<RevisionRow>,
    /// Empty on the last page.
    pub next_page_cursor: String,
}

/// One of them.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RevisionRow {
    pub container_id: String,
    pub file_id: String,
    pub revision_id: String,
    pub revision_version: u32,
    pub keep_forever: bool,
    pub latest_version: bool,
    /// Milliseconds.
    pub created_at: i64,
    pub created_by: String,
    pub size: u64,
}
