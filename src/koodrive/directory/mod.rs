//! Folders.

mod create;

use crate::http::Routes;

/// Returns the rows of this wing.
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1").post("/directory", &create::CREATE_DIRECTORY, create::create)
}
