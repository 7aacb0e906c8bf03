//! Shared folders, as the edition for carriers has them: folders that families share.

mod change;
mod find;

pub use self::find::owner;
use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1/sharefolder")
        .get("/list", &find::LIST_SHARE_FOLDER, find::list)
        .get("/metadata/{share_folder_id}", &find::GET_SHARE_FOLDER_METADATA, find::metadata)
        .post("/create", &change::CREATE_SHARE_FOLDER, change::create)
        .post("/rename", &change::RENAME_SHARE_FOLDER, change::rename)
        .post("/delete", &change::DELETE_SHARE_FOLDER, change::delete)
}
