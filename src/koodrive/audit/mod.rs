//! What moderation says of files.

mod list;

use crate::http::Routes;

/// Returns the rows of this wing.
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1").get("/audit", &list::AUDIT_LIST, list::list)
}
