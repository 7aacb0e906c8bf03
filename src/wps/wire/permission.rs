//! Grants, roles and settings.

use serde::Serialize;

use super::values::Permission;

/// The grants that hold for an item.
#[derive(Serialize)]
pub struct Grants {
    /// Whether the item has grants of its own beside those of the folders above it.
    pub has_custom_permission: bool,
    pub items: Vec<Grant>,
}

/// What somebody was given.
#[derive(Serialize)]
pub struct Grant {
    pub id: u64,
    pub role_id: String,
    pub role_name: String,
    pub subject_id: String,
    pub subject_name: String,
    pub subject_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject_attr: Option<SubjectAttr>,
    pub subject_avatar: &'static str,
    /// Only in private deployments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject_tags: Option<Vec<&'static str>>,
}

/// More about somebody who was given something: one of the two.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectAttr {
    MemberTag(String),
    CompanyId(String),
}

/// A list without pages.
#[derive(Serialize)]
pub struct All<T> {
    pub items: Vec<T>,
}

/// What one person may do.
#[derive(Serialize)]
pub struct AclEntry {
    pub user_id: String,
    pub permission_bits: Permission,
    /// The older name of `permission_bits`.
    pub permission: Permission,
}

/// A role (reference 6).
#[derive(Serialize)]
pub struct RoleBody {
    pub id: String,
    pub name: String,
    pub permission_bits: Permission,
    /// The older name of `permission_bits`.
    pub permissions: Permission,
    #[serde(rename = "type")]
    pub kind: &'static str,
}

/// A setting.
#[derive(Serialize)]
pub struct Setting {
    pub key: &'static str,
    pub value: &'static str,
}
