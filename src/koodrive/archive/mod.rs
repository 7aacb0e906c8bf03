//! Archives, looked into.

mod list_file;

use crate::http::Routes;

/// Returns the rows of this wing.
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1").post("/archive/listFile", &list_file::LIST_FILE, list_file::list)
}
