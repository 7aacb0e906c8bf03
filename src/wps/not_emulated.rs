//! What the vendor documents and mockdrive does not emulate yet.
//!
//! An operation is named after the words of its path, as those that are emulated.

use axum::http::Method;

use super::{dialect::NEW_PRIVATE, error::Error};
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
    NotEmulated(GET, "/drives/{drive_id}/files/{file_id}/download", Operation::not_emulated("drives.files.download")),
    NotEmulated(GET, "/drives/{drive_id}/files/{file_id}/versions/{version_num}/download", Operation::not_emulated("drives.files.versions.download")),
    NotEmulated(GET, "/drives/{drive_id}/files/batch_download", Operation::not_emulated("drives.files.batch_download")),
    NotEmulated(GET, "/files/search", Operation::not_emulated("files.search")),
    NotEmulated(GET, "/drives/{drive_id}/files/{file_id}/content", Operation::not_emulated("drives.files.content.get")),
    NotEmulated(POST, "/files/ai_search/query_drive_status", Operation::not_emulated("files.ai_search.query_drive_status")),
    // Transfer (文件传输)
    NotEmulated(POST, "/drives/{drive_id}/files/{file_id}/request_upload", Operation::not_emulated("drives.files.request_upload")),
    NotEmulated(POST, "/drives/{drive_id}/files/{file_id}/commit_upload", Operation::not_emulated("drives.files.commit_upload")),
    NotEmulated(POST, "/drives/{drive_id}/files/{file_id}/rapid_upload", Operation::not_emulated("drives.files.rapid_upload")),
    NotEmulated(POST, "/drives/{drive_id}/files/{file_id}/create_multipart_upload_task", Operation::not_emulated("drives.files.create_multipart_upload_task")),
    NotEmulated(POST, "/multipart_upload_tasks/{upload_id}/commit", Operation::not_emulated("multipart_upload_tasks.commit")),
    NotEmulated(POST, "/multipart_upload_tasks/{upload_id}/abort", Operation::not_emulated("multipart_upload_tasks.abort")),
    // Recycle bin (回收站管理)
    NotEmulated(GET, "/deleted_files", Operation::not_emulated("deleted_files.list")),
    NotEmulated(GET, "/deleted_files/{file_id}/meta", Operation::not_emulated("deleted_files.meta.get")),
    NotEmulated(POST, "/deleted_files/{file_id}/restore", Operation::not_emulated("deleted_files.restore")),
    NotEmulated(POST, "/deleted_files/batch_restore", Operation::not_emulated("deleted_files.batch_restore")),
    NotEmulated(POST, "/deleted_files/{file_id}/delete", Operation::not_emulated("deleted_files.delete")),
    NotEmulated(POST, "/deleted_files/batch_delete", Operation::not_emulated("deleted_files.batch_delete")),
    NotEmulated(POST, "/deleted_files/clear", Operation::not_emulated("deleted_files.clear")),
    NotEmulated(POST, "/second_deleted_files/{file_id}/delete", Operation::not_emulated("second_deleted_files.delete")),
    NotEmulated(POST, "/second_deleted_files/batch_delete", Operation::not_emulated("second_deleted_files.batch_delete")),
    // Versions (文件版本)
    NotEmulated(GET, "/drives/{drive_id}/files/{file_id}/versions", Operation::not_emulated("drives.files.versions.list")),
    NotEmulated(GET, "/drives/{drive_id}/files/{file_id}/versions/{version_num}/meta", Operation::not_emulated("drives.files.versions.meta.get")),
    NotEmulated(POST, "/drives/{drive_id}/files/{file_id}/versions/{version_num}/update", Operation::not_emulated("drives.files.versions.update")),
    // Frequent items (文件常用)
    NotEmulated(GET, "/drive_freq/items", Operation::not_emulated("drive_freq.items.list")),
];

#[rustfmt::skip]
static IN_ONE_DIALECT: &[NotEmulated] = &[
    NotEmulated(POST, "/appfiles/drives/{drive_id}/files/{file_id}/content/operate", only(NEW_PRIVATE, "appfiles.content.operate")),
];
