//! Labels: those that people make, and those of the service.

mod create;
mod find;
mod list;
mod objects;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/drive_labels")
        .get("", &list::LIST, list::list)
        .post("/create", &create::CREATE, create::create)
        .get("/{label_id}/meta", &list::GET, list::get)
        .get("/{label_id}/objects", &objects::LIST, objects::list)
        .post("/{label_id}/objects/batch_add", &objects::ADD, objects::batch_add)
        .post("/{label_id}/objects/batch_remove", &objects::REMOVE, objects::batch_remove)
}
