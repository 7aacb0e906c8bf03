//! Favourites: what a person follows.

mod change;
mod items;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/drive_star/items")
        .get("", &items::LIST, items::list)
        .post("/batch_create", &change::CREATE, change::batch_create)
        .post("/batch_delete", &change::DELETE, change::batch_delete)
}
