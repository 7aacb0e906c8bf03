//! Uploads into a folder: in three steps, in parts, by their digest, and in one step.

mod commit;
mod multipart;
mod rapid;
mod request;
mod single;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/drives/{drive_id}/files/{file_id}")
        .post("/request_upload", &request::REQUEST_UPLOAD, request::request_upload)
        .post("/commit_upload", &commit::COMMIT_UPLOAD, commit::commit_upload)
        .post("/rapid_upload", &rapid::RAPID_UPLOAD, rapid::rapid_upload)
        .post("/create_multipart_upload_task", &multipart::CREATE_TASK, multipart::create_task)
        .post("/upload", &single::UPLOAD, single::upload)
}
