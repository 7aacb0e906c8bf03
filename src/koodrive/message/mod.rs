//! What the caller was told.

mod change;
mod list;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1/message")
        .get("/unreadCount", &list::GET_UNREAD_COUNT, list::count)
        .get("/list", &list::LIST_MESSAGES, list::list)
        .post("/batchRead", &change::BATCH_READ_MESSAGE, change::read)
        .delete("/batchDelete", &change::BATCH_DELETE_MESSAGE, change::delete)
        .post("/specific", &change::UPDATE_SPECIFIC_MESSAGE_STATE, change::all)
}
