//! Files and folders.

use serde::Serialize;

use super::{
    drive::DriveBody,
    values::{Attribute, Hash, Identity, Permission},
};

/// The response to 批量获取文件信息 (`POST {domain}/graph/v7/files/batch_get_meta`).
#[derive(Serialize)]
pub struct Files<'w> {
    pub items: Vec<File<'w>>,
}

/// The response to 批量获取文件信息 in the public cloud.
#[derive(Serialize)]
pub struct FoundFiles<'w> {
    pub items: Vec<File<'w>>,
    /// Only where the caller wants to know them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failures: Option<Vec<FailedFile<'w>>>,
}

/// An id that was refused.
#[derive(Serialize)]
pub struct FailedFile<'w> {
    pub err_code: u32,
    pub err_msg: std::borrow::Cow<'static, str>,
    pub object_id: &'w str,
}

/// A file or a folder (reference 6).
#[derive(Serialize)]
pub struct File<'w> {
    pub created_by: Identity<'w>,
    pub ctime: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drive: Option<DriveBody<'w>>,
    pub drive_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ext_attrs: Option<Vec<Attribute<'w>>>,
    /// In the public cloud and newer private deployments, folders have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hash: Option<Hash>,
    pub id: String,
    pub link_id: String,
    pub link_url: String,
    pub modified_by: Identity<'w>,
    pub mtime: i64,
    pub name: &'w str,
    pub parent_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permission: Option<Permission>,
    /// Not in private deployments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<bool>,
    pub size: u64,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub version: u32,
}
