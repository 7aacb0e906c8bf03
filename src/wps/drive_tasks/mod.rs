//! Tasks of batch calls.

mod meta;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/drive_tasks")
        .get("/{task_id}/meta", &meta::GET, meta::get)
}
