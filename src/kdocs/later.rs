//! What the vendor documents and mockdrive does not emulate yet.
//!
//! See <https://developer.kdocs.cn/server/guide/api-overview.html>, and reference 10 to 12 and 4.1. Paths that
//! the vendor misprints stand here in both spellings.

use axum::{
    extract::MatchedPath,
    http::Method,
    response::{IntoResponse, Response},
};

use super::error::Error;
use crate::http::{NotEmulated, Operation};

const DELETE: Method = Method::DELETE;
const GET: Method = Method::GET;
const POST: Method = Method::POST;
const PUT: Method = Method::PUT;

/// The rows of the route table.
#[rustfmt::skip]
pub static ROUTES: &[NotEmulated] = &[
    // OAuth
    NotEmulated(GET, "/h5/auth", Operation::not_emulated("auth.get")),
    NotEmulated(GET, "/api/v1/oauth2/access_token", Operation::not_emulated("oauth2.access_token.get")),
    NotEmulated(POST, "/api/v1/oauth2/refresh_token", Operation::not_emulated("oauth2.refresh_token.post")),
    // Documents of users
    NotEmulated(GET, "/api/v1/openapi/personal/files", Operation::not_emulated("personal.files.get")),
    NotEmulated(POST, "/api/v1/openapi/personal/files", Operation::not_emulated("personal.files.post")),
    NotEmulated(GET, "/api/v1/openapi/personal/files/flat", Operation::not_emulated("personal.files.flat.get")),
    NotEmulated(GET, "/api/v1/openapi/personal/files/recent", Operation::not_emulated("personal.files.recent.get")),
    NotEmulated(GET, "/api/v1/openapi/personal/apps/files", Operation::not_emulated("personal.apps.files.get")),
    NotEmulated(POST, "/api/v1/openapi/personal/files/upload", Operation::not_emulated("personal.files.upload.post")),
    NotEmulated(POST, "/api/v1/openapi/personal/files/cloud", Operation::not_emulated("personal.files.cloud.post")),
    NotEmulated(GET, "/api/v1/openapi/personal/files/search/name", Operation::not_emulated("personal.files.search.name.get")),
    NotEmulated(GET, "/api/v1/openapi/personal/files/search/content", Operation::not_emulated("personal.files.search.content.get")),
    NotEmulated(GET, "/api/v1/openapi/personal/files/{file_token}", Operation::not_emulated("personal.files.get")),
    NotEmulated(DELETE, "/api/v1/openapi/personal/files/{file_token}", Operation::not_emulated("personal.files.delete")),
    NotEmulated(GET, "/api/v1/openapi/personal/files/{file_token}/download", Operation::not_emulated("personal.files.download.get")),
    NotEmulated(PUT, "/api/v1/openapi/personal/files/{file_token}/name", Operation::not_emulated("personal.files.name.put")),
    NotEmulated(POST, "/api/v1/openapi/personal/files/{file_token}/links", Operation::not_emulated("personal.files.links.post")),
    NotEmulated(GET, "/api/v1/openapi/personal/files/{file_token}/links", Operation::not_emulated("personal.files.links.get")),
    NotEmulated(DELETE, "/api/v1/openapi/personal/files/{file_token}/links", Operation::not_emulated("personal.files.links.delete")),
    NotEmulated(POST, "/api/v1/openapi/personal/files/{file_token}/links/members", Operation::not_emulated("personal.files.links.members.post")),
    NotEmulated(PUT, "/api/v1/openapi/personal/files/{file_token}/links/members/{user_id}", Operation::not_emulated("personal.files.links.members.put")),
    NotEmulated(PUT, "/api/v1/openapi/personal/files/{file_token}/links/memeber/{user_id}", Operation::not_emulated("personal.files.links.memeber.put")),
    NotEmulated(DELETE, "/api/v1/openapi/personal/files/{file_token}/links/members/{user_id}", Operation::not_emulated("personal.files.links.members.delete")),
    NotEmulated(GET, "/api/v1/openapi/personal/files/{file_token}/links/with_edit_token", Operation::not_emulated("personal.files.links.with_edit_token.get")),
    NotEmulated(GET, "/api/v1/openapi/personal/files/{file_token}/url/with_edit_token", Operation::not_emulated("personal.files.url.with_edit_token.get")),
    NotEmulated(POST, "/api/v1/openapi/personal/files/{file_token}/script", Operation::not_emulated("personal.files.script.post")),
    NotEmulated(POST, "/api/v1/openapi/personal/files/{file_token}/sync_script", Operation::not_emulated("personal.files.sync_script.post")),
    NotEmulated(GET, "/api/v1/openapi/personal/personal/script/status", Operation::not_emulated("personal.personal.script.status.get")),
    NotEmulated(GET, "/api/v1/openapi/personal/script/status", Operation::not_emulated("personal.script.status.get")),
    NotEmulated(POST, "/api/v1/openapi/personal/tasks/files/move", Operation::not_emulated("personal.tasks.files.move.post")),
    NotEmulated(POST, "/api/v1/openapi/personal/tasks/files/delete", Operation::not_emulated("personal.tasks.files.delete.post")),
    NotEmulated(GET, "/api/v1/openapi/personal/recycles", Operation::not_emulated("personal.recycles.get")),
    NotEmulated(POST, "/api/v1/openapi/personal/recycles/recover", Operation::not_emulated("personal.recycles.recover.post")),
    NotEmulated(GET, "/api/v1/openapi/personal/forms", Operation::not_emulated("personal.forms.get")),
    NotEmulated(POST, "/api/v1/openapi/personal/forms", Operation::not_emulated("personal.forms.post")),
    NotEmulated(GET, "/api/v1/openapi/personal/forms/{form_id}", Operation::not_emulated("personal.forms.get")),
    NotEmulated(PUT, "/api/v1/openapi/personal/forms/{form_id}", Operation::not_emulated("personal.forms.put")),
    NotEmulated(GET, "/api/v1/openapi/user/basic", Operation::not_emulated("user.basic.get")),
    NotEmulated(POST, "/api/v1/openapi/user/edit_token", Operation::not_emulated("user.edit_token.post")),
    NotEmulated(DELETE, "/api/v1/openapi/user/edit_token/{token}", Operation::not_emulated("user.edit_token.delete")),
    // Documents of applications
    NotEmulated(GET, "/api/v1/openapi/appspace/files", Operation::not_emulated("appspace.files.get")),
    NotEmulated(POST, "/api/v1/openapi/appspace/files", Operation::not_emulated("appspace.files.post")),
    NotEmulated(POST, "/api/v1/openapi/appspace/files/upload", Operation::not_emulated("appspace.files.upload.post")),
    NotEmulated(POST, "/api/v1/openapi/appspace/file/async/upload", Operation::not_emulated("appspace.file.async.upload.post")),
    NotEmulated(GET, "/api/v1/openapi/appspace/file/async/upload/{task_id}", Operation::not_emulated("appspace.file.async.upload.get")),
    NotEmulated(PUT, "/api/v1/openapi/appspace/file/async/upload/{task_id}", Operation::not_emulated("appspace.file.async.upload.put")),
    NotEmulated(GET, "/api/v1/openapi/appspace/files/{file_token}", Operation::not_emulated("appspace.files.get")),
    NotEmulated(GET, "/api/v1/openapi/appspace/files/{file_token}/download", Operation::not_emulated("appspace.files.download.get")),
    NotEmulated(GET, "/api/v1/openapi/appspace/files/{file_token}/versions", Operation::not_emulated("appspace.files.versions.get")),
    NotEmulated(GET, "/api/v1/openapi/appspace/files/{file_token}/versions/{version}", Operation::not_emulated("appspace.files.versions.get")),
    NotEmulated(GET, "/api/v1/openapi/appspace/files/{file_token}/versions/{version}/download", Operation::not_emulated("appspace.files.versions.download.get")),
    NotEmulated(POST, "/api/v1/openapi/appspace/files/{file_token}/versions/{version}/revert", Operation::not_emulated("appspace.files.versions.revert.post")),
    NotEmulated(DELETE, "/api/v1/openapi/appspace/files/{file_token}/destroy", Operation::not_emulated("appspace.files.destroy.delete")),
    NotEmulated(GET, "/api/v1/openapi/appspace/files/{file_token}/url/with_edit_token", Operation::not_emulated("appspace.files.url.with_edit_token.get")),
    // Anonymous preview, conversion, tables, notification
    NotEmulated(POST, "/api/v1/openapi/anonymous/preview/appspace/with_token", Operation::not_emulated("anonymous.preview.appspace.with_token.post")),
    NotEmulated(POST, "/api/v1/openapi/anonymous/preview/cloud/with_token", Operation::not_emulated("anonymous.preview.cloud.with_token.post")),
    NotEmulated(DELETE, "/api/v1/openapi/anonymous/token/{token}", Operation::not_emulated("anonymous.token.delete")),
    NotEmulated(POST, "/api/v1/openapi/office/convert/files/to/pdf", Operation::not_emulated("office.convert.files.to.pdf.post")),
    NotEmulated(POST, "/api/v1/openapi/office/convert/files/to/txt", Operation::not_emulated("office.convert.files.to.txt.post")),
    NotEmulated(POST, "/api/v1/openapi/office/extract/plaintext", Operation::not_emulated("office.extract.plaintext.post")),
    NotEmulated(GET, "/api/v1/openapi/office/tasks/{task_id}", Operation::not_emulated("office.tasks.get")),
    NotEmulated(GET, "/api/v1/openapi/et/{file_token}/sheets", Operation::not_emulated("et.sheets.get")),
    NotEmulated(GET, "/api/v1/openapi/et/{file_token}/sheets/{sheet_idx}/cells", Operation::not_emulated("et.sheets.cells.get")),
    NotEmulated(POST, "/api/v1/openapi/et/{file_token}/sheets/{sheet_idx}/cells", Operation::not_emulated("et.sheets.cells.post")),
    NotEmulated(GET, "/api/v1/openapi/ksheet/{file_token}/sheets", Operation::not_emulated("ksheet.sheets.get")),
    NotEmulated(GET, "/api/v1/openapi/ksheet/{file_token}/sheets/{sheet_idx}/cells", Operation::not_emulated("ksheet.sheets.cells.get")),
    NotEmulated(POST, "/api/v1/openapi/ksheet/{file_token}/sheets/{sheet_idx}/cells", Operation::not_emulated("ksheet.sheets.cells.post")),
    NotEmulated(GET, "/api/v1/openapi/dbt/{file_token}/schemas", Operation::not_emulated("dbt.schemas.get")),
    NotEmulated(POST, "/api/v1/openapi/dbt/{file_token}/sheets/{sheet_id}/records", Operation::not_emulated("dbt.sheets.records.post")),
    NotEmulated(PUT, "/api/v1/openapi/dbt/{file_token}/sheets/{sheet_id}/records", Operation::not_emulated("dbt.sheets.records.put")),
    NotEmulated(POST, "/api/v1/openapi/dbt/{file_token}/sheets/{sheet_id}/records/complex_query", Operation::not_emulated("dbt.sheets.records.complex_query.post")),
    NotEmulated(POST, "/api/v1/openapi/dbt/{file_token}/webhook/sheets/{sheet_id}/records/create", Operation::not_emulated("dbt.webhook.sheets.records.create.post")),
    NotEmulated(POST, "/api/v1/openapi/dbt/{file_token}/webhook/sheets/{sheet_id}/cells/records/update", Operation::not_emulated("dbt.webhook.sheets.cells.records.update.post")),
    NotEmulated(POST, "/api/v1/openapi/dbt/{file_token}/webhook/sheets/{sheet_id}/cells/fields/update", Operation::not_emulated("dbt.webhook.sheets.cells.fields.update.post")),
    NotEmulated(POST, "/api/v1/openapi/dbt/{file_token}/webhook/sheets/{sheet_id}/description", Operation::not_emulated("dbt.webhook.sheets.description.post")),
    NotEmulated(POST, "/api/v1/openapi/notification/woa/app", Operation::not_emulated("notification.woa.app.post")),
];

/// Answers 501, and says which route is meant.
pub async fn later(method: Method, path: MatchedPath) -> Response {
    Error::Later(format!("{method} {}", path.as_str())).into_response()
}
