//! The collaboration portal: what a person had to do with.

mod list;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1")
        .get("/related", &list::LIST_RELATED_TO_ME, list::list)
}
