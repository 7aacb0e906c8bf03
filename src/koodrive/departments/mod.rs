//! The departments of the organisation.

mod change;
mod get;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1")
        .get("/departmentList", &get::GET_DEPARTMENT_LIST, get::list)
        .post("/departments", &change::CREATE_DEPARTMENT, change::create)
        .get("/departments/{department_id}", &get::GET_DEPARTMENT, get::get)
        .put("/departments/{department_id}", &change::UPDATE_DEPARTMENT, change::update)
        .delete("/departments/{department_id}", &change::DELETE_DEPARTMENT, change::delete)
}
