//! Files and folders.

use serde::Serialize;

use super::drive::DriveBody;

/// The response to 批量获取文件信息 (`POST {domain}/graph/v7/files/batch_get_meta`).
#[derive(Serialize)]
pub struct Files<'w> {
    pub items: Vec<File<'w>>,
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
    /// Not in older private deployments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<bool>,
    pub size: u64,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub version: u32,
}

/// Who did something; older private deployments know `user` only, so applications are called that, too.
#[derive(Serialize)]
pub struct Identity<'w> {
    pub avatar: &'static str,
    pub company_id: String,
    pub id: String,
    pub name: &'w str,
    #[serde(rename = "type")]
    pub kind: &'static str,
}

#[derive(Serialize)]
pub struct Attribute<'w> {
    pub name: &'w str,
    pub value: &'w str,
}

#[derive(Serialize)]
pub struct Hash {
    pub sum: String,
    #[serde(rename = "type")]
    pub kind: &'static str,
}

/// What may be done with an item; clients send it, too, to say what a role allows.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "so the vendor's page has them")]
pub struct Permission {
    pub comment: bool,
    pub copy: bool,
    pub copy_content: bool,
    pub delete: bool,
    pub download: bool,
    /// Not in older private deployments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<bool>,
    pub list: bool,
    #[serde(rename = "move")]
    pub move_: bool,
    pub new_empty: bool,
    pub perm_ctl: bool,
    pub preview: bool,
    pub print: bool,
    pub rename: bool,
    /// Not in older private deployments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saveas: Option<bool>,
    /// Not in older private deployments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<bool>,
    pub share: bool,
    pub update: bool,
    pub upload: bool,
}
