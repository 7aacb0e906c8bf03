//! The versions of a file.

mod list;
mod meta;
mod revert;
mod update;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/drives/{drive_id}/files/{file_id}/versions")
        .get("", &list::LIST, list::list)
        .get("/{version_num}/meta", &meta::META, meta::meta)
        .post("/{version_num}/update", &update::UPDATE, update::update)
        .post("/{version_num}/revert", &revert::REVERT, revert::revert)
}
