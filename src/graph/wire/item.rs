//! Items: <https://learn.microsoft.com/en-us/graph/api/resources/driveitem>.

use serde::Serialize;

use super::{identity::IdentitySet, version::Publication};

/// An item: <https://learn.microsoft.com/en-us/graph/api/resources/driveitem>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// The address of the content of a file, which needs no token.
    #[serde(rename = "@microsoft.graph.downloadUrl", skip_serializing_if = "Option::is_none")]
    pub download_url: Option<String>,
    pub created_date_time: String,
    pub e_tag: String,
    pub id: String,
    pub last_modified_date_time: String,
    pub name: String,
    pub web_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub c_tag: Option<String>,
    pub size: u64,
    pub created_by: IdentitySet,
    pub last_modified_by: IdentitySet,
    pub parent_reference: ItemReference,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder: Option<Folder>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub root: Option<Empty>,
    pub file_system_info: FileSystemInfo,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub special_folder: Option<SpecialFolder>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<Shared>,
    /// Only of items in the recycle bin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted: Option<Deleted>,
    /// Only where it was selected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publication: Option<Publication>,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/specialfolder>
#[derive(Serialize)]
pub struct SpecialFolder {
    pub name: &'static str,
}

/// A facet without members.
#[derive(Serialize)]
pub struct Empty {}

/// <https://learn.microsoft.com/en-us/graph/api/resources/itemreference>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemReference {
    pub drive_id: String,
    pub drive_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/file>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct File {
    pub mime_type: String,
    pub hashes: Hashes,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/hashes>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hashes {
    pub quick_xor_hash: String,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/folder>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Folder {
    pub child_count: u64,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/filesysteminfo>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
pub struct FileSystemInfo {
    pub created_date_time: String,
    pub last_modified_date_time: String,
    /// Only in the list of recent items, on personal drives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_accessed_date_time: Option<String>,
}

/// A page of items.
#[derive(Serialize)]
pub struct Items<T> {
    #[serde(rename = "@odata.context")]
    pub context: String,
    #[serde(rename = "@odata.nextLink", skip_serializing_if = "Option::is_none")]
    pub next_link: Option<String>,
    pub value: Vec<T>,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/deleted>
#[derive(Serialize)]
pub struct Deleted {
    pub state: &'static str,
}

/// How far an item is shared: <https://learn.microsoft.com/en-us/graph/api/resources/shared>.
#[derive(Serialize)]
pub struct Shared {
    pub scope: &'static str,
}
