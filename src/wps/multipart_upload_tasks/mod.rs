//! Uploads in parts: the file of them all, or none.

mod abort;
mod commit;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/multipart_upload_tasks/{upload_id}")
        .post("/commit", &commit::COMMIT, commit::commit)
        .post("/abort", &abort::ABORT, abort::abort)
}
