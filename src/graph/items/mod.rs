//! Items: reading, creating, changing, copying, deleting and searching them, and what changed.

mod bent;
mod checkout;
mod copy;
mod create;
pub mod delta;
mod delta_token;
pub mod metadata;
mod monitor;
pub mod preconditions;
mod read;
mod removal;
mod search;
mod update;

use crate::http::Routes;

/// Returns the rows of the route table.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v1.0/drives/{drive}")
        .get("/delta", &delta::DELTA, delta::of_drive)
        .get("/search", &search::SEARCH, search::search_drive)
        .get("/items", &read::LIST_ITEMS, read::list_items)
        .and_at("/v1.0/drives/{drive}/items/{item}")
        .get("", &read::GET_ITEM, read::get_item)
        .patch("", &update::UPDATE, update::update)
        .delete("", &removal::DELETE, removal::delete)
        .get("/children", &read::LIST_CHILDREN, read::list_children)
        .post("/children", &create::CREATE, create::create)
        .post("/checkin", &checkout::CHECK_IN, checkout::check_in)
        .post("/checkout", &checkout::CHECK_OUT, checkout::check_out)
        .post("/copy", &copy::COPY, copy::copy)
        .get("/delta", &delta::DELTA, delta::of_item)
        .post("/discardCheckout", &checkout::DISCARD, checkout::discard)
        .post("/permanentDelete", &removal::PERMANENT_DELETE, removal::permanent_delete)
        .post("/restore", &removal::RESTORE, removal::restore)
        .get("/search", &search::SEARCH, search::search_item)
        .and_at("/_api")
        .get("/v2.0/click/{id}", &search::CLICK, search::click)
        .get("/v2.0/monitor/{id}", &monitor::MONITOR, monitor::monitor)
        .get("/v2.1/monitor/{id}", &monitor::MONITOR, monitor::monitor)
}
