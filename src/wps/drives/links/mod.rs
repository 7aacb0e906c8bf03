//! Share links, by the files and drives that they are given on.

mod close_link;
mod open_link;

use crate::http::Routes;

/// Returns the rows of share links.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/drives/{drive_id}")
        .post("/files/{file_id}/open_link", &open_link::OPEN_LINK, open_link::open_link)
        .post("/files/{file_id}/close_link", &close_link::CLOSE_LINK, close_link::close_link)
        .post("/open_link", &open_link::OPEN_DRIVE_LINK, open_link::open_drive_link)
        .post("/close_link", &close_link::CLOSE_DRIVE_LINK, close_link::close_drive_link)
}
