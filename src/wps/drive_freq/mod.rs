//! Items that are used often (文件常用).

mod items;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/drive_freq")
        .get("/items", &items::LIST, items::list)
}
