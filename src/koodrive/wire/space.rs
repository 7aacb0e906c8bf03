//! Spaces.

use serde::Serialize;

use super::people::Person;

/// A space: <https://support.huaweicloud.com/intl/en-us/api-koodrive/GetSpace.html>; the second version of the call
/// has no administrators and no times, and a member more.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SpaceInfo {
    /// 0 of a department, 1 of a person, 2 of a group.
    #[serde(rename = "type")]
    pub kind: u32,
    /// 0 in use, 1 disabled.
    pub status: u32,
    pub owner_id: String,
    pub container_id: String,
    pub biz_root_file_id: String,
    pub capacity: Amount,
    pub space_used: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub administrators: Option<Vec<String>>,
    pub tenant_id: String,
    pub creator: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub create_time: Option<String>,
    pub modifier: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub update_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub root_file_id: Option<String>,
}

/// A number, which some calls write as a text.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Amount {
    Number(u64),
    Text(String),
}

/// The spaces of the caller's teams: <https://support.huaweicloud.com/intl/en-us/api-koodrive/GetTeamSpaceList.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamSpaces {
    pub total: usize,
    pub teams: Vec<TeamSpace>,
}

/// The space of a team.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamSpace {
    pub id: String,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: u32,
    pub status: u32,
    pub capacity: String,
    pub space_used: String,
    pub container_id: String,
    pub user_num: usize,
    pub owner_id: String,
    pub owner_name: String,
}

/// The spaces of all groups: <https://support.huaweicloud.com/api-koodrive/GetGroupSpaceList.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupSpaces {
    pub total: usize,
    pub groups_total: usize,
    pub groups_max: usize,
    pub assigned_capacity: String,
    pub max_capacity: String,
    pub groups: Vec<GroupSpace>,
}

/// The space of a group.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupSpace {
    pub id: String,
    pub group_name: String,
    pub status: u32,
    pub capacity: String,
    pub space_used: String,
    pub container_id: String,
}

/// Departments with their spaces: <https://support.huaweicloud.com/api-koodrive/GetDepartmentSpaceList.html>.
#[derive(Serialize)]
pub struct DepartmentSpaces {
    pub total: usize,
    pub departments: Vec<DepartmentSpace>,
}

/// A department with its space; one that has none lacks its members.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DepartmentSpace {
    pub id: String,
    pub parent_id: String,
    pub name: String,
    pub tenant_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_num: Option<usize>,
    #[serde(flatten)]
    pub space: Option<DepartmentsSpace>,
}

/// What is told of the space of a department.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DepartmentsSpace {
    pub owner_id: String,
    pub status: u32,
    pub capacity: u64,
    pub space_used: u64,
    pub container_id: String,
    pub biz_root_file_id: String,
    pub creator: String,
    pub create_time: String,
    pub modifier: String,
    pub update_time: String,
}

/// People with their spaces: <https://support.huaweicloud.com/api-koodrive/GetUserSpaceList.html>.
#[derive(Serialize)]
pub struct UserSpaces {
    pub total: usize,
    pub users: Vec<UserSpace>,
}

/// A person with their space; one who has none lacks its members.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserSpace {
    #[serde(flatten)]
    pub person: Person,
    pub tenant_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub space_used: Option<u64>,
    /// 0 in use, 1 disabled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub space_status: Option<String>,
}
