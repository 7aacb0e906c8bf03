//! What both families need for the contents of files: where they come from, and their addresses.

pub mod address;
pub mod blank;
pub mod download;
pub mod fetch;
pub mod form;
pub mod name;
pub mod page;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/api/v1")
        .get("/download/{sealed}", &download::DOWNLOAD, download::download)
}
