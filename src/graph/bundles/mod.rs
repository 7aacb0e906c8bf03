//! Bundles: items of a personal drive that stand together, albums among them.
//!
//! A bundle is an item too: the operations on items lead here where an id is that of a bundle.

pub mod body;
pub mod change;
pub mod children;
mod create;
pub mod find;
pub mod read;

use crate::http::Routes;

/// Returns the rows of the route table.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v1.0/drives/{drive}/bundles")
        .get("", &read::LIST, read::list)
        .post("", &create::CREATE, create::create)
        .get("/{item}", &read::GET, read::get)
        .patch("/{item}", &change::UPDATE, change::update)
        .delete("/{item}", &change::DELETE, change::delete)
        .get("/{item}/children", &read::LIST_CHILDREN, read::list_children)
        .post("/{item}/children", &children::ADD, children::add)
        .delete("/{item}/children/{child}", &children::REMOVE, children::remove)
}
