//! Drives, and what stands behind their ids.

mod allotee;
mod content;
mod create;
mod files;
mod links;
mod list;
mod meta;
mod permissions;
mod roles;
mod weboffice;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/drives")
        .get("", &list::LIST, list::list)
        .post("/create", &create::CREATE, create::create)
        .get("/authorized", &list::LIST_AUTHORIZED, list::list_authorized)
        .get("/{drive_id}/meta", &meta::GET, meta::get)
        .merge(files::routes())
        .merge(content::routes())
        .merge(weboffice::routes())
        .merge(links::routes())
        .merge(permissions::routes())
        .merge(roles::routes())
}
