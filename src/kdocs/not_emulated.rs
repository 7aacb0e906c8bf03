//! What the vendor documents and mockdrive does not emulate yet.
//!
//! See <https://developer.kdocs.cn/server/guide/api-overview.html>, and reference 10 to 12 and 4.1. An operation is
//! named after the words of its path and by what it does, as those that are emulated.

use axum::{
    extract::MatchedPath,
    http::Method,
    response::{IntoResponse, Response},
};

use super::error::Error;
use crate::http::{NotEmulated, Operation, Routes};

const DELETE: Method = Method::DELETE;
const GET: Method = Method::GET;
const POST: Method = Method::POST;

static UPDATE_MEMBER: Operation = Operation::not_emulated("personal.files.links.members.update");
static SCRIPT_STATUS: Operation = Operation::not_emulated("personal.script.status.get");
static UPLOAD_PROGRESS: Operation = Operation::not_emulated("appspace.file.async.upload.get");

/// Returns the rows; a path or method that the vendor misprints stands beside the right one.
pub fn routes() -> Routes {
    Routes::at("")
        .not_emulated(OAUTH, &respond)
        .and_at("/api/v1/openapi")
        .not_emulated(OPENAPI, &respond)
        .put("/personal/files/{file_token}/links/members/{user_id}", &UPDATE_MEMBER, respond)
        .put("/personal/files/{file_token}/links/memeber/{user_id}", &UPDATE_MEMBER, respond)
        .get("/personal/script/status", &SCRIPT_STATUS, respond)
        .get("/personal/personal/script/status", &SCRIPT_STATUS, respond)
        .get("/appspace/file/async/upload/{task_id}", &UPLOAD_PROGRESS, respond)
        .put("/appspace/file/async/upload/{task_id}", &UPLOAD_PROGRESS, respond)
}

/// Returns 501, and says which route is meant.
async fn respond(method: Method, path: MatchedPath) -> Response {
    Error::NotEmulated(format!("{method} {}", path.as_str())).into_response()
}

static OAUTH: &[NotEmulated] = &[
    NotEmulated(GET, "/h5/auth", Operation::not_emulated("h5.auth.show")),
    NotEmulated(GET, "/api/v1/oauth2/access_token", Operation::not_emulated("oauth2.access_token.get")),
    NotEmulated(POST, "/api/v1/oauth2/refresh_token", Operation::not_emulated("oauth2.access_token.refresh")),
];

#[rustfmt::skip]
static OPENAPI: &[NotEmulated] = &[
    // Documents of users
    NotEmulated(POST, "/personal/files/{file_token}/links", Operation::not_emulated("personal.files.links.update")),
    NotEmulated(GET, "/personal/files/{file_token}/links", Operation::not_emulated("personal.files.links.get")),
    NotEmulated(DELETE, "/personal/files/{file_token}/links", Operation::not_emulated("personal.files.links.delete")),
    NotEmulated(POST, "/personal/files/{file_token}/links/members", Operation::not_emulated("personal.files.links.members.add")),
    NotEmulated(DELETE, "/personal/files/{file_token}/links/members/{user_id}", Operation::not_emulated("personal.files.links.members.remove")),
    NotEmulated(GET, "/personal/files/{file_token}/links/with_edit_token", Operation::not_emulated("personal.files.links.with_edit_token.get")),
    NotEmulated(GET, "/personal/files/{file_token}/url/with_edit_token", Operation::not_emulated("personal.files.url.with_edit_token.get")),
    NotEmulated(POST, "/personal/files/{file_token}/script", Operation::not_emulated("personal.files.script.start")),
    NotEmulated(POST, "/personal/files/{file_token}/sync_script", Operation::not_emulated("personal.files.sync_script.run")),
    NotEmulated(GET, "/user/basic", Operation::not_emulated("user.basic.get")),
    NotEmulated(POST, "/user/edit_token", Operation::not_emulated("user.edit_token.create")),
    NotEmulated(DELETE, "/user/edit_token/{token}", Operation::not_emulated("user.edit_token.delete")),
    // Documents of applications
    NotEmulated(GET, "/appspace/files", Operation::not_emulated("appspace.files.list")),
    NotEmulated(POST, "/appspace/files", Operation::not_emulated("appspace.files.create")),
    NotEmulated(POST, "/appspace/files/upload", Operation::not_emulated("appspace.files.upload")),
    NotEmulated(POST, "/appspace/file/async/upload", Operation::not_emulated("appspace.file.async.upload")),
    NotEmulated(GET, "/appspace/files/{file_token}", Operation::not_emulated("appspace.files.get")),
    NotEmulated(GET, "/appspace/files/{file_token}/download", Operation::not_emulated("appspace.files.download")),
    NotEmulated(GET, "/appspace/files/{file_token}/versions", Operation::not_emulated("appspace.files.versions.list")),
    NotEmulated(GET, "/appspace/files/{file_token}/versions/{version}", Operation::not_emulated("appspace.files.versions.get")),
    NotEmulated(GET, "/appspace/files/{file_token}/versions/{version}/download", Operation::not_emulated("appspace.files.versions.download")),
    NotEmulated(POST, "/appspace/files/{file_token}/versions/{version}/revert", Operation::not_emulated("appspace.files.versions.revert")),
    NotEmulated(DELETE, "/appspace/files/{file_token}/destroy", Operation::not_emulated("appspace.files.destroy")),
    NotEmulated(GET, "/appspace/files/{file_token}/url/with_edit_token", Operation::not_emulated("appspace.files.url.with_edit_token.get")),
    // Anonymous preview, conversion, tables, notification
    NotEmulated(POST, "/office/convert/files/to/pdf", Operation::not_emulated("office.pdf.convert")),
    NotEmulated(POST, "/dbt/{file_token}/webhook/sheets/{sheet_id}/records/create", Operation::not_emulated("dbt.webhook.records.create")),
    NotEmulated(POST, "/dbt/{file_token}/webhook/sheets/{sheet_id}/cells/records/update", Operation::not_emulated("dbt.webhook.cells.records.update")),
    NotEmulated(POST, "/dbt/{file_token}/webhook/sheets/{sheet_id}/cells/fields/update", Operation::not_emulated("dbt.webhook.cells.fields.update")),
    NotEmulated(POST, "/dbt/{file_token}/webhook/sheets/{sheet_id}/description", Operation::not_emulated("dbt.webhook.description.update")),
];
