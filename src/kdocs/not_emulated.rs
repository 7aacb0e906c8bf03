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

const POST: Method = Method::POST;

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
    // Conversion
    NotEmulated(POST, "/office/convert/files/to/pdf", Operation::not_emulated("office.pdf.convert")),
];
