//! What the vendor documents and mockdrive does not emulate yet.
//!
//! See <https://developer.kdocs.cn/server/guide/api-overview.html>, and reference 10 to 12. An operation is
//! named after the words of its path and by what it does, as those that are emulated.

use axum::{
    http::Method,
    response::{IntoResponse, Response},
};

use super::error::Error;
use crate::http::{Call, NotEmulated, Operation, Routes};

const GET: Method = Method::GET;
const POST: Method = Method::POST;
const PUT: Method = Method::PUT;

static SCRIPT_STATUS: Operation = Operation::not_emulated("personal.script.status.get");

/// Returns the rows; a path or method that the vendor misprints stands beside the right one.
pub fn routes() -> Routes {
    Routes::at("/api/v1/openapi")
        .not_emulated(OPENAPI, respond)
        .get("/personal/script/status", &SCRIPT_STATUS, respond)
        .get("/personal/personal/script/status", &SCRIPT_STATUS, respond)
}

/// Returns 501, and says which route is meant.
fn respond(method: Method, call: Call) -> Response {
    Error::NotEmulated(format!("{method} {}", call.route().unwrap_or_default())).into_response()
}

#[rustfmt::skip]
static OPENAPI: &[NotEmulated] = &[
    // Documents of users
    NotEmulated(POST, "/personal/files/{file_token}/script", Operation::not_emulated("personal.files.script.start")),
    NotEmulated(POST, "/personal/files/{file_token}/sync_script", Operation::not_emulated("personal.files.sync_script.run")),
    // Conversion
    NotEmulated(POST, "/office/convert/files/to/pdf", Operation::not_emulated("office.pdf.convert")),
    NotEmulated(POST, "/dbt/{file_token}/webhook/sheets/{sheet_id}/remove", Operation::not_emulated("dbt.webhook.sheets.remove")),
    NotEmulated(POST, "/dbt/{file_token}/webhook/sheets/{sheet_id}/icon", Operation::not_emulated("dbt.webhook.icon.update")),
    NotEmulated(POST, "/dbt/{file_token}/webhook/sheets/{sheet_id}/fields/create", Operation::not_emulated("dbt.webhook.fields.create")),
    NotEmulated(POST, "/dbt/{file_token}/webhook/sheets/{sheet_id}/views/{view_id}/remove", Operation::not_emulated("dbt.webhook.views.remove")),
    NotEmulated(GET, "/ksheet/{file_token}/schemas", Operation::not_emulated("ksheet.schemas.get")),
    NotEmulated(POST, "/ksheet/{file_token}/sheets", Operation::not_emulated("ksheet.sheets.create")),
    NotEmulated(PUT, "/ksheet/{file_token}/sheets/{sheet_idx}/fields", Operation::not_emulated("ksheet.sheets.fields.update")),
    NotEmulated(GET, "/ksheet/{file_token}/sheets/{sheet_idx}/records", Operation::not_emulated("ksheet.sheets.records.list")),
    NotEmulated(POST, "/ksheet/{file_token}/sheets/{sheet_idx}/records/complex_query", Operation::not_emulated("ksheet.sheets.records.query")),
    NotEmulated(POST, "/outline/{file_token}/export/full_json", Operation::not_emulated("outline.full_json.export")),
    NotEmulated(POST, "/anonymous/preview/local/with_token", Operation::not_emulated("anonymous.preview.local.with_token.create")),
];
