//! Items: <https://learn.microsoft.com/en-us/graph/api/resources/driveitem>.

use std::{borrow::Cow, sync::Arc};

use serde::Serialize;

use super::{bundle::BundleFacet, identity::IdentitySet, version::Publication};
use crate::{graph::short_text::ShortText, http::Repeated};

/// An item: <https://learn.microsoft.com/en-us/graph/api/resources/driveitem>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// The address of the content of a file, which needs no token.
    #[serde(rename = "@microsoft.graph.downloadUrl", skip_serializing_if = "Option::is_none")]
    pub download_url: Option<String>,
    pub created_date_time: ShortText,
    pub e_tag: ShortText,
    pub id: ShortText,
    pub last_modified_date_time: ShortText,
    pub name: Arc<str>,
    pub web_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub c_tag: Option<ShortText>,
    pub size: u64,
    pub created_by: Repeated<IdentitySet>,
    pub last_modified_by: Repeated<IdentitySet>,
    pub parent_reference: Repeated<ItemReference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder: Option<Folder>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package: Option<Package>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bundle: Option<BundleFacet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub root: Option<Empty>,
    pub file_system_info: FileSystemInfo,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Arc<str>>,
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
    /// Only where they were selected, and not on personal drives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sharepoint_ids: Option<SharepointIds>,
    /// Only of items that a search has found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search_result: Option<SearchResult>,
}

/// The ids of an item in `SharePoint`: <https://learn.microsoft.com/en-us/graph/api/resources/sharepointids>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SharepointIds {
    pub list_id: String,
    /// Not of a root, which is the list itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_item_id: Option<String>,
    /// Not of a root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_item_unique_id: Option<String>,
    pub site_id: ShortText,
    pub site_url: String,
    pub tenant_id: String,
    pub web_id: String,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/searchresult>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchResult {
    pub on_click_telemetry_url: String,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/specialfolder>
#[derive(Serialize)]
pub struct SpecialFolder {
    pub name: &'static str,
}

/// What is neither a file nor a folder: <https://learn.microsoft.com/en-us/graph/api/resources/package>.
#[derive(Serialize)]
pub struct Package {
    #[serde(rename = "type")]
    pub kind: &'static str,
}

/// A facet without members.
#[derive(Serialize)]
pub struct Empty {}

/// <https://learn.microsoft.com/en-us/graph/api/resources/itemreference>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemReference {
    pub drive_id: ShortText,
    pub drive_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<ShortText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Arc<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_id: Option<ShortText>,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/file>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct File {
    pub mime_type: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hashes: Option<Hashes>,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/hashes>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
pub struct Hashes {
    pub quick_xor_hash: ShortText,
    /// On personal drives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha1_hash: Option<ShortText>,
    /// On personal drives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256_hash: Option<ShortText>,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/folder>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Folder {
    pub child_count: u64,
    /// On personal drives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub view: Option<FolderView>,
}

/// How a folder is shown to people: <https://learn.microsoft.com/en-us/graph/api/resources/folderview>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FolderView {
    pub sort_by: &'static str,
    pub sort_order: &'static str,
    pub view_type: &'static str,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/filesysteminfo>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
pub struct FileSystemInfo {
    pub created_date_time: ShortText,
    pub last_modified_date_time: ShortText,
    /// Only in the list of recent items, on personal drives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_accessed_date_time: Option<ShortText>,
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
