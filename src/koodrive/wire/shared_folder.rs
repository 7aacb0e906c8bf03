//! Shared folders, and invitations to them.

use serde::Serialize;

/// A new shared folder: <https://support.huaweicloud.com/intl/zh-cn/api-koodrive-carrier/CreateShareFolder.html>.
#[derive(Serialize)]
pub struct NewShareFolder {
    pub id: String,
    pub data: NewShareFolderInfo,
}

/// What is said of a new shared folder.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewShareFolderInfo {
    pub tenant_id: String,
    pub creator: String,
    pub create_time: String,
    pub group_id: u64,
    pub id: String,
    pub share_folder_id: String,
}

/// Shared folders: <https://support.huaweicloud.com/intl/zh-cn/api-koodrive-carrier/ListShareFolder.html>.
#[derive(Serialize)]
pub struct ShareFolders {
    pub folders: Vec<ShareFolder>,
}

/// One shared folder: <https://support.huaweicloud.com/intl/zh-cn/api-koodrive-carrier/GetShareFolderMetadata.html>.
#[derive(Serialize)]
pub struct OneShareFolder {
    pub sharefolder: ShareFolder,
}

/// A folder that a family shares.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
pub struct ShareFolder {
    pub tenant_id: String,
    pub creator: String,
    pub create_time: String,
    pub owner_id: u64,
    /// 0 there, 1 in the recycle bin.
    pub status: u32,
    pub id: String,
    pub container_id: String,
    pub share_folder_file_id: String,
    pub name: String,
    pub group_id: String,
    pub max_member: usize,
}

/// An invitation that was sent: <https://support.huaweicloud.com/intl/zh-cn/api-koodrive-carrier/UserGroupInvite.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Invited {
    pub invite_id: String,
}

/// Invitations to a folder: <https://support.huaweicloud.com/intl/zh-cn/api-koodrive-carrier/InviteList.html>.
#[derive(Serialize)]
pub struct Invitees {
    pub details: Vec<Invitee>,
}

/// One who is invited.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
pub struct Invitee {
    pub create_time: String,
    pub expire_time: String,
    pub invite_id: String,
    pub invitee_phone: String,
    /// 0 not answered, 1 accepted, 2 declined.
    pub status: u32,
}

/// Invitations to a person: <https://support.huaweicloud.com/intl/zh-cn/api-koodrive-carrier/InviteConfrimList.html>.
#[derive(Serialize)]
pub struct Invitations {
    pub details: Vec<InvitationInfo>,
}

/// One invitation: <https://support.huaweicloud.com/intl/zh-cn/api-koodrive-carrier/InviteDetail.html>.
#[derive(Serialize)]
pub struct OneInvitation {
    pub detail: InvitationInfo,
}

/// An invitation as the one who is invited sees it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InvitationInfo {
    pub create_time: String,
    pub expire_time: String,
    pub inviter_phone: String,
    pub share_folder_name: String,
    pub invite_id: String,
    pub group_id: String,
}
