//! What the vendor documents and mockdrive does not emulate yet.
//!
//! An operation is named after the words of its path, as those that are emulated.

use axum::http::Method;

use super::{
    dialect::{NEW_PRIVATE, PUBLIC},
    error::Error,
};
use crate::http::{Call, NotEmulated, Operation, Routes};

const GET: Method = Method::GET;
const POST: Method = Method::POST;

/// Returns the rows.
pub fn routes() -> Routes {
    Routes::at("/v7").not_emulated(EVERYWHERE, &respond).not_emulated(IN_ONE_DIALECT, &respond)
}

/// Returns 501 in the envelope of the dialect.
async fn respond(method: Method, call: Call) -> Error {
    let path = call.path();
    Error::NotEmulated(format!("{method} {path}"))
}

/// Returns an operation that only these dialects have.
const fn only(dialects: &'static [&'static str], name: &'static str) -> Operation {
    Operation { dialects, ..Operation::not_emulated(name) }
}

/// What all dialects share.
#[rustfmt::skip]
static EVERYWHERE: &[NotEmulated] = &[
    // Files and folders (文件（夹）)
    NotEmulated(GET, "/files/search", Operation::not_emulated("files.search")),
    NotEmulated(GET, "/drives/{drive_id}/files/{file_id}/content", Operation::not_emulated("drives.files.content.get")),
    NotEmulated(POST, "/files/ai_search/query_drive_status", Operation::not_emulated("files.ai_search.query_drive_status")),
    // Share links (文件分享)
    NotEmulated(POST, "/drives/{drive_id}/files/{file_id}/open_link", Operation::not_emulated("drives.files.open_link")),
    NotEmulated(POST, "/drives/{drive_id}/files/{file_id}/close_link", Operation::not_emulated("drives.files.close_link")),
    NotEmulated(GET, "/links/{link_id}/meta", Operation::not_emulated("links.meta.get")),
    NotEmulated(POST, "/links/{link_id}/update", Operation::not_emulated("links.update")),
    NotEmulated(GET, "/links/send", Operation::not_emulated("links.send.list")),
    NotEmulated(GET, "/links/recv", Operation::not_emulated("links.recv.list")),
    // Permissions (文件权限)
    NotEmulated(GET, "/drives/{drive_id}/files/{file_id}/permissions", Operation::not_emulated("drives.files.permissions.list")),
    NotEmulated(POST, "/drives/{drive_id}/files/{file_id}/permissions/batch_create", Operation::not_emulated("drives.files.permissions.batch_create")),
    NotEmulated(POST, "/drives/{drive_id}/files/{file_id}/permissions/batch_delete", Operation::not_emulated("drives.files.permissions.batch_delete")),
    NotEmulated(GET, "/drives/{drive_id}/files/{file_id}/permissions/acl", Operation::not_emulated("drives.files.permissions.acl.get")),
    NotEmulated(GET, "/drives/{drive_id}/roles", Operation::not_emulated("drives.roles.list")),
    NotEmulated(POST, "/drives/{drive_id}/roles/create", Operation::not_emulated("drives.roles.create")),
    NotEmulated(POST, "/drives/{drive_id}/roles/{role_id}/update", Operation::not_emulated("drives.roles.update")),
    NotEmulated(POST, "/drives/{drive_id}/roles/{role_id}/delete", Operation::not_emulated("drives.roles.delete")),
    NotEmulated(GET, "/files/{file_id}/permission_settings", Operation::not_emulated("files.permission_settings.get")),
    NotEmulated(POST, "/files/{file_id}/permission_settings", Operation::not_emulated("files.permission_settings.update")),
    // Team document libraries (团队文档库)
    NotEmulated(POST, "/doclib/create", Operation::not_emulated("doclib.create")),
    NotEmulated(POST, "/doclib/delete", Operation::not_emulated("doclib.delete")),
    NotEmulated(GET, "/doclib/meta", Operation::not_emulated("doclib.meta.get")),
    NotEmulated(GET, "/doclibs", Operation::not_emulated("doclibs.list")),
    NotEmulated(GET, "/doclib/search", Operation::not_emulated("doclib.search")),
    // Frequent items (文件常用)
    NotEmulated(GET, "/drive_freq/items", Operation::not_emulated("drive_freq.items.list")),
];

#[rustfmt::skip]
static IN_ONE_DIALECT: &[NotEmulated] = &[
    NotEmulated(POST, "/drives/{drive_id}/open_link", only(PUBLIC, "drives.open_link")),
    NotEmulated(POST, "/drives/{drive_id}/close_link", only(PUBLIC, "drives.close_link")),
    NotEmulated(POST, "/drives/{drive_id}/permissions/batch_create", only(PUBLIC, "drives.permissions.batch_create")),
    NotEmulated(POST, "/drives/{drive_id}/permissions/batch_delete", only(PUBLIC, "drives.permissions.batch_delete")),
    NotEmulated(POST, "/appfiles/drives/{drive_id}/files/{file_id}/content/operate", only(NEW_PRIVATE, "appfiles.content.operate")),
];
