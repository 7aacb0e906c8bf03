//! What who joins a team may do in its space.
//!
//! See <https://support.huaweicloud.com/api-koodrive/addMemberInitialPermission.html> and
//! <https://support.huaweicloud.com/api-koodrive/InitialMemberPermission.html>.

use axum::response::Response;
use serde::Deserialize;

use super::find::{kind, may_authorize, may_look, team};
use crate::{
    http::{Operation, body::Object},
    koodrive::{
        auth::Caller,
        capabilities::{CapabilitiesBody, capabilities},
        error::Error,
        ids,
        json::{Id, Loose},
        people::spaces_of,
        respond,
        scopes::{READ, WRITE},
        templates::{self, ANONYMOUS, Known},
        wire::MemberInitialPermission,
    },
    world::{Group, Member, MemberRole, World},
};

/// Says what who joins may do.
pub const ADD_MEMBER_INITIAL_PERMISSION: Operation =
    Operation { name: "addMemberInitialPermission", ..WRITE };
/// Returns what who joins may do.
pub const INITIAL_MEMBER_PERMISSION: Operation = Operation { name: "InitialMemberPermission", ..READ };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InitialBody {
    space_id: Loose<u64>,
    template_id: Loose<i64>,
    capabilities: Option<Object<CapabilitiesBody>>,
}

/// Says what people may do who join a department or group from now on.
///
/// Handles `POST /koodrive/ose/v1/permission/member/initial`.
pub fn set(caller: Caller) -> Result<Response, Error> {
    let InitialBody { space_id, template_id, capabilities } = caller.body()?;
    let space = space_id.0.ok_or(Error::Parameters)?.to_string();
    caller.sandbox().write(|world, _| {
        let group = team(world, &space)?;
        may_authorize(&caller, world, group)?;
        let (group, named) = (group.id, templates::chosen(world, &template_id, capabilities.as_deref())?);
        Ok::<_, Error>(world.edit_group(group, |group| group.initial = Some(named))?)
    })?;
    Ok(respond::done())
}

/// Returns what people may do who join a department or group.
///
/// Handles `GET /koodrive/ose/v1/permission/member/initial/{space_id}`.
pub fn get(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let group = team(world, &id)?;
    may_look(&caller, world, group)?;
    Ok(respond::data(render(&caller, world, group)?))
}

fn render(caller: &Caller, world: &World, group: &Group) -> Result<MemberInitialPermission, Error> {
    let joined = Member { granted: group.initial, ..Member::new(caller.user, MemberRole::Normal) };
    let (template, space) =
        (templates::of(world, joined.named()), spaces_of(world, group.id).first().copied());
    Ok(MemberInitialPermission {
        user_id: ids::user(caller.user).parse().map_err(|_| Error::Internal)?,
        space_id: ids::group(group.id),
        container_id: space.map(ids::container),
        space_type: kind(group),
        template_id: template.map_or_else(|| ANONYMOUS.to_string(), Known::id),
        template_name: template.map(|known| known.name().to_owned()),
        capabilities: capabilities(world.abilities_granted(&joined)),
    })
}
