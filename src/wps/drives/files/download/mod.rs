//! Where files can be downloaded.

mod batch;
mod file;
mod info;
mod version;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/drives/{drive_id}/files")
        .get("/batch_download", &batch::BATCH_DOWNLOAD, batch::batch_download)
        .get("/{file_id}/download", &file::DOWNLOAD, file::download)
        .get("/{file_id}/versions/{version_num}/download", &version::DOWNLOAD, version::download)
}
