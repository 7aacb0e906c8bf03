//! What KooDrive documents and mockdrive does not emulate yet (reference 7).
//!
//! Calls whose paths are not known are left out.

use axum::{extract::Request, http::Method};

use super::error::Error;

const DELETE: Method = Method::DELETE;
const GET: Method = Method::GET;
const POST: Method = Method::POST;
const PUT: Method = Method::PUT;

/// The routes.
pub const ROUTES: &[(Method, &str)] = &[
    // Sessions.
    (GET, "/koodrive/ose/v1/session/authCodeURL"),
    // Folders, files and uploads.
    (POST, "/koodrive/ose/v1/directory"),
    (POST, "/koodrive/ose/v1/files/create"),
    (POST, "/koodrive/ose/v1/files/multipart/uploadUrl"),
    (POST, "/koodrive/ose/v1/files/complete"),
    (POST, "/koodrive/ose/v1/files/batch"),
    (POST, "/koodrive/ose/v1/files/download"),
    (POST, "/koodrive/ose/v1/files/recycle"),
    (POST, "/koodrive/ose/v1/files/search"),
    (POST, "/koodrive/ose/v1/files/rename/{file_id}"),
    (POST, "/koodrive/ose/v1/files/{id}"),
    (POST, "/koodrive/ose/v1/files/{id}/{type}"),
    (GET, "/koodrive/ose/v1/files/statsDir"),
    (POST, "/koodrive/ose/v1/files/statsDir"),
    (GET, "/koodrive/ose/v1/files/path"),
    // Archives and enterprise settings.
    (POST, "/koodrive/ose/v1/archive/listFile"),
    (POST, "/koodrive/ose/v1/org/package"),
    // Favorites and versions.
    (POST, "/koodrive/ose/v1/star/batch"),
    (GET, "/koodrive/ose/v1/star/files"),
    (POST, "/koodrive/ose/v1/revision/getRevision"),
    (POST, "/koodrive/ose/v1/revision/restoreRevision"),
    (POST, "/koodrive/ose/v1/revision/completeRevision"),
    // Spaces.
    (GET, "/koodrive/ose/v1/space/teamList"),
    (GET, "/koodrive/ose/v1/space/groupList"),
    (GET, "/koodrive/ose/v1/space/container/{container_id}"),
    (GET, "/koodrive/ose/v1/space/{owner_id}"),
    (POST, "/koodrive/ose/v1/space/{owner_id}"),
    (PUT, "/koodrive/ose/v1/space/{owner_id}"),
    (DELETE, "/koodrive/ose/v1/space/{owner_id}"),
    (GET, "/koodrive/ose/v2/space/{owner_id}"),
    // Shares.
    (POST, "/koodrive/ose/v1/share"),
    (GET, "/koodrive/ose/v1/share"),
    (PUT, "/koodrive/ose/v1/share/{share_id}"),
    (POST, "/koodrive/ose/v1/share/cancel"),
    (POST, "/koodrive/ose/v1/share/exit"),
    (GET, "/koodrive/ose/v1/share/received"),
    (GET, "/koodrive/ose/v1/share/received/{share_id}"),
    (GET, "/koodrive/ose/v1/share/visit"),
    (GET, "/koodrive/ose/v1/share/userInfo"),
    (POST, "/koodrive/ose/v1/share/verify"),
    (POST, "/koodrive/ose/v1/share/public/verify"),
    (GET, "/koodrive/ose/v1/share/public/userInfo"),
    (POST, "/koodrive/ose/v1/share/files"),
    (POST, "/koodrive/ose/v1/share/download"),
    (POST, "/koodrive/ose/v1/share/tasks"),
    (POST, "/koodrive/ose/v1/share/taskDetail"),
    // Users, departments and groups.
    (POST, "/koodrive/ose/v1/users"),
    (GET, "/koodrive/ose/v1/users/count"),
    (GET, "/koodrive/ose/v1/users/mobile/{user_id}"),
    (POST, "/koodrive/ose/v1/users/batchimport/preverify"),
    (GET, "/koodrive/ose/v1/users/{user_id}"),
    (PUT, "/koodrive/ose/v1/users/{user_id}"),
    (DELETE, "/koodrive/ose/v1/users/{user_id}"),
    (POST, "/koodrive/ose/v1/user/expand/{org_id}"),
    (PUT, "/koodrive/ose/v1/departments/{department_id}"),
    (DELETE, "/koodrive/ose/v1/departments/{department_id}"),
    (POST, "/koodrive/ose/v1/usergroups"),
    (PUT, "/koodrive/ose/v1/usergroups/{group_id}"),
    (DELETE, "/koodrive/ose/v1/usergroups/{group_id}"),
    (GET, "/koodrive/ose/v1/usergroups/{group_id}/members"),
    (POST, "/koodrive/ose/v1/usergroups/{group_id}/members/batchDelete"),
    // Messages.
    (GET, "/koodrive/ose/v1/message/unreadCount"),
    (GET, "/koodrive/ose/v1/message/list"),
    (POST, "/koodrive/ose/v1/message/batchRead"),
    (DELETE, "/koodrive/ose/v1/message/batchDelete"),
    // The other task system.
    (POST, "/koodrive/ose/v1/task/create"),
    (GET, "/koodrive/ose/v1/task/list"),
    (GET, "/koodrive/ose/v1/task/result"),
    (GET, "/koodrive/ose/v1/task/dstUserInfo/{src_user_id}"),
    (GET, "/koodrive/ose/v1/task/{task_id}"),
    // Permissions.
    (GET, "/koodrive/ose/v1/permission/userList"),
    (PUT, "/koodrive/ose/v1/permission/batchupdate"),
    (POST, "/koodrive/ose/v1/permission/template/create"),
    (POST, "/koodrive/ose/v1/permission/template/edit"),
    (POST, "/koodrive/ose/v1/permission/template/status/modify"),
    (GET, "/koodrive/ose/v1/permission/template/ref/{id}"),
    (GET, "/koodrive/ose/v1/permission/member/initial"),
    // Moderation, portal, shared folders of carriers, JavaScript SDK.
    (GET, "/koodrive/ose/v1/audit"),
    (GET, "/koodrive/ose/v1/related"),
    (GET, "/koodrive/ose/v1/sharefolder/list"),
    (GET, "/koodrive/ose/v1/sharefolder/metadata/{share_folder_id}"),
    (GET, "/koodrive/ose/v1/sdk/get-js-sdk-info"),
    (GET, "/koodrive/ose/sdk/get-js-sdk-info"),
];

/// Says that a route is not emulated yet.
pub async fn later(request: Request) -> Error {
    Error::NotServed(format!("{} {}", request.method(), request.uri().path()))
}
