//! What the vendor documents and mockdrive does not emulate yet.
//!
//! See <https://developer.kdocs.cn/server/guide/api-overview.html>, and reference 10 to 12. An operation is
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
const PUT: Method = Method::PUT;

static SCRIPT_STATUS: Operation = Operation::not_emulated("personal.script.status.get");

/// Returns the rows; a path or method that the vendor misprints stands beside the right one.
pub fn routes() -> Routes {
    Routes::at("/api/v1/openapi")
        .not_emulated(OPENAPI, &respond)
        .get("/personal/script/status", &SCRIPT_STATUS, respond)
        .get("/personal/personal/script/status", &SCRIPT_STATUS, respond)
}

/// Returns 501, and says which route is meant.
async fn respond(method: Method, path: MatchedPath) -> Response {
    Error::NotEmulated(format!("{method} {}", path.as_str())).into_response()
}

#[rustfmt::skip]
static OPENAPI: &[NotEmulated] = &[
    // Documents of users
    NotEmulated(POST, "/personal/files/{file_token}/script", Operation::not_emulated("personal.files.script.start")),
    NotEmulated(POST, "/personal/files/{file_token}/sync_script", Operation::not_emulated("personal.files.sync_script.run")),
    NotEmulated(GET, "/personal/forms", Operation::not_emulated("personal.forms.list")),
    NotEmulated(POST, "/personal/forms", Operation::not_emulated("personal.forms.create")),
    NotEmulated(GET, "/personal/forms/{form_id}", Operation::not_emulated("personal.forms.get")),
    NotEmulated(PUT, "/personal/forms/{form_id}", Operation::not_emulated("personal.forms.update")),
    // Anonymous preview, conversion, tables, notification
    NotEmulated(POST, "/anonymous/preview/appspace/with_token", Operation::not_emulated("anonymous.preview.appspace.create")),
    NotEmulated(POST, "/anonymous/preview/cloud/with_token", Operation::not_emulated("anonymous.preview.cloud.create")),
    NotEmulated(DELETE, "/anonymous/token/{token}", Operation::not_emulated("anonymous.token.delete")),
    NotEmulated(POST, "/office/convert/files/to/pdf", Operation::not_emulated("office.pdf.convert")),
    NotEmulated(POST, "/office/convert/files/to/txt", Operation::not_emulated("office.txt.convert")),
    NotEmulated(POST, "/office/extract/plaintext", Operation::not_emulated("office.plaintext.extract")),
    NotEmulated(GET, "/office/tasks/{task_id}", Operation::not_emulated("office.tasks.get")),
    NotEmulated(GET, "/et/{file_token}/sheets", Operation::not_emulated("et.sheets.list")),
    NotEmulated(GET, "/et/{file_token}/sheets/{sheet_idx}/cells", Operation::not_emulated("et.sheets.cells.get")),
    NotEmulated(POST, "/et/{file_token}/sheets/{sheet_idx}/cells", Operation::not_emulated("et.sheets.cells.update")),
    NotEmulated(GET, "/ksheet/{file_token}/sheets", Operation::not_emulated("ksheet.sheets.list")),
    NotEmulated(GET, "/ksheet/{file_token}/sheets/{sheet_idx}/cells", Operation::not_emulated("ksheet.sheets.cells.get")),
    NotEmulated(POST, "/ksheet/{file_token}/sheets/{sheet_idx}/cells", Operation::not_emulated("ksheet.sheets.cells.update")),
    NotEmulated(GET, "/dbt/{file_token}/schemas", Operation::not_emulated("dbt.schemas.get")),
    NotEmulated(POST, "/dbt/{file_token}/sheets/{sheet_id}/records", Operation::not_emulated("dbt.sheets.records.create")),
    NotEmulated(PUT, "/dbt/{file_token}/sheets/{sheet_id}/records", Operation::not_emulated("dbt.sheets.records.update")),
    NotEmulated(POST, "/dbt/{file_token}/sheets/{sheet_id}/records/complex_query", Operation::not_emulated("dbt.sheets.records.query")),
    NotEmulated(POST, "/dbt/{file_token}/webhook/sheets/{sheet_id}/records/create", Operation::not_emulated("dbt.webhook.records.create")),
    NotEmulated(POST, "/dbt/{file_token}/webhook/sheets/{sheet_id}/cells/records/update", Operation::not_emulated("dbt.webhook.cells.records.update")),
    NotEmulated(POST, "/dbt/{file_token}/webhook/sheets/{sheet_id}/cells/fields/update", Operation::not_emulated("dbt.webhook.cells.fields.update")),
    NotEmulated(POST, "/dbt/{file_token}/webhook/sheets/{sheet_id}/description", Operation::not_emulated("dbt.webhook.description.update")),
    NotEmulated(POST, "/notification/woa/app", Operation::not_emulated("notification.woa.app.send")),
];
