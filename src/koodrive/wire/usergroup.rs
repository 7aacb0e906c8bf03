//! User groups.

use serde::Serialize;

/// The user groups of a person: <https://support.huaweicloud.com/api-koodrive/GetUserGroupList.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserGroups {
    pub total: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    pub user_group_list: Vec<UserGroup>,
}

/// A user group.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserGroup {
    pub id: String,
    pub group_name: String,
    pub owner_id: String,
    pub created_time: String,
}

/// The people of a user group: <https://support.huaweicloud.com/api-koodrive/GetUserGroupMemberList.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserGroupMembers {
    pub total: usize,
    pub user_group_member_infos: Vec<UserGroupMember>,
}

/// One of a user group's people.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserGroupMember {
    pub user_id: String,
    pub user_name: String,
    pub dept_id: String,
    pub dept_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
}

/// What came of people who were to join or leave:
/// <https://support.huaweicloud.com/api-koodrive/BatchAddGroupMembers.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MembersChanged {
    /// 0 for all of them, 1 for some, 2 for none.
    pub status: u32,
    pub failed_list: Vec<String>,
}

/// A new group with a space: <https://support.huaweicloud.com/api-koodrive/CreateGroupSpace.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MadeGroup {
    pub id: String,
    pub failed_list: Vec<String>,
}
