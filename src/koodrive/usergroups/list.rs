//! The groups that the caller is in, and who is in a group.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive/GetUserGroupList.html> and its neighbour.

use axum::response::Response;

use super::find::{find, kind};
use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        dates,
        error::Error,
        ids,
        json::{Id, Query, number},
        paging::{PageInfo, offset_limit},
        people::{ORGANISATION, department_of, mask},
        position::Position,
        respond,
        scopes::READ,
        wire::{UserGroup, UserGroupMember, UserGroupMembers, UserGroups},
    },
    world::{Group, GroupKind, User, World, name},
};

/// Lists the groups that the caller is in.
pub const GET_USER_GROUP_LIST: Operation = Operation { name: "GetUserGroupList", ..READ };
/// Lists the people of a group.
pub const GET_USER_GROUP_MEMBER_LIST: Operation = Operation { name: "GetUserGroupMemberList", ..READ };

/// Lists the groups that the caller is in, oldest first.
///
/// Handles `GET /koodrive/ose/v1/usergroups`.
pub fn list(query: Query, caller: Caller) -> Result<Response, Error> {
    let source_type = number(&query, "sourceType")?;
    let kind = source_type.map(kind).transpose()?;
    let part = query.get("groupName").unwrap_or_default();
    let page = PageInfo::of(&query)?.page(&("usergroups", caller.user, source_type, part))?;
    let wanted = name::key(&part.into());
    let is_listed = |group: &&Group| {
        matches!(group.kind, GroupKind::Team | GroupKind::List)
            && kind.is_none_or(|kind| group.kind == kind)
            && group.role(caller.user).is_some()
            && name::key(&group.name).contains(&*wanted)
    };
    let groups: Vec<_> = caller.world().groups().filter(is_listed).collect();
    let total = groups.len();
    let (groups, next_cursor) = page.cut(groups, |group| Position::default().number(group.id.number()));
    let row = |group: &Group| UserGroup {
        id: ids::group(group.id).to_string(),
        group_name: group.name.to_string(),
        owner_id: group.owner().map(ids::user).unwrap_or_default(),
        created_time: dates::utc(group.created.at),
    };
    let user_group_list = groups.into_iter().map(row).collect();
    Ok(respond::beside(UserGroups { total, next_cursor, user_group_list }))
}

/// Lists the people of a group, in the order in which they joined.
///
/// Handles `GET /koodrive/ose/v1/usergroups/{group_id}/members`.
pub fn members(Id(id): Id, query: Query, caller: Caller) -> Result<Response, Error> {
    let (offset, limit) = offset_limit(&query)?;
    let world = caller.world();
    let group = find(&caller, world, &id)?;
    let wanted = name::key(&query.get("keyWord").unwrap_or_default().into());
    let people = group.members.iter().filter_map(|member| world.user(member.user));
    let found: Vec<_> = people.filter(|user| name::key(&user.display_name).contains(&*wanted)).collect();
    let total = found.len();
    let page = found.into_iter().skip(offset).take(limit);
    let user_group_member_infos = page.map(|user| row(world, user)).collect();
    Ok(respond::beside(UserGroupMembers { total, user_group_member_infos }))
}

fn row(world: &World, user: &User) -> UserGroupMember {
    let home = department_of(world, user.id);
    UserGroupMember {
        user_id: ids::user(user.id),
        user_name: user.display_name.to_string(),
        dept_id: home.map_or(ids::ROOT_DEPARTMENT, |group| ids::group(group.id)).to_string(),
        dept_name: home.map_or(ORGANISATION, |group| &group.name).to_owned(),
        mobile: user.mobile.as_deref().map(mask),
    }
}
