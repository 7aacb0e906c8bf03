//! What lists over many drives say of each item.

use std::collections::BTreeMap;

use serde::Serialize;

use super::file::File;

/// The response to 文件搜索.
#[derive(Serialize)]
pub struct SearchResults<'w> {
    pub items: Vec<FoundFile<'w>>,
    pub next_page_token: String,
    /// On request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<usize>,
}

/// An item that was found; when it was opened is not known here, so there is no `otime`.
#[derive(Serialize)]
pub struct FoundFile<'w> {
    pub file: File<'w>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_src: Option<FileSrc<'w>>,
    pub highlights: Highlights,
}

/// What was searched, with the words that were found marked in it.
pub type Highlights = BTreeMap<&'static str, Vec<String>>;

/// Where an item lies.
#[derive(Serialize)]
pub struct FileSrc<'w> {
    pub name: &'w str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(rename = "type")]
    pub kind: &'static str,
}

/// An item that is used often; drives are none here.
#[derive(Serialize)]
pub struct FrequentItem<'w> {
    pub ctime: i64,
    pub file: File<'w>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_src: Option<FileSrc<'w>>,
    pub object_type: &'static str,
    pub position: usize,
}

/// How much of a drive the search has taken in.
#[derive(Serialize, Default)]
#[expect(clippy::struct_field_names, reason = "they are the vendor's words")]
pub struct SearchStatus {
    pub failed_cnt: u64,
    pub not_support_cnt: u64,
    pub succ_cnt: u64,
    pub to_update_cnt: u64,
    pub updating_cnt: u64,
}
