//! Files and folders by id.

mod batch_get_meta;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/files")
        .post("/batch_get_meta", &batch_get_meta::BATCH_GET_META, batch_get_meta::batch_get_meta)
}
