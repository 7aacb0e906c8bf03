//! Permissions templates, and what people may do by them.

use serde::Serialize;

use super::file::Capabilities;

/// A template: <https://support.huaweicloud.com/api-koodrive/listPermissionTemplate.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PermissionTemplate {
    pub id: String,
    pub name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// 0 the service's own, 1 the tenant's.
    pub template_type: u32,
    /// 0 disabled, 1 enabled.
    pub status: u32,
    pub company: String,
    pub create_time: String,
    pub update_time: String,
    pub capabilities: Capabilities,
}

/// Templates, and how many there are in all.
#[derive(Serialize)]
pub struct PermissionTemplates {
    pub data: Vec<PermissionTemplate>,
    pub total: usize,
}

/// Whether a template is used: <https://support.huaweicloud.com/api-koodrive/queryPermissionTemplateRef.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TemplateRef {
    pub template_ref: bool,
}

/// What who joins a space may do: <https://support.huaweicloud.com/api-koodrive/InitialMemberPermission.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MemberInitialPermission {
    pub user_id: u64,
    pub space_id: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container_id: Option<String>,
    /// 0 of a department, 1 of a group.
    pub space_type: u32,
    pub template_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_name: Option<String>,
    pub capabilities: Capabilities,
}

/// What people may do: <https://support.huaweicloud.com/api-koodrive/getUserPermissionList.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserPermissions {
    /// The vendor's spelling.
    #[serde(rename = "userPermissonList")]
    pub list: Vec<UserPermission>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// What a person may do.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserPermission {
    pub user_id: String,
    pub user_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    pub dept_id: String,
    pub dept_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    /// 0 an administrator, 1 a common user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dept_role: Option<u32>,
    /// 0 the owner, 1 an administrator, 2 a member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_role: Option<u32>,
    pub template_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_name: Option<String>,
    /// The permissions in words, if no template is behind them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    pub capabilities: Vec<Capabilities>,
}
