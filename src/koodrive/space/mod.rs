//! Spaces: the drives of people, departments and groups.

mod change;
mod department_list;
mod find;
mod get;
mod group_list;
mod team_list;
mod usage;
mod user_list;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1/space")
        .get("/teamList", &team_list::GET_TEAM_SPACE_LIST, team_list::list)
        .get("/departmentList", &department_list::GET_DEPARTMENT_SPACE_LIST, department_list::list)
        .get("/userList", &user_list::GET_USER_SPACE_LIST, user_list::list)
        .get("/usage/overview", &usage::GET_SPACE_USAGE_BY_OVERVIEW, usage::overview)
        .get("/usage/quota", &usage::GET_SPACE_USAGE_BY_QUOTA, usage::by_quota)
        .post("/usage/user", &usage::GET_SPACE_USAGE_BY_USER, usage::by_user)
        .get("/allocation/get", &usage::GET_SPACE_ALLOCATION, usage::allocation)
        .get("/groupList", &group_list::GET_GROUP_SPACE_LIST, group_list::list)
        .get("/container/{container_id}", &get::GET_SPACE_BY_CONTAINER_ID, get::by_container)
        .get("/{owner_id}", &get::GET_SPACE, get::by_owner)
        .post("/{owner_id}", &change::CREATE_SPACE, change::create)
        .put("/{owner_id}", &change::UPDATE_SPACE, change::update)
        .delete("/{owner_id}", &change::DELETE_SPACE, change::delete)
        .and_at("/koodrive/ose/v2/space")
        .get("/{owner_id}", &get::GET_SPACE_V2, get::all_of_owner)
}
