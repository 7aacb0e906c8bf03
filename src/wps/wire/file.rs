//! Files and folders.

use serde::Serialize;

/// The response to 批量获取文件信息 (`POST {domain}/graph/v7/files/batch_get_meta`).
#[derive(Serialize)]
pub struct Files<'w> {
    pub items: Vec<File<'w>>,
}

/// A file or a folder, as private deployments describe it.
#[derive(Serialize)]
pub struct File<'w> {
    pub created_by: Identity<'w>,
    pub ctime: i64,
    pub drive_id: String,
    pub ext_attrs: Vec<Attribute<'w>>,
    pub hash: Hash,
    pub id: String,
    pub link_id: String,
    pub link_url: String,
    pub modified_by: Identity<'w>,
    pub mtime: i64,
    pub name: &'w str,
    pub parent_id: String,
    pub permission: Permission,
    pub size: u64,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub version: u32,
}

/// Who did something; private deployments know `user` only, so applications are called that, too.
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

/// What may be done with an item.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "so the vendor's page has them")]
pub struct Permission {
    pub comment: bool,
    pub copy: bool,
    pub copy_content: bool,
    pub delete: bool,
    pub download: bool,
    pub list: bool,
    #[serde(rename = "move")]
    pub move_: bool,
    pub new_empty: bool,
    pub perm_ctl: bool,
    pub preview: bool,
    pub print: bool,
    pub rename: bool,
    pub share: bool,
    pub update: bool,
    pub upload: bool,
}
