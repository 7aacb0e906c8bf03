//! The roles of a drive.

mod bits;
mod change;
mod list;

use crate::http::Routes;

/// Returns the rows of roles.
pub fn routes() -> Routes {
    Routes::at("/v7/drives/{drive_id}/roles")
        .get("", &list::LIST, list::list)
        .post("/create", &change::CREATE, change::create)
        .post("/{role_id}/update", &change::UPDATE, change::update)
        .post("/{role_id}/delete", &change::DELETE, change::delete)
}
