//! Conversion of documents, and the text in them.

mod start;
mod tasks;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/api/v1/openapi/office")
        .post("/convert/files/to/txt", &start::CONVERT, start::convert)
        .post("/extract/plaintext", &start::EXTRACT, start::extract)
        .get("/tasks/{task_id}", &tasks::GET, tasks::get)
}
