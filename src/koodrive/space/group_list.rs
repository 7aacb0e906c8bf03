//! The spaces of all groups of the tenant.
//!
//! See <https://support.huaweicloud.com/api-koodrive/GetGroupSpaceList.html>.

use axum::response::Response;

use super::team_list::teams;
use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        capacity,
        error::Error,
        ids,
        json::Query,
        paging::offset_limit,
        render::{self, Team},
        respond,
        scopes::READ,
        wire::{GroupSpace, GroupSpaces},
    },
    world::GroupKind,
};

/// Lists the spaces of all groups.
pub const GET_GROUP_SPACE_LIST: Operation = Operation { name: "GetGroupSpaceList", ..READ };

/// The most groups of the tenant.
const GROUPS_MAX: usize = 1000;

/// Lists the spaces of all groups, which only the administrator of the tenant may.
///
/// Handles `GET /koodrive/ose/v1/space/groupList`.
pub fn list(query: Query, caller: Caller) -> Result<Response, Error> {
    let (offset, limit) = offset_limit(&query)?;
    let world = caller.world();
    if !caller.is_administrator(world) {
        return Err(Error::NoPermission);
    }
    let is_group = |team: &Team<'_>| team.group.kind == GroupKind::Team;
    let found: Vec<_> = teams(world, query.get("keyWord")).filter(is_group).collect();
    let all = || teams(world, None).filter(is_group).map(|team| team.drive);
    let row = |Team { group, drive }: Team<'_>| GroupSpace {
        id: ids::group(group.id).to_string(),
        group_name: group.name.to_string(),
        status: render::status(drive),
        capacity: capacity::told(drive.total).to_string(),
        space_used: capacity::used_told(render::used(world, drive)).to_string(),
        container_id: ids::container(drive.id),
    };
    Ok(respond::beside(GroupSpaces {
        total: found.len(),
        groups_total: world.groups().filter(|group| group.kind == GroupKind::Team).count(),
        groups_max: GROUPS_MAX,
        assigned_capacity: capacity::told(all().map(|drive| drive.total).fold(0, u64::saturating_add))
            .to_string(),
        max_capacity: capacity::told(capacity::OF_TENANT).to_string(),
        groups: found.into_iter().skip(offset).take(limit).map(row).collect(),
    }))
}
