//! Settings of the enterprise.

mod package;

use crate::http::Routes;

/// Returns the rows of this wing.
pub fn routes() -> Routes {
    let row = &package::SET_PACKAGE_DOWNLOAD_EXPIRES;
    Routes::at("/koodrive/ose/v1").post("/org/package", row, package::set_life)
}
