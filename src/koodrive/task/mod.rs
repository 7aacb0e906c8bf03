//! The second kind of tasks: handing over what a person has.

mod create;
mod read;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1/task")
        .post("/create", &create::CREATE_TASK, create::create)
        .get("/list", &read::GET_TASK_LIST, read::list)
        .get("/result", &read::GET_TASK_RESULT, read::result)
        .get("/dstUserInfo/{src_user_id}", &read::GET_HANDOVER_DST_USER_INFO, read::receiver)
        .get("/{task_id}", &read::GET_TASK_DETAIL, read::detail)
}
