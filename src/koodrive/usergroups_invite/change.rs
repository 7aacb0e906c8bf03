//! Inviting people to a shared folder, their answers, and letting them go.
//!
//! See <https://support.huaweicloud.com/intl/zh-cn/api-koodrive-carrier/UserGroupInvite.html> and its neighbours.

use axum::response::Response;
use serde::Deserialize;

use super::find::{family, own_family};
use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        error::Error,
        ids,
        json::{Id, Loose, Query},
        people::person,
        respond,
        scopes::WRITE,
        sharefolder::owner,
        wire::Invited,
    },
    world::{Error as WorldError, MessageKind},
};

/// Invites a person to a shared folder.
pub const USER_GROUP_INVITE: Operation = Operation { name: "UserGroupInvite", ..WRITE };
/// Answers an invitation.
pub const INVITE_CONFIRM: Operation = Operation { name: "InviteConfirm", ..WRITE };
/// Lets a person out of the family of a shared folder.
pub const SHARE_FOLDER_DELETE_MEMBER: Operation = Operation { name: "ShareFolderDeleteMember", ..WRITE };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ConfirmBody {
    invite_id: String,
    confirm: Loose<u64>,
}

/// Invites the person with this mobile phone to a shared folder of the caller's own.
///
/// Handles `POST /koodrive/ose/v1/usergroupsInvite/invite/{group_id}`.
pub fn invite(Id(group): Id, query: Query, caller: Caller) -> Result<Response, Error> {
    let mobile = query.required("mobile")?;
    let number = caller.sandbox().write(|world, now| {
        let shared = own_family(&caller, world, &group)?;
        world.live(shared.node)?;
        let invited = world.users().find(|user| user.mobile.as_deref() == Some(mobile));
        let invited = invited.ok_or(WorldError::NotFound)?.id;
        if world.is_member(shared.group, invited) {
            caller.call.note("the person is of the family already");
            return Err(Error::Parameters);
        }
        Ok(world.invite(shared.node, caller.user, invited, now)?)
    })?;
    Ok(respond::beside(Invited { invite_id: ids::invitation(number) }))
}

/// Accepts or declines an invitation of the caller.
///
/// Handles `POST /koodrive/ose/v1/usergroupsInvite/inviteConfirm/{group_id}`.
pub fn confirm(Id(group): Id, caller: Caller) -> Result<Response, Error> {
    let ConfirmBody { invite_id, confirm } = caller.body()?;
    let accepts = match confirm.0 {
        Some(0) => false,
        Some(1) => true,
        _ => return Err(Error::Parameters),
    };
    caller.sandbox().write(|world, now| {
        let folder = family(world, &group)?.node;
        let invitation = ids::parse_invitation(&invite_id).and_then(|number| world.invitation(number));
        let invitation = invitation.filter(|known| known.folder == folder).ok_or(WorldError::NotFound)?;
        if invitation.to != caller.user {
            return Err(Error::NoPermission);
        }
        let number = invitation.number;
        Ok(world.answer_invitation(number, accepts, now)?)
    })?;
    Ok(respond::done())
}

/// Lets the caller out of a family, or somebody else if the caller owns its folder.
///
/// Handles `POST /koodrive/ose/v1/usergroupsInvite/deleteMember`.
pub fn remove(query: Query, caller: Caller) -> Result<Response, Error> {
    let (group, user) = (query.required("groupId")?, query.required("deleteUserId")?);
    caller.sandbox().write(|world, now| {
        let shared = family(world, group)?;
        let (group, head) = (shared.group, owner(world, shared));
        let user = person(world, user)?.id;
        if caller.user != user && head != Some(caller.user) {
            return Err(Error::NoPermission);
        }
        // The table needs `ownerId`, the example leaves it out.
        if let Some(given) = query.get("ownerId") {
            let given = Some(person(world, given)?.id);
            if given != head && given != Some(user) {
                return Err(Error::Parameters);
            }
        }
        if head == Some(user) {
            caller.call.note("who owns a shared folder deletes it instead of leaving");
            return Err(Error::Parameters);
        }
        if !world.is_member(group, user) {
            return Err(WorldError::NotFound.into());
        }
        let text = "You no longer share the folder.";
        world.tell(user, caller.user, MessageKind::Sharing, text, now);
        Ok(world.leave_group(group, user, caller.user)?)
    })?;
    Ok(respond::done())
}
