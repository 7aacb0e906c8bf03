//! Spreadsheets.

mod sheets;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/api/v1/openapi/et/{file_token}/sheets")
        .get("", &sheets::LIST, sheets::list)
        .get("/{sheet_idx}/cells", &sheets::READ, sheets::read)
        .post("/{sheet_idx}/cells", &sheets::UPDATE, sheets::update)
}
