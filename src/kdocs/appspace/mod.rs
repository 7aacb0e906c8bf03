//! Documents of applications.

mod async_upload;
mod create;
mod edit_url;
mod files;
mod move_files;
mod people;
mod place;
mod tasks;
mod versions;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/api/v1/openapi/appspace")
        .get("/files", &files::LIST, files::list)
        .post("/files", &create::CREATE, create::create)
        .post("/files/upload", &create::UPLOAD, create::upload)
        .post("/file/async/upload", &async_upload::START, async_upload::start)
        .get("/file/async/upload/{task_id}", &async_upload::GET, async_upload::get)
        .put("/file/async/upload/{task_id}", &async_upload::GET, async_upload::get)
        .get("/files/{file_token}", &files::GET, files::get)
        .get("/files/{file_token}/download", &files::DOWNLOAD, files::download)
        .delete("/files/{file_token}/destroy", &files::DESTROY, files::destroy)
        .get("/files/{file_token}/versions", &versions::LIST, versions::list)
        .get("/files/{file_token}/versions/{version}", &versions::GET, versions::get)
        .get("/files/{file_token}/versions/{version}/download", &versions::DOWNLOAD, versions::download)
        .post("/files/{file_token}/versions/{version}/revert", &versions::REVERT, versions::revert)
        .get("/files/{file_token}/url/with_edit_token", &edit_url::URL, edit_url::url)
        .post("/tasks/files/move", &move_files::MOVE, move_files::move_files)
        .get("/tasks/{task_id}", &tasks::GET, tasks::get)
}
