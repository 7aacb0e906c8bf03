//! What documents say: 文档内容抽取.

mod extract;
mod formats;
mod kdc;
mod tasks;

use crate::http::Routes;

/// Returns the rows behind a file.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/drives/{drive_id}/files/{file_id}")
        .get("/content", &extract::EXTRACT, extract::extract)
}
