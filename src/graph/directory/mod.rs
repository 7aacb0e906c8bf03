//! What leads to drives: people, groups and sites.
//!
//! The people are those of the fixture; a team drive is also a group and a site.

mod groups;
mod sites;
mod users;

use crate::http::Routes;

/// Returns the rows of the route table.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v1.0")
        .get("/me", &users::ME, users::me)
        .get("/users", &users::LIST, users::list)
        .get("/users/$count", &users::COUNT, users::count)
        .get("/users/{user}", &users::GET, users::get)
        .get("/groups", &groups::LIST, groups::list)
        .get("/groups/$count", &groups::COUNT, groups::count)
        .get("/groups/{group}", &groups::GET, groups::get)
        .get("/sites", &sites::LIST, sites::list)
        .get("/sites/$count", &sites::COUNT, sites::count)
        .get("/sites/{site}", &sites::GET, sites::get)
}
