//! The people of the organisation.

mod change;
mod create;
mod get;
mod info;
mod preverify;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1/users")
        .post("", &create::CREATE_USER, create::create)
        .get("/count", &get::COUNT_USER, get::count)
        .get("/mobile/{user_id}", &get::GET_USER_MOBILE, get::mobile)
        .post("/batchimport/preverify", &preverify::BATCH_IMPORT_USER_PRE_VERIFY, preverify::check)
        .get("/{user_id}", &get::GET_USER, get::get)
        .put("/{user_id}", &change::UPDATE_USER, change::update)
        .delete("/{user_id}", &change::DELETE_USER, change::delete)
        .and_at("/koodrive/ose/v1")
        .get("/userList", &get::GET_USER_LIST, get::list)
        .get("/user/info", &info::GET_USER_INFO, info::get)
}
