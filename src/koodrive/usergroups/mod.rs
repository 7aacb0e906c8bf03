//! Groups of people: those that share a space, and those that are only named together.

mod change;
mod find;
mod list;
mod members;
mod space;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1/usergroups")
        .get("", &list::GET_USER_GROUP_LIST, list::list)
        .post("", &change::CREATE_USER_GROUP, change::create)
        .put("/{group_id}", &change::UPDATE_USER_GROUP, change::update)
        .delete("/{group_id}", &change::DELETE_USER_GROUP, change::delete)
        .get("/{group_id}/members", &list::GET_USER_GROUP_MEMBER_LIST, list::members)
        .post("/{group_id}/members/batchAdd", &members::BATCH_ADD_GROUP_MEMBERS, members::add)
        .post("/{group_id}/members/batchDelete", &members::BATCH_DELETE_GROUP_MEMBERS, members::remove)
        .and_at("/koodrive/ose/v1/space/group")
        .post("", &space::CREATE_GROUP_SPACE, space::create)
        .delete("/{group_id}", &space::DELETE_GROUP_SPACE, change::delete)
}
