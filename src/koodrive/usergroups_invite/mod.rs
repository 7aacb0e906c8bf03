//! The people of shared folders: invitations, their answers, and leaving.

mod change;
mod find;
mod list;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1/usergroupsInvite")
        .post("/invite/{group_id}", &change::USER_GROUP_INVITE, change::invite)
        .post("/inviteConfirm/{group_id}", &change::INVITE_CONFIRM, change::confirm)
        .post("/deleteMember", &change::SHARE_FOLDER_DELETE_MEMBER, change::remove)
        .get("/inviteList/{group_id}", &list::INVITE_LIST, list::sent)
        .get("/inviteConfrimList", &list::INVITE_CONFRIM_LIST, list::received)
        .get("/detail/{invite_id}", &list::INVITE_DETAIL, list::detail)
}
