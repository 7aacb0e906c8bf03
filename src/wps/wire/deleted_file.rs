//! What lies in the recycle bin.

use serde::Serialize;

use super::{
    drive::DriveBody,
    values::{Attribute, Hash, Identity},
};

/// A file or a folder in the recycle bin (reference 6).
#[derive(Serialize)]
pub struct DeletedFile<'w> {
    pub created_by: Identity<'w>,
    pub ctime: i64,
    pub deleted_by: Identity<'w>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drive: Option<DriveBody<'w>>,
    pub drive_id: String,
    pub dtime: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ext_attrs: Option<Vec<Attribute<'w>>>,
    pub hash: Hash,
    pub id: String,
    pub modified_by: Identity<'w>,
    pub mtime: i64,
    pub name: &'w str,
    pub parent_id: String,
    pub size: u64,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub version: u32,
}
