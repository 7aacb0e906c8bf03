//! Documents of users.

mod app_directory;
mod copy;
mod create;
mod file;
mod lists;
mod moves;
mod place;
mod recycles;
mod search;
mod sequence;
mod tasks;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/api/v1/openapi/personal")
        .get("/apps/files", &lists::LIST_APP, lists::list_app)
        .get("/files", &lists::LIST, lists::list)
        .post("/files", &create::CREATE, create::create)
        .post("/files/cloud", &create::CLOUD, create::cloud)
        .get("/files/flat", &lists::LIST_FLAT, lists::list_flat)
        .get("/files/recent", &lists::LIST_RECENT, lists::list_recent)
        .get("/files/search/content", &search::BY_CONTENT, search::by_content)
        .get("/files/search/name", &search::BY_NAME, search::by_name)
        .post("/files/upload", &create::UPLOAD, create::upload)
        .get("/files/{file_token}", &file::GET, file::get)
        .delete("/files/{file_token}", &file::DELETE, file::delete)
        .get("/files/{file_token}/download", &file::DOWNLOAD, file::hand_out)
        .put("/files/{file_token}/name", &file::RENAME, file::rename)
        .get("/recycles", &recycles::LIST, recycles::list)
        .post("/recycles/recover", &recycles::RECOVER, recycles::recover)
        .post("/tasks/files/copy", &copy::COPY, copy::copy)
        .post("/tasks/files/delete", &moves::DELETE, moves::delete)
        .post("/tasks/files/move", &moves::MOVE, moves::move_files)
        .get("/tasks/{task_id}", &tasks::GET, tasks::get)
}
