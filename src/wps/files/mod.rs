//! Files and folders by id.

mod ai_search;
mod batch_get;
mod batch_get_meta;
mod meta;
mod permission_settings;
mod search;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/files")
        .post("/ai_search/query_drive_status", &ai_search::STATUS, ai_search::query_drive_status)
        .get("/search", &search::SEARCH, search::search)
        .post("/batch_get_meta", &batch_get_meta::BATCH_GET_META, batch_get_meta::batch_get_meta)
        .get("/{file_id}/permission_settings", &permission_settings::GET, permission_settings::get)
        .post("/{file_id}/permission_settings", &permission_settings::UPDATE, permission_settings::update)
        .get("/batch_get", &batch_get::BATCH_GET, batch_get::batch_get)
        .get("/{file_id}/meta", &meta::GET, meta::get)
}
