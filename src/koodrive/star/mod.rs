//! Favorites: the items that a person follows.

mod batch;
mod files;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1/star")
        .post("/batch", &batch::BATCH_STAR_FILE, batch::change)
        .get("/files", &files::LIST_STAR_FILE, files::list)
}
