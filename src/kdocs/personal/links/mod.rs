//! The share of a document of a user: a link, and the people who work on it together.

mod edit_urls;
mod link;
mod members;
mod share;

use crate::http::Routes;

/// Returns the rows; a path that the vendor misprints stands beside the right one.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/api/v1/openapi/personal/files/{file_token}")
        .post("/links", &link::UPDATE, link::update)
        .get("/links", &link::GET, link::get)
        .delete("/links", &link::DELETE, link::delete)
        .get("/links/with_edit_token", &edit_urls::LINK, edit_urls::link)
        .get("/url/with_edit_token", &edit_urls::URL, edit_urls::url)
        .post("/links/members", &members::ADD, members::add)
        .put("/links/members/{user_id}", &members::UPDATE, members::update)
        .delete("/links/members/{user_id}", &members::REMOVE, members::remove)
        .post("/links/memeber", &members::ADD, members::add)
        .put("/links/memeber/{user_id}", &members::UPDATE, members::update)
        .delete("/links/memeber/{user_id}", &members::REMOVE, members::remove)
}
