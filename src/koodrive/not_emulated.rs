//! What KooDrive documents and mockdrive does not emulate (reference 7).
//!
//! Names are the vendor's where its pages have one, and ours in the same style elsewhere. Calls whose paths are not
//! published are left out.

use axum::{extract::Request, http::Method};

use super::error::Error;
use crate::http::{NotEmulated, Operation};

const DELETE: Method = Method::DELETE;
const GET: Method = Method::GET;
const POST: Method = Method::POST;
const PUT: Method = Method::PUT;

/// The pages print two paths.
const GET_JS_SDK_INFO: Operation = Operation::not_emulated("getJsSdkInfo");

/// The rows of the route table.
#[rustfmt::skip]
pub static ROUTES: &[NotEmulated] = &[
    // Sessions.
    NotEmulated(GET, "/v1/session/authCodeURL", Operation::not_emulated("getAuthCodeURL")),
    // Files: this one appears in an example of authentication only.
    NotEmulated(POST, "/v1/files/batch", Operation::not_emulated("batchFiles")),
    // Users, departments and groups.
    NotEmulated(POST, "/v1/users", Operation::not_emulated("CreateUser")),
    NotEmulated(GET, "/v1/users/count", Operation::not_emulated("GetUserCount")),
    NotEmulated(GET, "/v1/users/mobile/{user_id}", Operation::not_emulated("GetUserMobile")),
    NotEmulated(POST, "/v1/users/batchimport/preverify", Operation::not_emulated("PreverifyUserImport")),
    NotEmulated(GET, "/v1/users/{user_id}", Operation::not_emulated("GetUser")),
    NotEmulated(PUT, "/v1/users/{user_id}", Operation::not_emulated("UpdateUser")),
    NotEmulated(DELETE, "/v1/users/{user_id}", Operation::not_emulated("DeleteUser")),
    NotEmulated(POST, "/v1/user/expand/{org_id}", Operation::not_emulated("ExpandUser")),
    NotEmulated(PUT, "/v1/departments/{department_id}", Operation::not_emulated("UpdateDepartment")),
    NotEmulated(DELETE, "/v1/departments/{department_id}", Operation::not_emulated("DeleteDepartment")),
    NotEmulated(POST, "/v1/usergroups", Operation::not_emulated("CreateUserGroup")),
    NotEmulated(PUT, "/v1/usergroups/{group_id}", Operation::not_emulated("UpdateUserGroup")),
    NotEmulated(DELETE, "/v1/usergroups/{group_id}", Operation::not_emulated("DeleteUserGroup")),
    NotEmulated(GET, "/v1/usergroups/{group_id}/members", Operation::not_emulated("GetUserGroupMemberList")),
    NotEmulated(POST, "/v1/usergroups/{group_id}/members/batchDelete", Operation::not_emulated("DeleteUserGroupMembers")),
    // Messages.
    NotEmulated(GET, "/v1/message/unreadCount", Operation::not_emulated("getUnreadMessageCount")),
    NotEmulated(GET, "/v1/message/list", Operation::not_emulated("listMessages")),
    NotEmulated(POST, "/v1/message/batchRead", Operation::not_emulated("batchReadMessages")),
    NotEmulated(DELETE, "/v1/message/batchDelete", Operation::not_emulated("batchDeleteMessages")),
    // The other task system.
    NotEmulated(POST, "/v1/task/create", Operation::not_emulated("createTask")),
    NotEmulated(GET, "/v1/task/list", Operation::not_emulated("getTaskList")),
    NotEmulated(GET, "/v1/task/result", Operation::not_emulated("getTaskResult")),
    NotEmulated(GET, "/v1/task/dstUserInfo/{src_user_id}", Operation::not_emulated("getTaskReceiver")),
    NotEmulated(GET, "/v1/task/{task_id}", Operation::not_emulated("getTask")),
    // Permissions.
    NotEmulated(GET, "/v1/permission/userList", Operation::not_emulated("listPermissionUsers")),
    NotEmulated(PUT, "/v1/permission/batchupdate", Operation::not_emulated("batchUpdatePermissions")),
    NotEmulated(POST, "/v1/permission/template/create", Operation::not_emulated("createPermissionTemplate")),
    NotEmulated(POST, "/v1/permission/template/edit", Operation::not_emulated("updatePermissionTemplate")),
    NotEmulated(POST, "/v1/permission/template/status/modify", Operation::not_emulated("updatePermissionTemplateStatus")),
    NotEmulated(GET, "/v1/permission/template/ref/{id}", Operation::not_emulated("getPermissionTemplateReferences")),
    NotEmulated(GET, "/v1/permission/member/initial", Operation::not_emulated("getInitialMemberPermission")),
    // Moderation, JavaScript SDK.
    NotEmulated(GET, "/v1/audit", Operation::not_emulated("listAudits")),
    NotEmulated(GET, "/v1/sdk/get-js-sdk-info", GET_JS_SDK_INFO),
    NotEmulated(GET, "/sdk/get-js-sdk-info", GET_JS_SDK_INFO),
];

/// Refuses an operation that is not emulated.
pub async fn not_emulated(request: Request) -> Error {
    Error::NotEmulated(format!("{} {}", request.method(), request.uri().path()))
}
