//! Spreadsheets.

mod sheets;

use crate::{
    http::Routes,
    kdocs::cells::{list::list, read::read, update::update},
};

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/api/v1/openapi/et/{file_token}/sheets")
        .get("", &sheets::LIST, list)
        .get("/{sheet_idx}/cells", &sheets::READ, read)
        .post("/{sheet_idx}/cells", &sheets::UPDATE, update)
}
