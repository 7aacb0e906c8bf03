//! Permissions templates, and refined authorization: who may do what in the space of a team.

mod batch_update;
mod find;
mod initial;
mod template;
mod template_list;
mod user_list;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1/permission")
        .post("/template/create", &template::CREATE_PERMISSION_TEMPLATE, template::create)
        .post("/template/edit", &template::EDIT_PERMISSION_TEMPLATE, template::edit)
        .post("/template/status/modify", &template::MODIFY_PERMISSION_TEMPLATE_STATUS, template::modify_status)
        .post("/template/delete", &template::BATCH_DELETE_PERMISSION_TEMPLATE, template::delete)
        .post("/template/batchGet", &template_list::BATCH_GET_PERMISSION_TEMPLATE, template_list::batch_get)
        .get("/template/list", &template_list::LIST_PERMISSION_TEMPLATE, template_list::list)
        .get("/template/ref/{id}", &template_list::QUERY_PERMISSION_TEMPLATE_REF, template_list::reference)
        .post("/member/initial", &initial::ADD_MEMBER_INITIAL_PERMISSION, initial::set)
        .get("/member/initial/{space_id}", &initial::INITIAL_MEMBER_PERMISSION, initial::get)
        .get("/userList", &user_list::GET_USER_PERMISSION_LIST, user_list::list)
        .put("/batchupdate", &batch_update::PERMISSION_BATCH_UPDATE, batch_update::update)
}
