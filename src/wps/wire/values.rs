//! What stands in files, drives and whatever else has people, properties and digests.

use serde::Serialize;

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
    /// Not in private deployments.
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
    /// Not in private deployments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saveas: Option<bool>,
    /// Not in private deployments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<bool>,
    pub share: bool,
    pub update: bool,
    pub upload: bool,
}
