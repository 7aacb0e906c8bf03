//! Files: uploads and downloads, lists and searches, names and paths.

mod clear_bin;
mod complete;
mod content;
mod create;
mod detail;
mod download;
mod incoming;
mod list;
mod part_body;
mod parts;
mod path;
mod rename;
mod search;
mod stats;

pub use self::{
    complete::finish,
    create::describe,
    incoming::{Incoming, IncomingBody},
    part_body::announce,
};
use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1/files")
        .post("/create", &create::CREATE_FILE, create::create)
        .post("/multipart/uploadUrl", &parts::UPLOAD_URL, parts::announce)
        .post("/complete", &complete::COMPLETE_FILE, complete::complete)
        .post("/download", &download::GET_DOWNLOAD_URL, download::hand_out)
        .post("/recycle", &clear_bin::CLEAR_RECYCLE_FILE, clear_bin::clear)
        .post("/search", &search::SEARCH, search::search)
        .get("/statsDir", &stats::STATS_DIR, stats::stats)
        .post("/statsDir", &stats::STATS_DIR, stats::stats)
        .get("/path", &path::GET_FULL_PATH, path::path)
        .post("/rename/{file_id}", &rename::RENAME_FILE, rename::rename)
        .post("/{id}", &list::GET_PERSONAL_FILES, list::personal)
        .post("/{id}/detail", &detail::GET_FILE, detail::detail)
        .post("/{id}/{type}", &list::GET_DEPARTMENT_FILES, list::team)
        .and_at("/koodrive/ose/v1")
        .put("/upload/{sealed}", &parts::PUT_PART, parts::put)
        .get("/download/{sealed}", &content::DOWNLOAD_FILE, content::download)
        .get("/thumbnail/{sealed}", &content::DOWNLOAD_THUMBNAIL, content::thumbnail)
}
