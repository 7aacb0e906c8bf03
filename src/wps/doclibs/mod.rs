//! Team document libraries.

mod create;
mod delete;
mod library;
mod list;
mod meta;
mod search;

use crate::http::Routes;

/// Returns the rows of this wing; all but the list stand behind `doclib`.
pub fn routes() -> Routes {
    Routes::at("/v7")
        .get("/doclibs", &list::LIST, list::list)
        .post("/doclib/create", &create::CREATE, create::create)
        .post("/doclib/delete", &delete::DELETE, delete::delete)
        .get("/doclib/meta", &meta::META, meta::meta)
        .get("/doclib/search", &search::SEARCH, search::search)
}
