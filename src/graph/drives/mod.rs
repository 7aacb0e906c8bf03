//! Drives, and the lists of items that belong to the owner of one.

mod following;
mod lists;
mod read;
mod special;

use crate::http::Routes;

/// Returns the rows of the route table.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v1.0/drives")
        .get("", &read::LIST, read::list)
        .and_at("/v1.0/drives/{drive}")
        .get("", &read::GET_DRIVE, read::get_drive)
        .get("/following", &following::FOLLOWING, following::following)
        .get("/following/{item}", &following::FOLLOWED, following::followed)
        .delete("/following/{item}", &following::UNFOLLOW, following::delete_following)
        .post("/items/{item}/follow", &following::FOLLOW, following::follow)
        .post("/items/{item}/unfollow", &following::UNFOLLOW, following::unfollow)
        .get("/recent", &lists::RECENT, lists::recent)
        .get("/sharedWithMe", &lists::SHARED_WITH_ME, lists::shared_with_me)
        .get("/special", &special::LIST, special::list)
        .and_at("/v1.0")
        .get("/me/drives", &read::LIST, read::of_me)
        .get("/users/{user}/drives", &read::LIST, read::of_user)
        .get("/groups/{group}/drives", &read::LIST, read::of_group)
        .get("/sites/{site}/drives", &read::LIST, read::of_site)
}
