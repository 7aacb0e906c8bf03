//! The first level of recycle bins.

mod clear;
mod delete;
mod list;
mod meta;
mod restore;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/deleted_files")
        .get("", &list::LIST, list::list)
        .post("/batch_restore", &restore::BATCH_RESTORE, restore::batch_restore)
        .post("/batch_delete", &delete::BATCH_DELETE, delete::batch_delete)
        .post("/clear", &clear::CLEAR, clear::clear)
        .get("/{file_id}/meta", &meta::META, meta::meta)
        .post("/{file_id}/restore", &restore::RESTORE, restore::restore)
        .post("/{file_id}/delete", &delete::DELETE, delete::delete)
}
