//! The second level of recycle bins.

mod delete;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/second_deleted_files")
        .post("/batch_delete", &delete::BATCH_DELETE, delete::batch_delete)
        .post("/{file_id}/delete", &delete::DELETE, delete::delete)
}
