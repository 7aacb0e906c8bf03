//! What the vendor documents and mockdrive does not emulate yet.

use axum::http::Method;

use super::error::Error;
use crate::http::{Call, NotEmulated, Operation};

/// The answer of every route in [`ROUTES`]: 501 in the envelope of its dialect.
pub async fn later(method: Method, call: Call) -> Error {
    let path = call.path();
    Error::Later(format!("{method} {path}"))
}

/// The same paths behind the prefix of each dialect.
macro_rules! everywhere {
    ($($method:ident $path:literal,)*) => {&[$(
        NotEmulated(Method::$method, $path, Operation::not_emulated($path)),
        NotEmulated(Method::$method, concat!("/openapi", $path), Operation::not_emulated($path)),
        NotEmulated(Method::$method, concat!("/graph", $path), Operation::not_emulated($path)),
        NotEmulated(Method::$method, concat!("/o/{cid}", $path), Operation::not_emulated($path)),
    )*]};
}

/// What all dialects share.
pub static ROUTES: &[NotEmulated] = everywhere![
    // Drives (云盘)
    POST "/v7/drives/create",
    GET "/v7/drives/{drive_id}/meta",
    GET "/v7/drives",
    // Files and folders (文件（夹）)
    POST "/v7/drives/{drive_id}/files/{file_id}/create",
    GET "/v7/drives/{drive_id}/files/{file_id}/children",
    GET "/v7/drives/{drive_id}/files/{file_id}/meta",
    GET "/v7/files/{file_id}/meta",
    GET "/v7/files/batch_get",
    GET "/v7/drives/{drive_id}/files/{file_id}/path",
    POST "/v7/drives/{drive_id}/files/{file_id}/check_name",
    POST "/v7/drives/{drive_id}/files/{file_id}/rename",
    POST "/v7/drives/{drive_id}/files/{file_id}/update",
    POST "/v7/drives/{drive_id}/files/{file_id}/transfer_owner",
    POST "/v7/drives/{drive_id}/files/{file_id}/save_as",
    POST "/v7/drives/{drive_id}/files/batch_copy",
    POST "/v7/drives/{drive_id}/files/batch_move",
    POST "/v7/drives/{drive_id}/files/batch_delete",
    POST "/v7/drives/{drive_id}/files/{file_id}/delete",
    GET "/v7/drives/{drive_id}/files/{file_id}/download",
    GET "/v7/drives/{drive_id}/files/{file_id}/versions/{version_num}/download",
    GET "/v7/drives/{drive_id}/files/batch_download",
    GET "/v7/files/search",
    GET "/v7/drives/{drive_id}/files/{file_id}/content",
    POST "/v7/files/ai_search/query_drive_status",
    // Transfer (文件传输)
    POST "/v7/drives/{drive_id}/files/{file_id}/request_upload",
    POST "/v7/drives/{drive_id}/files/{file_id}/commit_upload",
    POST "/v7/drives/{drive_id}/files/{file_id}/rapid_upload",
    POST "/v7/drives/{drive_id}/files/{file_id}/create_multipart_upload_task",
    POST "/v7/multipart_upload_tasks/{upload_id}/commit",
    POST "/v7/multipart_upload_tasks/{upload_id}/abort",
    // Tasks (文件异步任务)
    GET "/v7/drive_tasks/{task_id}/meta",
    // Recycle bin (回收站管理)
    GET "/v7/deleted_files",
    GET "/v7/deleted_files/{file_id}/meta",
    POST "/v7/deleted_files/{file_id}/restore",
    POST "/v7/deleted_files/batch_restore",
    POST "/v7/deleted_files/{file_id}/delete",
    POST "/v7/deleted_files/batch_delete",
    POST "/v7/deleted_files/clear",
    POST "/v7/second_deleted_files/{file_id}/delete",
    POST "/v7/second_deleted_files/batch_delete",
    // Versions (文件版本)
    GET "/v7/drives/{drive_id}/files/{file_id}/versions",
    GET "/v7/drives/{drive_id}/files/{file_id}/versions/{version_num}/meta",
    POST "/v7/drives/{drive_id}/files/{file_id}/versions/{version_num}/update",
    // Share links (文件分享)
    POST "/v7/drives/{drive_id}/files/{file_id}/open_link",
    POST "/v7/drives/{drive_id}/files/{file_id}/close_link",
    GET "/v7/links/{link_id}/meta",
    POST "/v7/links/{link_id}/update",
    GET "/v7/links/send",
    GET "/v7/links/recv",
    // Permissions (文件权限)
    GET "/v7/drives/{drive_id}/files/{file_id}/permissions",
    POST "/v7/drives/{drive_id}/files/{file_id}/permissions/batch_create",
    POST "/v7/drives/{drive_id}/files/{file_id}/permissions/batch_delete",
    GET "/v7/drives/{drive_id}/files/{file_id}/permissions/acl",
    GET "/v7/drives/{drive_id}/roles",
    POST "/v7/drives/{drive_id}/roles/create",
    POST "/v7/drives/{drive_id}/roles/{role_id}/update",
    POST "/v7/drives/{drive_id}/roles/{role_id}/delete",
    GET "/v7/files/{file_id}/permission_settings",
    POST "/v7/files/{file_id}/permission_settings",
    // Team document libraries (团队文档库)
    POST "/v7/doclib/create",
    POST "/v7/doclib/delete",
    GET "/v7/doclib/meta",
    GET "/v7/doclibs",
    GET "/v7/doclib/search",
    // Frequent items (文件常用)
    GET "/v7/drive_freq/items",
    // Identity
    GET "/v7/users/current",
    GET "/v7/service_principals/current",
    POST "/v7/users/batch_logout",
    POST "/v7/id_convert",
];

/// What one dialect has for itself.
pub static OWN_ROUTES: &[NotEmulated] = &[
    NotEmulated(
        Method::POST,
        "/v7/drives/{drive_id}/open_link",
        Operation::not_emulated("/v7/drives/{drive_id}/open_link"),
    ),
    NotEmulated(
        Method::POST,
        "/v7/drives/{drive_id}/close_link",
        Operation::not_emulated("/v7/drives/{drive_id}/close_link"),
    ),
    NotEmulated(
        Method::POST,
        "/v7/drives/{drive_id}/permissions/batch_create",
        Operation::not_emulated("/v7/drives/{drive_id}/permissions/batch_create"),
    ),
    NotEmulated(
        Method::POST,
        "/v7/drives/{drive_id}/permissions/batch_delete",
        Operation::not_emulated("/v7/drives/{drive_id}/permissions/batch_delete"),
    ),
    NotEmulated(Method::GET, "/oauth2/auth", Operation::not_emulated("/oauth2/auth")),
    NotEmulated(Method::POST, "/oauth2/ticket/active", Operation::not_emulated("/oauth2/ticket/active")),
    NotEmulated(
        Method::POST,
        "/openapi/v7/appfiles/drives/{drive_id}/files/{file_id}/content/operate",
        Operation::not_emulated("/openapi/v7/appfiles/drives/{drive_id}/files/{file_id}/content/operate"),
    ),
    NotEmulated(Method::GET, "/o/oauth/v1/authorize", Operation::not_emulated("/o/oauth/v1/authorize")),
];
