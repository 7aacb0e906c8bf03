//! Versions of files.

use serde::Serialize;

use super::values::{Attribute, Hash, Identity};

/// A version of a file (reference 6).
#[derive(Serialize)]
pub struct VersionBody<'w> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<&'w str>,
    pub created_by: Identity<'w>,
    pub ctime: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ext_attrs: Option<Vec<Attribute<'w>>>,
    pub file_id: String,
    pub hash: Hash,
    pub id: String,
    pub modified_by: Identity<'w>,
    pub mtime: i64,
    pub size: u64,
    pub version: u32,
}
