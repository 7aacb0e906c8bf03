//! Spaces: the drives of people, departments and groups.

mod change;
mod find;
mod get;
mod group_list;
mod team_list;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1/space")
        .get("/teamList", &team_list::GET_TEAM_SPACE_LIST, team_list::list)
        .get("/groupList", &group_list::GET_GROUP_SPACE_LIST, group_list::list)
        .get("/container/{container_id}", &get::GET_SPACE_BY_CONTAINER_ID, get::by_container)
        .get("/{owner_id}", &get::GET_SPACE, get::by_owner)
        .post("/{owner_id}", &change::CREATE_SPACE, change::create)
        .put("/{owner_id}", &change::UPDATE_SPACE, change::update)
        .delete("/{owner_id}", &change::DELETE_SPACE, change::delete)
        .and_at("/koodrive/ose/v2/space")
        .get("/{owner_id}", &get::GET_SPACE_V2, get::all_of_owner)
}
