//! The collaboration portal: the files that a person had to do with lately.

mod deeds;
mod list;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1")
        .get("/access", &list::LIST_RECENTLY_ACCESS, list::list)
}
