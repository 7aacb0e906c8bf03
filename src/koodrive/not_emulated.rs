//! What KooDrive documents and mockdrive does not emulate yet (reference 7).
//!
//! Calls whose paths are not known are left out.

use axum::{extract::Request, http::Method};

use super::error::Error;
use crate::http::{NotEmulated, Operation};

const DELETE: Method = Method::DELETE;
const GET: Method = Method::GET;
const POST: Method = Method::POST;
const PUT: Method = Method::PUT;

/// The routes.
pub static ROUTES: &[NotEmulated] = &[
    // Sessions.
    NotEmulated(
        GET,
        "/koodrive/ose/v1/session/authCodeURL",
        Operation::not_emulated("session.authCodeURL.get"),
    ),
    // Folders, files and uploads.
    NotEmulated(POST, "/koodrive/ose/v1/directory", Operation::not_emulated("directory.post")),
    NotEmulated(POST, "/koodrive/ose/v1/files/create", Operation::not_emulated("files.create.post")),
    NotEmulated(
        POST,
        "/koodrive/ose/v1/files/multipart/uploadUrl",
        Operation::not_emulated("files.multipart.uploadUrl.post"),
    ),
    NotEmulated(POST, "/koodrive/ose/v1/files/complete", Operation::not_emulated("files.complete.post")),
    NotEmulated(POST, "/koodrive/ose/v1/files/batch", Operation::not_emulated("files.batch.post")),
    NotEmulated(POST, "/koodrive/ose/v1/files/download", Operation::not_emulated("files.download.post")),
    NotEmulated(POST, "/koodrive/ose/v1/files/recycle", Operation::not_emulated("files.recycle.post")),
    NotEmulated(POST, "/koodrive/ose/v1/files/search", Operation::not_emulated("files.search.post")),
    NotEmulated(
        POST,
        "/koodrive/ose/v1/files/rename/{file_id}",
        Operation::not_emulated("files.rename.post"),
    ),
    NotEmulated(POST, "/koodrive/ose/v1/files/{id}", Operation::not_emulated("files.post")),
    NotEmulated(POST, "/koodrive/ose/v1/files/{id}/{type}", Operation::not_emulated("files.post")),
    NotEmulated(GET, "/koodrive/ose/v1/files/statsDir", Operation::not_emulated("files.statsDir.get")),
    NotEmulated(POST, "/koodrive/ose/v1/files/statsDir", Operation::not_emulated("files.statsDir.post")),
    NotEmulated(GET, "/koodrive/ose/v1/files/path", Operation::not_emulated("files.path.get")),
    // Archives and enterprise settings.
    NotEmulated(POST, "/koodrive/ose/v1/archive/listFile", Operation::not_emulated("archive.listFile.post")),
    NotEmulated(POST, "/koodrive/ose/v1/org/package", Operation::not_emulated("org.package.post")),
    // Favorites and versions.
    NotEmulated(POST, "/koodrive/ose/v1/star/batch", Operation::not_emulated("star.batch.post")),
    NotEmulated(GET, "/koodrive/ose/v1/star/files", Operation::not_emulated("star.files.get")),
    NotEmulated(
        POST,
        "/koodrive/ose/v1/revision/getRevision",
        Operation::not_emulated("revision.getRevision.post"),
    ),
    NotEmulated(
        POST,
        "/koodrive/ose/v1/revision/restoreRevision",
        Operation::not_emulated("revision.restoreRevision.post"),
    ),
    NotEmulated(
        POST,
        "/koodrive/ose/v1/revision/completeRevision",
        Operation::not_emulated("revision.completeRevision.post"),
    ),
    // Spaces.
    NotEmulated(GET, "/koodrive/ose/v1/space/teamList", Operation::not_emulated("space.teamList.get")),
    NotEmulated(GET, "/koodrive/ose/v1/space/groupList", Operation::not_emulated("space.groupList.get")),
    NotEmulated(
        GET,
        "/koodrive/ose/v1/space/container/{container_id}",
        Operation::not_emulated("space.container.get"),
    ),
    NotEmulated(GET, "/koodrive/ose/v1/space/{owner_id}", Operation::not_emulated("space.get")),
    NotEmulated(POST, "/koodrive/ose/v1/space/{owner_id}", Operation::not_emulated("space.post")),
    NotEmulated(PUT, "/koodrive/ose/v1/space/{owner_id}", Operation::not_emulated("space.put")),
    NotEmulated(DELETE, "/koodrive/ose/v1/space/{owner_id}", Operation::not_emulated("space.delete")),
    NotEmulated(GET, "/koodrive/ose/v2/space/{owner_id}", Operation::not_emulated("v2.space.get")),
    // Shares.
    NotEmulated(POST, "/koodrive/ose/v1/share", Operation::not_emulated("share.post")),
    NotEmulated(GET, "/koodrive/ose/v1/share", Operation::not_emulated("share.get")),
    NotEmulated(PUT, "/koodrive/ose/v1/share/{share_id}", Operation::not_emulated("share.put")),
    NotEmulated(POST, "/koodrive/ose/v1/share/cancel", Operation::not_emulated("share.cancel.post")),
    NotEmulated(POST, "/koodrive/ose/v1/share/exit", Operation::not_emulated("share.exit.post")),
    NotEmulated(GET, "/koodrive/ose/v1/share/received", Operation::not_emulated("share.received.get")),
    NotEmulated(
        GET,
        "/koodrive/ose/v1/share/received/{share_id}",
        Operation::not_emulated("share.received.get"),
    ),
    NotEmulated(GET, "/koodrive/ose/v1/share/visit", Operation::not_emulated("share.visit.get")),
    NotEmulated(GET, "/koodrive/ose/v1/share/userInfo", Operation::not_emulated("share.userInfo.get")),
    NotEmulated(POST, "/koodrive/ose/v1/share/verify", Operation::not_emulated("share.verify.post")),
    NotEmulated(
        POST,
        "/koodrive/ose/v1/share/public/verify",
        Operation::not_emulated("share.public.verify.post"),
    ),
    NotEmulated(
        GET,
        "/koodrive/ose/v1/share/public/userInfo",
        Operation::not_emulated("share.public.userInfo.get"),
    ),
    NotEmulated(POST, "/koodrive/ose/v1/share/files", Operation::not_emulated("share.files.post")),
    NotEmulated(POST, "/koodrive/ose/v1/share/download", Operation::not_emulated("share.download.post")),
    NotEmulated(POST, "/koodrive/ose/v1/share/tasks", Operation::not_emulated("share.tasks.post")),
    NotEmulated(POST, "/koodrive/ose/v1/share/taskDetail", Operation::not_emulated("share.taskDetail.post")),
    // Users, departments and groups.
    NotEmulated(POST, "/koodrive/ose/v1/users", Operation::not_emulated("users.post")),
    NotEmulated(GET, "/koodrive/ose/v1/users/count", Operation::not_emulated("users.count.get")),
    NotEmulated(GET, "/koodrive/ose/v1/users/mobile/{user_id}", Operation::not_emulated("users.mobile.get")),
    NotEmulated(
        POST,
        "/koodrive/ose/v1/users/batchimport/preverify",
        Operation::not_emulated("users.batchimport.preverify.post"),
    ),
    NotEmulated(GET, "/koodrive/ose/v1/users/{user_id}", Operation::not_emulated("users.get")),
    NotEmulated(PUT, "/koodrive/ose/v1/users/{user_id}", Operation::not_emulated("users.put")),
    NotEmulated(DELETE, "/koodrive/ose/v1/users/{user_id}", Operation::not_emulated("users.delete")),
    NotEmulated(POST, "/koodrive/ose/v1/user/expand/{org_id}", Operation::not_emulated("user.expand.post")),
    NotEmulated(
        PUT,
        "/koodrive/ose/v1/departments/{department_id}",
        Operation::not_emulated("departments.put"),
    ),
    NotEmulated(
        DELETE,
        "/koodrive/ose/v1/departments/{department_id}",
        Operation::not_emulated("departments.delete"),
    ),
    NotEmulated(POST, "/koodrive/ose/v1/usergroups", Operation::not_emulated("usergroups.post")),
    NotEmulated(PUT, "/koodrive/ose/v1/usergroups/{group_id}", Operation::not_emulated("usergroups.put")),
    NotEmulated(
        DELETE,
        "/koodrive/ose/v1/usergroups/{group_id}",
        Operation::not_emulated("usergroups.delete"),
    ),
    NotEmulated(
        GET,
        "/koodrive/ose/v1/usergroups/{group_id}/members",
        Operation::not_emulated("usergroups.members.get"),
    ),
    NotEmulated(
        POST,
        "/koodrive/ose/v1/usergroups/{group_id}/members/batchDelete",
        Operation::not_emulated("usergroups.members.batchDelete.post"),
    ),
    // Messages.
    NotEmulated(
        GET,
        "/koodrive/ose/v1/message/unreadCount",
        Operation::not_emulated("message.unreadCount.get"),
    ),
    NotEmulated(GET, "/koodrive/ose/v1/message/list", Operation::not_emulated("message.list.get")),
    NotEmulated(
        POST,
        "/koodrive/ose/v1/message/batchRead",
        Operation::not_emulated("message.batchRead.post"),
    ),
    NotEmulated(
        DELETE,
        "/koodrive/ose/v1/message/batchDelete",
        Operation::not_emulated("message.batchDelete.delete"),
    ),
    // The other task system.
    NotEmulated(POST, "/koodrive/ose/v1/task/create", Operation::not_emulated("task.create.post")),
    NotEmulated(GET, "/koodrive/ose/v1/task/list", Operation::not_emulated("task.list.get")),
    NotEmulated(GET, "/koodrive/ose/v1/task/result", Operation::not_emulated("task.result.get")),
    NotEmulated(
        GET,
        "/koodrive/ose/v1/task/dstUserInfo/{src_user_id}",
        Operation::not_emulated("task.dstUserInfo.get"),
    ),
    NotEmulated(GET, "/koodrive/ose/v1/task/{task_id}", Operation::not_emulated("task.get")),
    // Permissions.
    NotEmulated(
        GET,
        "/koodrive/ose/v1/permission/userList",
        Operation::not_emulated("permission.userList.get"),
    ),
    NotEmulated(
        PUT,
        "/koodrive/ose/v1/permission/batchupdate",
        Operation::not_emulated("permission.batchupdate.put"),
    ),
    NotEmulated(
        POST,
        "/koodrive/ose/v1/permission/template/create",
        Operation::not_emulated("permission.template.create.post"),
    ),
    NotEmulated(
        POST,
        "/koodrive/ose/v1/permission/template/edit",
        Operation::not_emulated("permission.template.edit.post"),
    ),
    NotEmulated(
        POST,
        "/koodrive/ose/v1/permission/template/status/modify",
        Operation::not_emulated("permission.template.status.modify.post"),
    ),
    NotEmulated(
        GET,
        "/koodrive/ose/v1/permission/template/ref/{id}",
        Operation::not_emulated("permission.template.ref.get"),
    ),
    NotEmulated(
        GET,
        "/koodrive/ose/v1/permission/member/initial",
        Operation::not_emulated("permission.member.initial.get"),
    ),
    // Moderation, portal, shared folders of carriers, JavaScript SDK.
    NotEmulated(GET, "/koodrive/ose/v1/audit", Operation::not_emulated("audit.get")),
    NotEmulated(GET, "/koodrive/ose/v1/related", Operation::not_emulated("related.get")),
    NotEmulated(GET, "/koodrive/ose/v1/sharefolder/list", Operation::not_emulated("sharefolder.list.get")),
    NotEmulated(
        GET,
        "/koodrive/ose/v1/sharefolder/metadata/{share_folder_id}",
        Operation::not_emulated("sharefolder.metadata.get"),
    ),
    NotEmulated(
        GET,
        "/koodrive/ose/v1/sdk/get-js-sdk-info",
        Operation::not_emulated("sdk.get-js-sdk-info.get"),
    ),
    NotEmulated(GET, "/koodrive/ose/sdk/get-js-sdk-info", Operation::not_emulated("sdk.get-js-sdk-info.get")),
];

/// Says that a route is not emulated yet.
pub async fn later(request: Request) -> Error {
    Error::NotServed(format!("{} {}", request.method(), request.uri().path()))
}
