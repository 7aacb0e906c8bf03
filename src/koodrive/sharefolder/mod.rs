//! Shared folders, as the edition for carriers has them: folders that are shared with people by name.
//!
//! How families make one, and let people in, is not emulated: shares do it here.

mod find;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1/sharefolder")
        .get("/list", &find::LIST_SHARE_FOLDER, find::list)
        .get("/metadata/{share_folder_id}", &find::GET_SHARE_FOLDER_METADATA, find::metadata)
}
