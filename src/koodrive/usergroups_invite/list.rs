//! Looking at invitations to shared folders.
//!
//! See <https://support.huaweicloud.com/intl/zh-cn/api-koodrive-carrier/InviteList.html> and its neighbours.

use axum::response::Response;

use super::find::own_family;
use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        dates,
        error::Error,
        ids,
        json::Id,
        people::mask,
        respond,
        scopes::READ,
        wire::{InvitationInfo, Invitations, Invitee, Invitees, OneInvitation},
    },
    world::{Error as WorldError, Invitation, UserId, World},
};

/// Lists the invitations to a shared folder.
pub const INVITE_LIST: Operation = Operation { name: "InviteList", ..READ };
/// Lists the invitations that wait for the caller.
pub const INVITE_CONFRIM_LIST: Operation = Operation { name: "InviteConfrimList", ..READ };
/// Returns an invitation.
pub const INVITE_DETAIL: Operation = Operation { name: "InviteDetail", ..READ };

/// Lists the invitations to a shared folder of the caller's own, oldest first.
///
/// Handles `GET /koodrive/ose/v1/usergroupsInvite/inviteList/{group_id}`.
pub fn sent(Id(group): Id, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let folder = own_family(&caller, world, &group)?.node;
    let row = |known: &Invitation| Invitee {
        create_time: dates::java(known.sent),
        expire_time: dates::java(known.expires),
        invite_id: ids::invitation(known.number),
        invitee_phone: phone(world, known.to),
        status: match known.accepted {
            None => 0,
            Some(true) => 1,
            Some(false) => 2,
        },
    };
    let details = world.invitations().filter(|known| known.folder == folder).map(row).collect();
    Ok(respond::beside(Invitees { details }))
}

/// Lists the invitations that the caller can answer, oldest first.
///
/// Handles `GET /koodrive/ose/v1/usergroupsInvite/inviteConfrimList`.
pub fn received(caller: Caller) -> Result<Response, Error> {
    let (world, now) = (caller.world(), caller.now());
    let theirs = world.invitations().filter(|known| known.to == caller.user && known.is_open(now));
    let details = theirs.map(|known| info(world, known)).collect::<Result<_, _>>()?;
    Ok(respond::beside(Invitations { details }))
}

/// Returns an invitation, to those who sent and got it.
///
/// Handles `GET /koodrive/ose/v1/usergroupsInvite/detail/{invite_id}`.
pub fn detail(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let found = ids::parse_invitation(&id).and_then(|number| world.invitation(number));
    let known = found.ok_or(WorldError::NotFound)?;
    if ![known.from, known.to].contains(&caller.user) {
        return Err(Error::NoPermission);
    }
    Ok(respond::beside(OneInvitation { detail: info(world, known)? }))
}

fn info(world: &World, known: &Invitation) -> Result<InvitationInfo, WorldError> {
    let shared = world.shared_folder(known.folder).ok_or(WorldError::NotFound)?;
    Ok(InvitationInfo {
        create_time: dates::java(known.sent),
        expire_time: dates::java(known.expires),
        inviter_phone: phone(world, known.from),
        share_folder_name: world.node(known.folder)?.name.to_string(),
        invite_id: ids::invitation(known.number),
        group_id: ids::group(shared.group).to_string(),
    })
}

fn phone(world: &World, user: UserId) -> String {
    world.user(user).and_then(|user| user.mobile.as_deref()).map(mask).unwrap_or_default()
}
