//! Versions of files.

mod complete;
mod create;
mod delete;
mod get;
mod list;
mod restore;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1/revision")
        .post("/getRevision", &get::GET_REVISION, get::get)
        .post("/listRevision", &list::LIST_REVISION, list::list)
        .post("/restoreRevision", &restore::RESTORE_REVISION, restore::restore)
        .post("/deleteRevision", &delete::DELETE_REVISION, delete::delete)
        .post("/createRevision", &create::CREATE_HISTORY_VERSIONS, create::create)
        .post("/completeRevision", &complete::COMPLETE_FILE_REVISION, complete::complete)
}
