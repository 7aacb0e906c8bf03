//! Documents of applications.

mod move_files;
mod tasks;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/api/v1/openapi/appspace")
        .post("/tasks/files/move", &move_files::MOVE, move_files::move_files)
        .get("/tasks/{task_id}", &tasks::GET, tasks::get)
}
