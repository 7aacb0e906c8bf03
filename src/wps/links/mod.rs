//! Share links by their ids, and lists of what is shared.

mod link;
mod lists;
mod order;

use crate::http::Routes;

/// Returns the rows of this wing.
pub fn routes() -> Routes {
    Routes::at("/v7/links")
        .get("/{link_id}/meta", &link::META, link::meta)
        .post("/{link_id}/update", &link::UPDATE, link::update)
        .get("/send", &lists::SEND, lists::send)
        .get("/recv", &lists::RECV, lists::recv)
}
