//! Forms: they are kept and returned with all that they were given; nobody fills them in.

mod change;
mod find;
mod read;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/api/v1/openapi/personal/forms")
        .get("", &read::LIST, read::list)
        .post("", &change::CREATE, change::create)
        .get("/{form_id}", &read::GET, read::get)
        .put("/{form_id}", &change::UPDATE, change::update)
}
