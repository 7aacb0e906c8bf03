//! Items that were used lately.

mod items;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/drive_latest")
        .get("/items", &items::LIST, items::list)
}
