//! The pages behind the addresses that are handed out, for people and for browsers that show them.

mod document;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("")
        .get("/l/{sid}", &document::LINK, document::link)
        .get("/api/v1/document/{file_token}", &document::DOCUMENT, document::document)
}
