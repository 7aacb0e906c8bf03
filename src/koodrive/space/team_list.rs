//! The spaces of the caller's departments and groups.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive/GetTeamSpaceList.html>.

use axum::response::Response;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        error::Error,
        json::Query,
        paging::offset_limit,
        render::{self, Team},
        respond,
        scopes::READ,
        wire::TeamSpaces,
    },
    world::{Drive, GroupKind, Owner, World, name},
};

/// Lists the spaces of the caller's teams.
pub const GET_TEAM_SPACE_LIST: Operation = Operation { name: "GetTeamSpaceList", ..READ };

/// Which teams are listed.
#[derive(Clone, Copy)]
enum TeamType {
    Departments,
    Own,
    Joined,
}

/// Lists the spaces of the caller's departments and groups.
///
/// Handles `GET /koodrive/ose/v1/space/teamList`.
pub fn list(query: Query, caller: Caller) -> Result<Response, Error> {
    let (offset, limit) = offset_limit(&query)?;
    let words = [("0", TeamType::Departments), ("1", TeamType::Own), ("2", TeamType::Joined)];
    let team_type = query.word("teamType", &words)?;
    let world = caller.world();
    let is_listed = |team: &Team<'_>| {
        let is_department = team.group.kind == GroupKind::Department;
        let is_own = team.group.owner() == Some(caller.user);
        team.group.role(caller.user).is_some()
            && match team_type {
                None => true,
                Some(TeamType::Departments) => is_department,
                Some(TeamType::Own) => !is_department && is_own,
                Some(TeamType::Joined) => !is_department && !is_own,
            }
    };
    let teams: Vec<_> = teams(world, query.get("keyWord")).filter(is_listed).collect();
    let total = teams.len();
    let page = teams.into_iter().skip(offset).take(limit);
    let teams = page.map(|team| render::team(world, team)).collect();
    Ok(respond::beside(TeamSpaces { total, teams }))
}

/// Iterates over the departments and groups that have a space, and whose name has this text in it.
pub fn teams<'w>(world: &'w World, key_word: Option<&str>) -> impl Iterator<Item = Team<'w>> {
    let wanted = name::key(&key_word.unwrap_or_default().into());
    let team = |drive: &'w Drive| match drive.owner {
        Owner::Team(group) => Some(Team { group: world.group(group)?, drive }),
        Owner::Personal(_) | Owner::App(_) => None,
    };
    world.drives().filter_map(team).filter(move |team| name::key(&team.group.name).contains(&*wanted))
}
