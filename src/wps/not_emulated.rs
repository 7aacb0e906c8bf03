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
    Routes::at("/v7").not_emulated(BESIDE, respond).not_emulated(IN_ONE_DIALECT, respond)
}

/// Returns 501 in the envelope of the dialect.
fn respond(method: Method, call: Call) -> Error {
    let path = call.path();
    Error::NotEmulated(format!("{method} {path}"))
}

/// Returns an operation that only these dialects have.
const fn only(dialects: &'static [&'static str], name: &'static str) -> Operation {
    Operation { dialects, ..Operation::not_emulated(name) }
}

/// What stands beside the drives: knowledge bases, the inside of documents, and what a model makes of a search. Of some
/// only clients are known; where they do not say the method, the word at the end of the path does.
#[rustfmt::skip]
static BESIDE: &[NotEmulated] = &[
    // Knowledge bases (知识库)
    NotEmulated(GET, "/wiki/spaces", Operation::not_emulated("wiki.spaces.list")),
    NotEmulated(POST, "/wiki/spaces/create", Operation::not_emulated("wiki.spaces.create")),
    NotEmulated(GET, "/wiki/spaces/{space_id}/meta", Operation::not_emulated("wiki.spaces.meta.get")),
    NotEmulated(POST, "/wiki/spaces/{space_id}/settings", Operation::not_emulated("wiki.spaces.settings.update")),
    NotEmulated(GET, "/wiki/spaces/{space_id}/members", Operation::not_emulated("wiki.spaces.members.list")),
    NotEmulated(POST, "/wiki/spaces/{space_id}/members/batch_create", Operation::not_emulated("wiki.spaces.members.batch_create")),
    NotEmulated(POST, "/wiki/spaces/{space_id}/members/batch_delete", Operation::not_emulated("wiki.spaces.members.batch_delete")),
    NotEmulated(POST, "/wiki/spaces/{space_id}/files/batch_copy", Operation::not_emulated("wiki.spaces.files.batch_copy")),
    NotEmulated(POST, "/wiki/spaces/{space_id}/files/batch_move", Operation::not_emulated("wiki.spaces.files.batch_move")),
    NotEmulated(POST, "/wiki/spaces/{space_id}/files/move", Operation::not_emulated("wiki.spaces.files.move")),
    NotEmulated(POST, "/wiki/spaces/{space_id}/files/{file_id}/create", Operation::not_emulated("wiki.spaces.files.create")),
    NotEmulated(GET, "/wiki/spaces/{space_id}/files/{file_id}/meta", Operation::not_emulated("wiki.spaces.files.meta.get")),
    NotEmulated(GET, "/wiki/spaces/{space_id}/files/{file_id}/children", Operation::not_emulated("wiki.spaces.files.children.list")),
    NotEmulated(POST, "/wiki/spaces/{space_id}/files/{file_id}/rename", Operation::not_emulated("wiki.spaces.files.rename")),
    NotEmulated(GET, "/wiki/search", Operation::not_emulated("wiki.search")),
    NotEmulated(GET, "/wiki/tasks/{task_id}", Operation::not_emulated("wiki.tasks.get")),
    // Documents
    NotEmulated(POST, "/documents/{file_id}/exports", Operation::not_emulated("documents.exports.create")),
    NotEmulated(GET, "/documents/{file_id}/exports/{task_id}", Operation::not_emulated("documents.exports.get")),
    NotEmulated(GET, "/documents/{file_id}/comments/{origin_id}/list", Operation::not_emulated("documents.comments.list")),
    NotEmulated(POST, "/documents/{file_id}/attachments/upload", Operation::not_emulated("documents.attachments.upload")),
    NotEmulated(POST, "/documents/{file_id}/attachments/upload/address", Operation::not_emulated("documents.attachments.upload.address")),
    NotEmulated(POST, "/documents/{file_id}/attachments/upload/complete", Operation::not_emulated("documents.attachments.upload.complete")),
    NotEmulated(POST, "/documents/{file_id}/attachments/batch_get", Operation::not_emulated("documents.attachments.batch_get")),
    // Documents that several people work on
    NotEmulated(POST, "/coop/convert_file", Operation::not_emulated("coop.convert_file")),
    NotEmulated(GET, "/coop/files/{file_id}/attachments/{attachment_id}", Operation::not_emulated("coop.files.attachments.get")),
    NotEmulated(POST, "/coop/files/{file_id}/attachments/thumbnails/batch_get", Operation::not_emulated("coop.files.attachments.thumbnails.batch_get")),
    NotEmulated(GET, "/coop/dbsheet/{file_id}/schema", Operation::not_emulated("coop.dbsheet.schema.get")),
    NotEmulated(POST, "/coop/dbsheet/{file_id}/sheets/create", Operation::not_emulated("coop.dbsheet.sheets.create")),
    NotEmulated(GET, "/coop/dbsheet/{file_id}/sheets/{sheet_id}/records", Operation::not_emulated("coop.dbsheet.records.list")),
    NotEmulated(POST, "/coop/dbsheet/{file_id}/sheets/{sheet_id}/records/create", Operation::not_emulated("coop.dbsheet.records.create")),
    NotEmulated(POST, "/coop/dbsheet/{file_id}/sheets/{sheet_id}/records/update", Operation::not_emulated("coop.dbsheet.records.update")),
    NotEmulated(POST, "/coop/dbsheet/{file_id}/sheets/{sheet_id}/records/batch_delete", Operation::not_emulated("coop.dbsheet.records.batch_delete")),
    NotEmulated(POST, "/coop/dbsheet/{file_id}/sheets/{sheet_id}/fields", Operation::not_emulated("coop.dbsheet.fields.create")),
    // The address book (通讯录), of which the rest belongs to no drive
    NotEmulated(GET, "/users/{user_id}", Operation::not_emulated("users.get")),
    // The search with a model
    NotEmulated(POST, "/files/ai_search", Operation::not_emulated("files.ai_search")),
];

#[rustfmt::skip]
static IN_ONE_DIALECT: &[NotEmulated] = &[
    NotEmulated(POST, "/appfiles/drives/{drive_id}/files/{file_id}/content/operate", only(NEW_PRIVATE, "appfiles.content.operate")),
];
