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
    NotEmulated(GET, "/files/search", Operation::not_emulated("files.search")),
    NotEmulated(GET, "/drives/{drive_id}/files/{file_id}/content", Operation::not_emulated("drives.files.content.get")),
    NotEmulated(POST, "/files/ai_search/query_drive_status", Operation::not_emulated("files.ai_search.query_drive_status")),
    // Frequent items (文件常用)
    NotEmulated(GET, "/drive_freq/items", Operation::not_emulated("drive_freq.items.list")),
];

#[rustfmt::skip]
static IN_ONE_DIALECT: &[NotEmulated] = &[
    NotEmulated(POST, "/appfiles/drives/{drive_id}/files/{file_id}/content/operate", only(NEW_PRIVATE, "appfiles.content.operate")),
];
