//! Addresses of pages that show a document: the vendor's editor is none that could be emulated.

mod address;
mod hand_out;
mod page;

use crate::http::Routes;

/// Returns the rows behind a file, and the page that their addresses lead to.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/drives/{drive_id}/files/{file_id}")
        .get("/preview_url", &hand_out::PREVIEW_URL, hand_out::preview_url)
        .get("/edit_url", &hand_out::EDIT_URL, hand_out::edit_url)
        .and_at("/v7/weboffice")
        .get("/{sealed}", &page::SHOW, page::show)
}
