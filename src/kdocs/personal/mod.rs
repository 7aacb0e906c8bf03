//! Documents of users.

mod copy;
mod links;
mod tasks;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/api/v1/openapi/personal")
        .post("/tasks/files/copy", &copy::COPY, copy::copy)
        .get("/tasks/{task_id}", &tasks::GET, tasks::get)
        .merge(links::routes())
}
